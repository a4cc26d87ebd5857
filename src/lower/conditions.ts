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
      return cx.builder.add(
        { kind: 'not', argument: cx.builder.add({ kind: 'compare', operator: '===', left, right }, node) },
        node,
      );
    case 'in':
      return cx.builder.add({ kind: 'compare', operator: 'in', left, right }, node);
    default:
      return null;
  }
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
