/** The syntax tree of a YAML or JSON document: the way from a path to its node and to the place where that stands. */
import {
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Document,
  type Node,
  type Pair,
  type YAMLMap,
} from 'yaml';

/** Where something stands in a document; both count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export type Path = readonly (string | number)[];

/** A text with its syntax tree. */
export interface Tree {
  readonly text: string;
  readonly document: Document.Parsed;
  readonly lines: LineCounter;
}

/** Parses any text; errors are in `document.errors`. Keys must be plain texts, so that nothing is hidden in them. */
export function parseTree(text: string): Tree {
  const lines = new LineCounter();
  const options = { lineCounter: lines, keepSourceTokens: true, prettyErrors: false, stringKeys: true } as const;
  return { text, document: parseDocument(text, options), lines };
}

/** Finds the node at a path, or the nearest one around it; null in an empty document. */
function nodeAt(tree: Tree, path: Path): Node | null {
  let node: Node | null = tree.document.contents;
  for (const step of path) {
    const next = childOf(node, step);
    if (next === null) return node;
    node = next;
  }
  return node;
}

/** Finds the pair of a key in a mapping. */
export function pairOf(map: YAMLMap, key: string): Pair | null {
  return map.items.find((pair) => isScalar(pair.key) && pair.key.value === key) ?? null;
}

/** Says where the node at a path stands, or the nearest one around it. */
export function positionAt(tree: Tree, path: Path): Position {
  return positionOf(tree, nodeAt(tree, path)?.range?.[0] ?? 0);
}

/** Says where a key of the mapping at a path stands. */
export function keyPosition(tree: Tree, path: Path, key: string): Position {
  const map = nodeAt(tree, path);
  const found = isMap(map) ? pairOf(map, key)?.key : null;
  return isScalar(found) ? positionOf(tree, found.range?.[0] ?? 0) : positionAt(tree, path);
}

/** Turns an offset into a line and a column, both from 1. */
export function positionOf(tree: Tree, offset: number): Position {
  const { line, col } = tree.lines.linePos(Math.min(offset, tree.text.length));
  return { line: Math.max(1, line), column: Math.max(1, col) };
}

function childOf(node: Node | null, step: string | number): Node | null {
  if (isMap(node) && typeof step === 'string') return asNode(pairOf(node, step)?.value);
  return isSeq(node) && typeof step === 'number' ? asNode(node.items[step]) : null;
}

function asNode(value: unknown): Node | null {
  return isMap(value) || isSeq(value) || isScalar(value) ? value : null;
}
