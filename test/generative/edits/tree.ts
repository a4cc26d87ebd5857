/** Syntax trees with parents, and edits of a text by ranges. */
import type { TSESTree } from '@typescript-eslint/types';
import { parseWithOxc } from '../../../src/parse/parse.ts';

export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface Placed {
  readonly node: TSESTree.Node;
  /** The nodes around it, nearest first. */
  readonly around: readonly TSESTree.Node[];
  /** The property of its parent that holds it. */
  readonly as: string;
}

/** All nodes of a file, or none when it does not parse. */
export function nodesOf(path: string, text: string): readonly Placed[] {
  const parsed = parseWithOxc(path, text);
  if (parsed.kind === 'failed') return [];
  const found: Placed[] = [];
  walk({ node: parsed.program, around: [], as: '' }, found);
  return found;
}

/** The text with edits that do not overlap. */
export function applied(text: string, edits: readonly Edit[]): string {
  let result = text;
  for (const { start, end, text: replacement } of edits.toSorted((a, b) => b.start - a.start || b.end - a.end)) {
    result = result.slice(0, start) + replacement + result.slice(end);
  }
  return result;
}

/** Whether some node inside is of one of these types; functions that have their own are not entered. */
export function contains(node: TSESTree.Node, types: ReadonlySet<string>): boolean {
  if (types.has(node.type)) return true;
  return children(node).some(([, child]) => contains(child, types));
}

function walk(placed: Placed, found: Placed[]): void {
  found.push(placed);
  for (const [as, node] of children(placed.node)) walk({ node, as, around: [placed.node, ...placed.around] }, found);
}

function children(node: TSESTree.Node): readonly (readonly [string, TSESTree.Node])[] {
  return Object.entries(node).flatMap(([key, value]: [string, unknown]) =>
    key === 'parent' ? [] : [value].flat().flatMap((one) => (isNode(one) ? [[key, one] as const] : [])),
  );
}

function isNode(value: unknown): value is TSESTree.Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'range' in value;
}
