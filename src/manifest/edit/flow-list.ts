/** Edits of lists written in brackets, on one line or with one item a line. */
import { isMap, isScalar, isSeq, type Node, type YAMLSeq } from 'yaml';
import { lineEndOf, lineStart, nextLine, type Splice } from './splice.ts';

/** Inserts items before the one at `index`, or after the last. */
export function insertIntoFlowList(
  text: string,
  list: YAMLSeq,
  index: number,
  items: readonly string[],
): readonly Splice[] {
  const ranges = rangesOf(list);
  const next = ranges[index];
  if (next !== undefined) {
    return isOwnLine(text, next)
      ? [insertion(lineStart(text, next.start), linesOf(text, next, items, true))]
      : [insertion(next.start, items.map((item) => `${item}, `).join(''))];
  }
  const last = ranges.at(-1);
  if (last === undefined) return [insertion((list.range?.[0] ?? 0) + 1, items.join(', '))];
  if (!isOwnLine(text, last)) return [insertion(last.end, items.map((item) => `, ${item}`).join(''))];
  const hasComma = /^[ \t]*,/.test(text.slice(last.end));
  const lines = insertion(nextLine(text, last.end), linesOf(text, last, items, hasComma));
  return hasComma ? [lines] : [insertion(last.end, ','), lines];
}

/** Removes items with their commas; the caller sees to it that at least one remains. */
export function removeFromFlowList(text: string, list: YAMLSeq, indices: ReadonlySet<number>): readonly Splice[] {
  const ranges = rangesOf(list);
  const lastKept = ranges.findLastIndex((_, index) => !indices.has(index));
  return ranges.flatMap((range, index) => {
    if (!indices.has(index)) return [];
    if (isOwnLine(text, range)) return [removal(lineStart(text, range.start), nextLine(text, range.end))];
    const before = ranges[index - 1];
    const after = ranges[index + 1];
    if (index > lastKept) return [removal(before?.end ?? range.start, range.end)];
    return [removal(range.start, after?.start ?? range.end)];
  });
}

interface Range {
  readonly start: number;
  readonly end: number;
}

function rangesOf(list: YAMLSeq): readonly Range[] {
  return list.items
    .filter((item): item is Node => isMap(item) || isSeq(item) || isScalar(item))
    .map((item) => ({ start: item.range?.[0] ?? 0, end: item.range?.[1] ?? 0 }));
}

/** Nothing else stands on its line but a comma and a comment. */
function isOwnLine(text: string, { start, end }: Range): boolean {
  const before = text.slice(lineStart(text, start), start);
  return before.trim() === '' && /^[ \t]*,?[ \t]*(#.*)?\r?\n/.test(text.slice(end, nextLine(text, end)));
}

function indentOf(text: string, { start }: Range): string {
  return text.slice(lineStart(text, start), start);
}

/** One item a line, indented like a neighbour; `endsWithComma`: also after the last. */
function linesOf(text: string, neighbour: Range, items: readonly string[], endsWithComma: boolean): string {
  const comma = (i: number) => (endsWithComma || i < items.length - 1 ? ',' : '');
  return items.map((item, i) => `${indentOf(text, neighbour)}${item}${comma(i)}${lineEndOf(text)}`).join('');
}

function insertion(at: number, text: string): Splice {
  return { start: at, end: at, text };
}

function removal(start: number, end: number): Splice {
  return { start, end, text: '' };
}
