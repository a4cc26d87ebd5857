/** The parts of what stands in the tags of Svelte's blocks. */
import type { Range } from './template.ts';

/** A range without the space around it. */
export function trimmed(text: string, { start, end }: Range): Range {
  const code = text.slice(start, end);
  const from = start + code.length - code.trimStart().length;
  return { start: from, end: Math.max(from, end - (code.length - code.trimEnd().length)) };
}

/** `list as item, index (key)`: the list, and what the items are called. */
export function eachParts(text: string, range: Range): { readonly list: Range; readonly item: Range | null } {
  const depths = depthsOf(text.slice(range.start, range.end));
  const code = text.slice(range.start, range.end);
  const at = [...code.matchAll(/\sas\s/g)].map(({ index }) => index).findLast((index) => depths[index] === 0);
  if (at === undefined) {
    const comma = [...code.matchAll(/,/g)].map(({ index }) => index).findLast((index) => depths[index] === 0);
    return { list: { start: range.start, end: range.start + (comma ?? code.length) }, item: null };
  }
  const from = at + 4;
  const key = [...code.matchAll(/\(/g)].map(({ index }) => index).find((index) => index > from && depths[index] === 1);
  const item = { start: range.start + from, end: range.start + (key ?? code.length) };
  return { list: { start: range.start, end: range.start + at }, item: trimmed(text, item) };
}

/** How deep in brackets each character stands; a bracket itself counts as inside of it. */
function depthsOf(code: string): readonly number[] {
  let depth = 0;
  return [...code].flatMap((char) => {
    if ('([{'.includes(char)) depth += 1;
    const here = depth;
    if (')]}'.includes(char)) depth -= 1;
    return Array.from({ length: char.length }, () => here);
  });
}
