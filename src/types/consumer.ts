/** What is done with an expression where it stands: it decides which of a type's members can matter. */
import type { ts } from 'ts-morph';

/** `text`: it becomes part of a text; `fallback`: something takes its place when it is missing; `condition`: it is only asked. */
export type Consumer = 'text' | 'fallback' | 'condition' | 'other';

/** A node and the assertions around it, from the inside out: each may say more than what it holds. */
export function typedNodes(node: ts.Node, compiler: typeof ts): readonly ts.Node[] {
  const { parent } = node;
  return parent && isTransparent(parent, compiler) ? [node, ...typedNodes(parent, compiler)] : [node];
}

/** What is done with the value of a node. */
export function consumerOf(node: ts.Node, compiler: typeof ts): Consumer {
  const { SyntaxKind } = compiler;
  const outer = typedNodes(node, compiler).at(-1) ?? node;
  const { parent } = outer;
  if (!parent) return 'other';
  if (compiler.isTemplateSpan(parent)) return 'text';
  if (!compiler.isBinaryExpression(parent)) return 'other';
  const operator = parent.operatorToken.kind;
  if (operator === SyntaxKind.PlusToken) return 'text';
  if (parent.left !== outer) return 'other';
  if (operator === SyntaxKind.QuestionQuestionToken || operator === SyntaxKind.BarBarToken) return 'fallback';
  return operator === SyntaxKind.AmpersandAmpersandToken ? 'condition' : 'other';
}

function isTransparent(node: ts.Node, compiler: typeof ts): boolean {
  return (
    compiler.isParenthesizedExpression(node) ||
    compiler.isAsExpression(node) ||
    compiler.isSatisfiesExpression(node) ||
    compiler.isNonNullExpression(node) ||
    compiler.isTypeAssertionExpression(node) ||
    compiler.isAwaitExpression(node)
  );
}
