/**
 * Names for functions at the top of a file that have none of their own, or one that many have: handlers of routes, events and channels, and members of
 * objects. Without them all routes of a file would be the file itself, and all of its tools `execute`, so that who has declared what one does
 * would have declared it for the next.
 */
import type { TSESTree } from '@typescript-eslint/types';
import { MODULE_LEVEL, type ExprId } from './module.ts';
import type { Context } from './scope.ts';

/** The context of a call's arguments, in which a function is called as the call is: `app.get(/preview)`. */
export function withHandlerName(node: TSESTree.Node, cx: Context): Context {
  const isNameless = cx.owner === MODULE_LEVEL && cx.symbol === 'module' && cx.place === null;
  const place = isNameless ? handlerName(node) : null;
  return place === null ? cx : { ...cx, place };
}

/** The context of an object's member, in which a function is called by the names that lead to it: `tools.browse.execute`. */
export function withMemberName(key: string | ExprId, cx: Context): Context {
  if (cx.owner !== MODULE_LEVEL || typeof key !== 'string') return cx;
  const holder = cx.place ?? (cx.symbol === 'module' ? null : cx.symbol);
  return { ...cx, place: holder === null ? key : `${holder}.${key}` };
}

/** A call of a chain: `app.get('/preview', …)`. */
interface Link {
  /** What the chain begins with: `app`. */
  readonly head: string;
  /** `.get`; empty for a function. */
  readonly method: string;
  /** `(/preview)`; null where it is not given a text first, nor a route. */
  readonly key: string | null;
}

/** A call by its name and the text that it is given; without one by the first of its chain that has one: `app.route(/preview).get`. */
function handlerName(node: TSESTree.Node): string | null {
  const [last, ...before] = node.type === 'CallExpression' ? chainOf(node) : [];
  const told = last?.key === null ? before.findLast(({ key }) => key !== null) : last;
  if (!last || !told) return null;
  const name = `${told.head}${told.method}${told.key ?? ''}${told === last ? '' : last.method}`;
  return name.length <= LONGEST ? name : null;
}

/** What is longer is a sentence, and no name. */
const LONGEST = 80;

/** The calls of a chain, the last one first; none where it begins with something that has no name. */
function chainOf({ callee, arguments: [first] }: TSESTree.CallExpression): readonly Link[] {
  const text = textOf(first) ?? routeOf(first);
  const key = text === null ? null : `(${text})`;
  if (callee.type !== 'MemberExpression') {
    const head = nameOf(callee);
    return head === null ? [] : [{ head, method: '', key }];
  }
  if (callee.property.type !== 'Identifier' || callee.computed) return [];
  const method = `.${callee.property.name}`;
  const before = callee.object.type === 'CallExpression' ? chainOf(callee.object) : [];
  const head = before[0]?.head ?? nameOf(callee.object);
  return head === null ? [] : [{ head, method, key }, ...before];
}

function textOf(node: TSESTree.Node | undefined): string | null {
  return node?.type === 'Literal' && typeof node.value === 'string' && node.value !== '' ? node.value : null;
}

/** What options say of a route: `app.route({ method: 'GET', url: '/feed', handler })`. */
function routeOf(node: TSESTree.Node | undefined): string | null {
  if (node?.type !== 'ObjectExpression') return null;
  const values = node.properties.flatMap((one) =>
    one.type === 'Property' && one.key.type === 'Identifier' && ['url', 'path'].includes(one.key.name)
      ? [one.value]
      : [],
  );
  return textOf(values[0]);
}

function nameOf(node: TSESTree.Node): string | null {
  if (node.type === 'Identifier') return node.name;
  if (node.type !== 'MemberExpression' || node.property.type !== 'Identifier' || node.computed) return null;
  const object = nameOf(node.object);
  return object === null ? null : `${object}.${node.property.name}`;
}
