/** `<Type>value` and `<T>(x) => x` of TypeScript, which would be elements beside markup. */
import type { TSESTree } from '@typescript-eslint/types';
import type { Edit } from './generated.ts';
import type { Script } from './script.ts';

/** What writes both as TypeScript with markup has them. `text` is the file. */
export function typeBracketEdits(scripts: readonly (Script | null | undefined)[], text: string): readonly Edit[] {
  return scripts.flatMap((script) => {
    const isLikely = script && /[^\w\s]\s*<[A-Za-z{[(]/.test(text.slice(script.start, script.end));
    return script && isLikely ? editsIn(script.program, text) : [];
  });
}

function editsIn(node: unknown, text: string): readonly Edit[] {
  if (Array.isArray(node)) return node.flatMap((one) => editsIn(one, text));
  if (!isNode(node)) return [];
  const inside = Object.values(node).flatMap((value) => (typeof value === 'object' ? editsIn(value, text) : []));
  return [...own(node, text), ...inside];
}

function own(node: TSESTree.Node, text: string): readonly Edit[] {
  if (node.type === 'TSTypeAssertion') {
    return [{ start: node.range[0], end: text.indexOf('>', node.typeAnnotation.range[1]) + 1, text: '' }];
  }
  if (node.type !== 'ArrowFunctionExpression' || !node.typeParameters) return [];
  const close = node.typeParameters.range[1] - 1;
  return [{ start: node.typeParameters.params.at(-1)?.range[1] ?? close, end: close, text: ',' }];
}

function isNode(value: unknown): value is TSESTree.Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'range' in value;
}
