/** YAML, with anchors, merge keys and several documents in one file. */
import { isAlias, isMap, isPair, isScalar, isSeq, parseAllDocuments, type Document, type Node, type Pair } from 'yaml';
import { mapNode, scalarNode, type DataEntry, type DataNode, type DataRead, type Range } from './data-node.ts';

/** Reads all documents of a YAML text; empty ones are left out. `isDraft`: what is no YAML yet is passed over, and of two entries with one key both may be meant. */
export function readYaml(text: string, isDraft = false): DataRead {
  const documents = parseAllDocuments(text, { prettyErrors: false, logLevel: 'silent', uniqueKeys: false });
  const nodes: DataNode[] = [];
  for (const document of Array.isArray(documents) ? documents : []) {
    const [error] = document.errors;
    if (error && !isDraft) return { kind: 'failed', message: error.message, offset: error.pos[0] };
    const size = { left: MOST };
    const node = nodeOf(document.contents, { document, depth: 0, size, isDraft });
    if (size.left < 0) return { kind: 'failed', message: 'aliases repeat more than can be read', offset: 0 };
    if (node && !(node.kind === 'scalar' && node.value === null)) nodes.push(node);
  }
  return { kind: 'documents', documents: nodes };
}

interface Place {
  readonly document: Document;
  /** Aliases and collections around it. */
  readonly depth: number;
  readonly isDraft: boolean;
  /** How many values may still come, with those that aliases repeat. */
  readonly size: { left: number };
}

/** Deeper than any configuration; an alias may hold itself. */
const DEEPEST = 64;

/** More than a file of the size that is read can hold; aliases of aliases multiply. */
const MOST = 500_000;

function nodeOf(node: unknown, { document, depth, size, isDraft }: Place): DataNode | null {
  size.left -= 1;
  if (depth > DEEPEST || size.left < 0) return null;
  const inside: Place = { document, depth: depth + 1, size, isDraft };
  if (isAlias(node)) return nodeOf(node.resolve(document), inside);
  if (isMap<unknown, unknown>(node)) {
    const entries = node.items.flatMap((pair) => entriesOf(pair, inside));
    // What is written out counts, wherever the merge stands.
    const all = [...entries.flatMap(({ merged }) => merged), ...entries.flatMap(({ own }) => own)];
    return mapNode(isDraft ? bothOf(all) : all, rangeOf(node));
  }
  if (isSeq<unknown>(node)) {
    return {
      kind: 'list',
      items: node.items.flatMap((item) => nodeOf(itemOf(item), inside) ?? []),
      range: rangeOf(node),
    };
  }
  return isScalar(node) ? scalarNode(plain(node.value), rangeOf(node)) : null;
}

/** The branches of a condition give a key one value each. */
function bothOf(entries: readonly DataEntry[]): readonly DataEntry[] {
  const byKey = new Map<string, [DataNode, ...DataNode[]]>();
  for (const { key, value } of entries) {
    const known = byKey.get(key);
    if (known) known.push(value);
    else byKey.set(key, [value]);
  }
  return [...byKey].map(([key, options]): DataEntry => {
    const [first] = options;
    return { key, value: options.length === 1 ? first : { kind: 'either', options, range: first.range } };
  });
}

/** What a line of a mapping adds: an entry, or with `<<: *defaults` those of other mappings, of which the first counts. */
interface Added {
  readonly merged: readonly DataEntry[];
  readonly own: readonly DataEntry[];
}

const NO_ENTRIES: Added = { merged: [], own: [] };

function entriesOf({ key, value }: Pair<unknown, unknown>, place: Place): Added {
  const name = isScalar(key) ? String(key.value) : null;
  if (name === null) return NO_ENTRIES;
  const node = nodeOf(value, place) ?? scalarNode(null, isScalar(key) ? rangeOf(key) : [0, 0]);
  if (name !== '<<') return { merged: [], own: [{ key: name, value: node }] };
  const sources = node.kind === 'list' ? node.items.toReversed() : [node];
  return { merged: sources.flatMap((one) => (one.kind === 'map' ? one.entries : [])), own: [] };
}

function itemOf(item: unknown): unknown {
  return isPair(item) ? null : item;
}

function plain(value: unknown): string | number | boolean | null {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

function rangeOf({ range }: Node): Range {
  return range ? [range[0], range[1]] : [0, 0];
}
