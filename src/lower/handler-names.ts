/**
 * Names for functions that have none and stand at the top of a file: handlers of routes, events and channels. Without one all of them would be the
 * file itself, so that who has declared what one route does would have declared it for the next.
 */
import type { TSESTree } from '@typescript-eslint/types';
import { MODULE_LEVEL } from './module.ts';
import type { Context } from './scope.ts';

/** The context of a call's arguments, in which a function without a name is called as the call is: `app.get(/preview)`. */
export function withHandlerName(node: TSESTree.Node, cx: Context): Context {
  const handler = cx.owner === MODULE_LEVEL && cx.symbol === 'module' ? handlerName(node) : null;
  return handler === null ? cx : { ...cx, handler };
}

/** A call of a chain: `app.get('/preview', …)`. */
interface Link {
  /** What the chain begins with: `app`. */
  readonly head: string;
  /** `.get`; empty for a function. */
  readonly method: string;
  /** `(/preview)`; null where it is not given a text first. */
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
  const isText = first?.type === 'Literal' && typeof first.value === 'string' && first.value !== '';
  const key = isText ? `(${first.value})` : null;
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

function nameOf(node: TSESTree.Node): string | null {
  if (node.type === 'Identifier') return node.name;
  if (node.type !== 'MemberExpression' || node.property.type !== 'Identifier' || node.computed) return null;
  const object = nameOf(node.object);
  return object === null ? null : `${object}.${node.property.name}`;
}
