/** Chains with `?.`. */
import type { TSESTree } from '@typescript-eslint/types';

/** Whether a member, or anything before it in the same chain, is read with `?.`: of nothing it is nothing then, where others throw. */
export function isOptional(node: TSESTree.Node): boolean {
  switch (node.type) {
    case 'MemberExpression':
      return node.optional || isOptional(node.object);
    case 'CallExpression':
      return node.optional || isOptional(node.callee);
    case 'TSNonNullExpression':
      return isOptional(node.expression);
    default:
      return false;
  }
}
