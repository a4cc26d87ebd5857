/** A document of a configuration format, whatever its notation: texts, lists and mappings with their places. */

/** Where something stands: UTF-16 offsets, end exclusive. */
export type Range = readonly [start: number, end: number];

export type DataNode =
  | { readonly kind: 'scalar'; readonly value: string | number | boolean | null; readonly range: Range }
  /** A variable of the environment, where the notation has a form for it. */
  | { readonly kind: 'variable'; readonly name: string; readonly range: Range }
  /** A text; null for what is filled in and not known. */
  | { readonly kind: 'text'; readonly parts: readonly (string | null)[]; readonly range: Range }
  /** A text that a template engine puts together; null for what it fills in by means that are not known. */
  | { readonly kind: 'rendered'; readonly parts: readonly (string | DataNode | null)[]; readonly range: Range }
  /** What another file of data holds behind keys, null for any; the path is relative to this one. */
  | { readonly kind: 'file'; readonly path: string; readonly keys: readonly (string | null)[]; readonly range: Range }
  /** One of several. */
  | { readonly kind: 'either'; readonly options: readonly DataNode[]; readonly range: Range }
  | { readonly kind: 'list'; readonly items: readonly DataNode[]; readonly range: Range }
  | { readonly kind: 'map'; readonly entries: readonly DataEntry[]; readonly range: Range };

export interface DataEntry {
  readonly key: string;
  readonly value: DataNode;
}

/** What a text holds, or why it cannot be read and where. A file may hold several documents. */
export type DataRead =
  | { readonly kind: 'documents'; readonly documents: readonly DataNode[]; readonly unread?: Unread }
  | { readonly kind: 'failed'; readonly message: string; readonly offset: number };

/** The first part of a text that could not be read while the rest was. */
export interface Unread {
  readonly message: string;
  readonly offset: number;
}

/** A mapping from its entries; of two with the same key the last counts. */
export function mapNode(entries: readonly DataEntry[], range: Range): DataNode {
  return { kind: 'map', entries: [...new Map(entries.map((entry) => [entry.key, entry])).values()], range };
}

/** A text, a number or the like. */
export function scalarNode(value: string | number | boolean | null, range: Range): DataNode {
  return { kind: 'scalar', value, range };
}
