/** Conditions: comparisons, and the branches of an expression with what is known in each. */
import type { TSESTree } from '@typescript-eslint/types';
import type { ExprId } from './module.ts';
import type { Context } from './scope.ts';
import { lowerExpression } from './expressions.ts';
import { guarded } from './guards.ts';

/** A comparison for equality or membership, as an expression that conditions are read from; null for another operator. */
export function lowerComparison(
  node: TSESTree.BinaryExpression,
  left: ExprId,
  right: ExprId,
  cx: Context,
): ExprId | null {
  switch (node.operator) {
    case '===':
    case '==':
      return cx.builder.add({ kind: 'compare', operator: '===', left, right }, node);
    case '!==':
    case '!=':
      return differ(node, left, right, cx);
    case '>':
      return isAboveNothing(left, right, cx) ? differ(node, left, right, cx) : null;
    case 'in':
      return cx.builder.add({ kind: 'compare', operator: 'in', left, right }, node);
    default:
      return null;
  }
}

function differ(node: TSESTree.BinaryExpression, left: ExprId, right: ExprId, cx: Context): ExprId {
  const argument = cx.builder.add({ kind: 'compare', operator: '===', left, right }, node);
  return cx.builder.add({ kind: 'not', argument }, node);
}

/** `text.length > 0`: no length is below nothing. */
function isAboveNothing(left: ExprId, right: ExprId, { builder }: Context): boolean {
  const length = builder.at(left);
  const zero = builder.at(right);
  return length.kind === 'member' && length.property === 'length' && zero.kind === 'literal' && zero.value === 0;
}

/** `a && b`: the right side is evaluated where the left one is true; for `||`, where it is false. */
export function lowerLogical(node: TSESTree.LogicalExpression, cx: Context): ExprId {
  const left = lowerExpression(node.left, cx);
  const inside = node.operator === '??' ? cx : guarded(cx, left, node.operator === '&&' ? 'true' : 'false');
  const right = lowerExpression(node.right, perhaps(inside));
  return cx.builder.add({ kind: 'choice', operator: node.operator, options: [left, right] }, node);
}

/** `test ? a : b`. */
export function lowerConditional(node: TSESTree.ConditionalExpression, cx: Context): ExprId {
  const test = lowerExpression(node.test, cx);
  const options = [
    lowerExpression(node.consequent, perhaps(guarded(cx, test, 'true'))),
    lowerExpression(node.alternate, perhaps(guarded(cx, test, 'false'))),
  ];
  return cx.builder.add({ kind: 'choice', operator: '?:', options, test }, node);
}

/** What is assigned here may not be. */
export function perhaps(cx: Context): Context {
  return cx.conditional ? cx : { ...cx, conditional: true };
}
