/** Statements of a program by where they begin and end: what a comment above or behind one speaks of. */
import type { TSESTree } from '@typescript-eslint/types';
import type { Comment } from '../../parse/comments.ts';
import type { Anchor, Anchors } from './notes.ts';

/** Makes the anchors of a program. */
export function anchorsOf(program: TSESTree.Program): Anchors {
  const statements: Statement[] = [];
  collect(program, null, statements);
  const [starting, ending] = [new Map<number, Anchor>(), new Map<number, Anchor>()];
  // Of two that begin together the outer one is meant: `export` and the declaration in it.
  for (const statement of statements.toReversed()) {
    const [start, end] = statement.node.range;
    starting.set(start, statement);
    ending.set(end, statement);
  }
  const parts = new Map<TSESTree.Node, Parts>();
  return {
    startingAt: (offset) => starting.get(offset) ?? null,
    endingAt: (offset) => ending.get(offset) ?? null,
    callAround: (comment) => callAround(program, comment, parts),
  };
}

interface Statement extends Anchor {
  readonly node: TSESTree.Node;
}

/** A property is one for what stands above it, and still a part of the statement around it. */
const STATEMENT = /Statement$|Declaration$|^(?:PropertyDefinition|MethodDefinition|AccessorProperty|StaticBlock)$/;

function isStatement(node: TSESTree.Node, parent: TSESTree.Node | null): boolean {
  if (node.type === 'BlockStatement' || !STATEMENT.test(node.type)) return false;
  return !(parent?.type.startsWith('Export') === true && node.type.endsWith('Declaration'));
}

/** Adds the statements below a node, outer ones first, and gives the ranges of the outermost. */
function collect(node: TSESTree.Node, parent: TSESTree.Node | null, found: Statement[]): readonly Comment[] {
  const [start, end] = node.range;
  const isOwn = isStatement(node, parent);
  const index = found.length;
  const inner = childrenOf(node).flatMap((child) => collect(child, node, found));
  const whole = { start, end };
  if (isOwn) found.splice(index, 0, { node, whole, parts: outside(whole, inner) });
  else if (node.type === 'Property') found.push({ node, whole, parts: outside(whole, inner) });
  return isOwn ? [whole] : inner;
}

/** What is left of a range without others in it. */
function outside({ start, end }: Comment, others: readonly Comment[]): readonly Comment[] {
  const parts: Comment[] = [];
  let at = start;
  for (const other of others.toSorted((a, b) => a.start - b.start)) {
    if (other.start > at) parts.push({ start: at, end: other.start });
    at = Math.max(at, other.end);
  }
  return [...parts, { start: at, end }];
}

/** Between a call and a comment in it no function begins: that one's statements have calls of their own. */
function callAround(program: TSESTree.Program, comment: Comment, parts: Map<TSESTree.Node, Parts>): number | null {
  let call: number | null = null;
  let node: TSESTree.Node | undefined = program;
  while (node !== undefined) {
    if (/Function|^Class/.test(node.type)) call = null;
    if (/^(?:CallExpression|NewExpression|ImportExpression|JSXOpeningElement)$/.test(node.type)) [call] = node.range;
    const known = parts.get(node) ?? partsOf(node);
    parts.set(node, known);
    node = partAround(known, comment);
  }
  return call;
}

/** The children of a node by where they begin, each with how far it and those before it reach. */
interface Parts {
  readonly nodes: readonly TSESTree.Node[];
  readonly reach: readonly number[];
}

function partsOf(node: TSESTree.Node): Parts {
  const nodes = childrenOf(node).toSorted((a, b) => a.range[0] - b.range[0]);
  let furthest = 0;
  return { nodes, reach: nodes.map(({ range: [, end] }) => (furthest = Math.max(furthest, end))) };
}

function partAround({ nodes, reach }: Parts, { start, end }: Comment): TSESTree.Node | undefined {
  let [low, high] = [0, nodes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((nodes[middle]?.range[0] ?? Infinity) <= start) low = middle + 1;
    else high = middle;
  }
  let found: TSESTree.Node | undefined;
  for (let at = low - 1; (reach[at] ?? -1) >= end; at -= 1) {
    const node = nodes[at];
    if (node && end <= node.range[1]) found = node;
  }
  return found;
}

function childrenOf(node: TSESTree.Node): readonly TSESTree.Node[] {
  return Object.entries(node).flatMap(([key, value]: readonly [string, unknown]) => {
    if (key === 'parent' || key === 'comments' || key === 'tokens') return [];
    return (Array.isArray(value) ? value : [value]).filter(isNode);
  });
}

function isNode(value: unknown): value is TSESTree.Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'range' in value;
}
