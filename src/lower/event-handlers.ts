/** Handlers of the global scope that are assigned: `self.onfetch = (event) => …` registers a listener as `addEventListener('fetch', …)` does. */
import type { TSESTree } from '@typescript-eslint/types';
import { recordCall } from './calls.ts';
import { lowerExpression, lowerNamed } from './expressions.ts';
import { lowerFunction, type EventGiven } from './functions.ts';
import type { ExprId } from './module.ts';
import type { Context } from './scope.ts';

/** The event that an assignment to a handler of the global scope is for; null for any other. */
export function eventHandled({ operator, left }: TSESTree.AssignmentExpression, cx: Context): string | null {
  const name = operator === '=' ? nameInScope(left, cx) : null;
  return (name === null ? null : /^on([a-z]+)$/.exec(name)?.[1]) ?? null;
}

/** Lowers what is assigned to the handler of an event, with the call that registers it; returns the handler. */
export function lowerEventHandler(
  { left, right }: TSESTree.AssignmentExpression,
  event: string,
  call: ExprId,
  cx: Context,
): ExprId {
  const { builder } = cx;
  const name = `on${event}`;
  const isFunction = right.type === 'ArrowFunctionExpression' || right.type === 'FunctionExpression';
  const value = isFunction
    ? lowerFunction(right, { name: right.id?.name ?? name, passedTo: { call, index: 1 } }, cx)
    : lowerNamed(right, name, cx);
  const callee = builder.member(builder.add({ kind: 'global', name: 'self' }, left), 'addEventListener', left);
  const args = [builder.literal(event, left), value].map((one) => ({ value: one, spread: false }));
  builder.fill(call, { kind: 'call', callee, args, construct: false });
  recordCall(call, cx);
  return value;
}

/** Events that go to one object alone, which is then their target (W3C File API, WHATWG XMLHttpRequest and HTML: they do not bubble). */
const OF_ONE_OBJECT = /^(?:load(?:start|end)?|progress|error|abort)$/;

/** What the event is about that the handler of an object is called with: `reader.onload = (event) => …`. */
export function handledBy(left: TSESTree.MemberExpression, cx: Context): EventGiven {
  const event = !left.computed && left.property.type === 'Identifier' ? left.property.name : '';
  const isOfOne = event.startsWith('on') && OF_ONE_OBJECT.test(event.slice(2)) && isPlain(left.object);
  return isOfOne ? { eventOf: lowerExpression(left.object, cx) } : {};
}

/** The same where it is registered: `reader.addEventListener('load', (event) => …)`. */
export function listenedTo(callee: ExprId, [event]: readonly TSESTree.Node[], { builder }: Context): EventGiven {
  const method = builder.at(callee);
  if (method.kind !== 'member' || method.property !== 'addEventListener' || event?.type !== 'Literal') return {};
  return OF_ONE_OBJECT.test(String(event.value)) ? { eventOf: method.object } : {};
}

/** Whether nothing happens where an expression is read twice. */
function isPlain(node: TSESTree.Node): boolean {
  if (node.type === 'MemberExpression') return !node.computed && isPlain(node.object);
  return node.type === 'Identifier' || node.type === 'ThisExpression';
}

const SCOPE = new Set(['self', 'globalThis', 'window']);

function nameInScope(left: TSESTree.Node, cx: Context): string | null {
  if (left.type === 'Identifier') return cx.scope.find(left.name) === undefined ? left.name : null;
  if (left.type !== 'MemberExpression' || left.computed || left.property.type !== 'Identifier') return null;
  const { object } = left;
  const isScope = object.type === 'Identifier' && SCOPE.has(object.name) && cx.scope.find(object.name) === undefined;
  return isScope ? left.property.name : null;
}
