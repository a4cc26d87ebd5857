/** Edits of lists written with dashes, one item or entry after another. */
import { isCollection, isMap, isScalar, isSeq, type Node, type YAMLSeq } from 'yaml';
import {
  lineEndOf,
  lineStart,
  nextLine,
  overBlankLinesAbove,
  overBlankLinesBelow,
  withLeadingComments,
  withTrailingComments,
  type Splice,
} from './splice.ts';

/** Where a dash item stands: whole lines, with the comments that belong to it. */
interface ItemLines {
  readonly start: number;
  readonly end: number;
  /** The column of the dash, from 0. */
  readonly column: number;
}

/** Inserts lines (with their indent, without line ends) before the item `index`, or after the last one. */
export function insertIntoBlockList(text: string, list: YAMLSeq, index: number, lines: readonly string[]): Splice {
  const items = itemsOf(text, list);
  const lineEnd = lineEndOf(text);
  const block = lines.map((line) => line + lineEnd).join('');
  // A list whose entries stand apart keeps them so.
  const space = items.slice(1).some(({ start }) => overBlankLinesAbove(text, start) < start) ? lineEnd : '';
  const next = items[index];
  const at = next?.start ?? items.at(-1)?.end ?? text.length;
  return { start: at, end: at, text: next === undefined ? space + block : block + space };
}

/** Removes items; the caller sees to it that at least one remains. Comments that stand apart from an item stay. */
export function removeFromBlockList(text: string, list: YAMLSeq, indices: ReadonlySet<number>): readonly Splice[] {
  const items = itemsOf(text, list);
  const lastKept = items.findLastIndex((_, index) => !indices.has(index));
  return items.flatMap(({ start, end }, index) => {
    if (!indices.has(index)) return [];
    // The space goes with the item: that below it, or at the end of the list that above it.
    return index < lastKept
      ? [{ start, end: overBlankLinesBelow(text, end), text: '' }]
      : [{ start: overBlankLinesAbove(text, start), end, text: '' }];
  });
}

/** Removes every item, so that the caller can write another value in their place. */
export function clearBlockList(text: string, list: YAMLSeq): readonly Splice[] {
  return itemsOf(text, list).map(({ start, end }) => ({ start, end, text: '' }));
}

/** The column of the dashes, from 0. */
export function dashColumn(text: string, list: YAMLSeq): number {
  return itemsOf(text, list)[0]?.column ?? 2;
}

/** Where the content of a node ends, comments and line ends after it left out. */
export function contentEnd(text: string, node: Node): number {
  const [start, end] = node.range ?? [0, 0];
  if (isCollection(node) && node.flow === true) return end;
  const last = isMap(node)
    ? (node.items.at(-1)?.value ?? node.items.at(-1)?.key)
    : isSeq(node)
      ? node.items.at(-1)
      : null;
  if (isMap(last) || isSeq(last) || isScalar(last)) return contentEnd(text, last);
  return start + text.slice(start, end).trimEnd().length;
}

function itemsOf(text: string, list: YAMLSeq): readonly ItemLines[] {
  return list.items.flatMap((item, index) => {
    const dash = dashAt(list, index);
    if (dash === null || !(isMap(item) || isSeq(item) || isScalar(item))) return [];
    const line = lineStart(text, dash);
    const column = dash - line;
    const end = nextLine(text, contentEnd(text, item));
    return [{ start: withLeadingComments(text, line, column), end: withTrailingComments(text, end, column), column }];
  });
}

function dashAt(list: YAMLSeq, index: number): number | null {
  const token = list.srcToken;
  if (token?.type !== 'block-seq') return null;
  const dashes = token.items.flatMap(({ start }) => start.filter(({ type }) => type === 'seq-item-ind'));
  return dashes[index]?.offset ?? null;
}
