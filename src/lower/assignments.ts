/** Assignments: `=`, the logical ones, `+=` and the other compound ones, `++` and `--`. */
import type { TSESTree } from '@typescript-eslint/types';
import { perhaps } from './conditions.ts';
import { arithmeticOperator, lowerExpression, lowerNamed } from './expressions.ts';
import { eventHandled, handledBy, lowerEventHandler } from './event-handlers.ts';
import { guardsOn } from './guards.ts';
import type { ExprId } from './module.ts';
import { assignPattern } from './patterns.ts';
import { lowerConstructorFunction, lowerPrototypeAssignment } from './prototypes.ts';
import type { Context } from './scope.ts';

/** Lowers an assignment and gives its target the new value; returns the value of the whole expression. */
export function lowerAssignment(node: TSESTree.AssignmentExpression, cx: Context): ExprId {
  const prototype = lowerPrototypeAssignment(node, cx);
  if (prototype !== null) return prototype;
  const at = cx.builder.reserve(node);
  const isLogical = /^(?:\|\||&&|\?\?)=$/.test(node.operator);
  const event = eventHandled(node, cx);
  const right =
    event === null
      ? lowerAssigned(node, isLogical ? perhaps(cx) : cx)
      : lowerEventHandler(node, event, cx.builder.reserve(node), cx);
  switch (node.operator) {
    case '=':
      assignPattern(node.left, right, cx, at);
      return right;
    case '||=':
    case '&&=':
    case '??=':
      return assignLogical(node, node.operator, right, cx, at);
    default: {
      const value = combined(node, right, cx);
      assignPattern(node.left, value, cx, at);
      return value;
    }
  }
}

/** `x++`: what it was, or a number that nobody follows. */
export function lowerUpdate(node: TSESTree.UpdateExpression, cx: Context): ExprId {
  lowerExpression(node.argument, cx);
  const value = cx.builder.unknown('arithmetic', node);
  if (node.argument.type === 'Identifier') assignPattern(node.argument, value, { ...cx, conditional: true }, value);
  return value;
}

function lowerAssigned({ left, right }: TSESTree.AssignmentExpression, cx: Context): ExprId {
  const made = right.type === 'FunctionExpression' ? lowerConstructorFunction(right, left, cx) : null;
  if (made !== null) return made;
  if (left.type === 'Identifier') return lowerNamed(right, left.name, cx);
  const named = left.type === 'MemberExpression' && !left.computed && left.property.type === 'Identifier';
  return named ? lowerNamed(right, left.property.name, cx, handledBy(left, cx)) : lowerExpression(right, cx);
}

/** `x ??= y` is a choice of both for a name. A property may keep what it was: the write is one that may not happen. */
function assignLogical(
  node: TSESTree.AssignmentExpression,
  operator: '||=' | '&&=' | '??=',
  right: ExprId,
  cx: Context,
  at: ExprId,
): ExprId {
  const options = [valueBefore(node.left, cx), right];
  const logical = operator === '||=' ? '||' : operator === '&&=' ? '&&' : '??';
  const value = cx.builder.add({ kind: 'choice', operator: logical, options }, node);
  if (node.left.type === 'Identifier') assignPattern(node.left, value, cx, at);
  else assignPattern(node.left, right, { ...cx, conditional: true }, at);
  return value;
}

/** `x += y` starts from what `x` was before this statement; in a loop it may have been appended to before. */
function combined(node: TSESTree.AssignmentExpression, right: ExprId, cx: Context): ExprId {
  const left = valueBefore(node.left, cx);
  const operator = arithmeticOperator(node.operator.slice(0, -1));
  if (operator !== null) return cx.builder.add({ kind: 'arithmetic', operator, left, right }, node);
  if (node.operator !== '+=') return cx.builder.unknown('arithmetic', node);
  const once = cx.builder.add({ kind: 'concat', left, right }, node);
  if (!isCarriedOver(node.left, cx)) return once;
  return cx.builder.add({ kind: 'concat', left: once, right: cx.builder.unknown('repetition', node) }, node);
}

function valueBefore(target: TSESTree.Node, cx: Context): ExprId {
  const binding = target.type === 'Identifier' ? cx.scope.find(target.name) : undefined;
  if (binding === undefined) return lowerExpression(target, cx);
  const before = cx.builder.binding(binding).definitions.length;
  if (before === 0) return cx.builder.literal(undefined, target);
  const guards = guardsOn(binding, cx);
  return cx.builder.add({ kind: 'name', binding, before, ...(guards ? { guards } : {}) }, target);
}

/** Whether a name is declared before the loop in which it is assigned: each turn finds what the turn before it left. */
function isCarriedOver(target: TSESTree.Node, cx: Context): boolean {
  const binding = target.type === 'Identifier' ? cx.scope.find(target.name) : undefined;
  return binding !== undefined && cx.loop !== null && binding < cx.loop;
}
