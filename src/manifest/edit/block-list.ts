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

/** Lines to insert, with their indent and without line ends: before the item `index`, or after the last one. */
export interface BlockInsertion {
  readonly index: number;
  readonly lines: readonly string[];
}

/** Inserts items; those that go to one place keep their order. */
export function insertIntoBlockList(
  text: string,
  list: YAMLSeq,
  insertions: readonly BlockInsertion[],
): readonly Splice[] {
  const items = itemsOf(text, list);
  const lineEnd = lineEndOf(text);
  // A list whose entries stand apart keeps them so.
  const space = items.slice(1).some(({ start }) => overBlankLinesAbove(text, start) < start) ? lineEnd : '';
  return insertions.map(({ index, lines }) => {
    const block = lines.map((line) => line + lineEnd).join('');
    const next = items[index];
    const at = next?.start ?? items.at(-1)?.end ?? text.length;
    return { start: at, end: at, text: next === undefined ? space + block : block + space };
  });
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
  const dashes = dashesOf(list);
  return list.items.flatMap((item, index) => {
    const dash = dashes[index];
    if (dash === undefined || !(isMap(item) || isSeq(item) || isScalar(item))) return [];
    const line = lineStart(text, dash);
    const column = dash - line;
    const end = nextLine(text, contentEnd(text, item));
    return [{ start: withLeadingComments(text, line, column), end: withTrailingComments(text, end, column), column }];
  });
}

/** Where the dashes stand; the syntax tree has only the items after them. */
export function dashesOf(list: YAMLSeq): readonly number[] {
  const token = list.srcToken;
  if (token?.type !== 'block-seq') return [];
  return token.items.flatMap(({ start }) =>
    start.filter(({ type }) => type === 'seq-item-ind').map(({ offset }) => offset),
  );
}
