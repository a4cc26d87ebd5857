/** TOML: tables, lists of tables and dotted keys as one mapping. */
import { ParseError, parseTOML, type AST } from 'toml-eslint-parser';
import { mapNode, scalarNode, type DataNode, type DataRead, type Range } from './data-node.ts';

/** Reads a TOML text. */
export function readToml(text: string): DataRead {
  try {
    const [top] = parseTOML(text).body;
    const root = new Table(top.range);
    for (const part of top.body) {
      if (part.type === 'TOMLTable') fill(root.at(part.resolvedKey, part.range), part.body);
      else fill(root, [part]);
    }
    return { kind: 'documents', documents: [root.node()] };
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    return { kind: 'failed', message: error.message, offset: error.index };
  }
}

/** A table while it is put together: others may add to it later in the file. */
class Table {
  readonly #range: Range;
  readonly #entries = new Map<string, Table | DataNode>();

  constructor(range: Range) {
    this.#range = range;
  }

  set(key: string, value: DataNode): void {
    this.#entries.set(key, value);
  }

  /** The table at a path, made where it is missing; an item of a list of tables is one of its entries, by its index. */
  at(path: readonly (string | number)[], range: Range): Table {
    const [first, ...rest] = path;
    if (first === undefined) return this;
    const known = this.#entries.get(String(first));
    const next = known instanceof Table ? known : new Table(range);
    this.#entries.set(String(first), next);
    return next.at(rest, range);
  }

  node(): DataNode {
    const entries = [...this.#entries].map(([key, value]) => ({
      key,
      value: value instanceof Table ? value.node() : value,
    }));
    const isList = entries.length > 0 && entries.every(({ key }, index) => key === String(index));
    return isList
      ? { kind: 'list', items: entries.map(({ value }) => value), range: this.#range }
      : mapNode(entries, this.#range);
  }
}

function fill(table: Table, pairs: readonly AST.TOMLKeyValue[]): void {
  for (const { key, value, range } of pairs) {
    const path = key.keys.map((one) => (one.type === 'TOMLBare' ? one.name : one.value));
    table.at(path.slice(0, -1), range).set(path.at(-1) ?? '', nodeOf(value));
  }
}

function nodeOf(content: AST.TOMLContentNode): DataNode {
  switch (content.type) {
    case 'TOMLArray':
      return { kind: 'list', items: content.elements.map(nodeOf), range: content.range };
    case 'TOMLInlineTable': {
      const table = new Table(content.range);
      fill(table, content.body);
      return table.node();
    }
    default: {
      const { value } = content;
      const isPlain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
      return scalarNode(isPlain ? value : String(value), content.range);
    }
  }
}
