/** What stands in a document behind keys. */
import type { DataNode } from './data-node.ts';

/** Keys from the outside in; null for any key. */
export type Keys = readonly (string | null)[];

/** The nodes behind keys: several where a key is not known, none where there is no such key. */
export function memberAt(node: DataNode, [key, ...rest]: Keys): readonly DataNode[] {
  if (key === undefined) return [node];
  if (node.kind === 'list')
    return node.items
      .filter((_, index) => key === null || String(index) === key)
      .flatMap((item) => memberAt(item, rest));
  if (node.kind !== 'map') return [];
  return node.entries
    .filter((entry) => key === null || entry.key === key)
    .flatMap(({ value }) => memberAt(value, rest));
}
