/** Edits of one mapping: a key is set, a list of it grows or shrinks. */
import { isMap, isScalar, isSeq, type Pair, type YAMLMap, type YAMLSeq } from 'yaml';
import { inlineText, pairLines, scalarText, type Writable } from '../render.ts';
import { pairOf } from '../../document/tree.ts';
import { contentEnd, dashColumn, insertIntoBlockList, removeFromBlockList } from './block-list.ts';
import { insertIntoFlowList, removeFromFlowList } from './flow-list.ts';
import { lineEndOf, lineStart, nextLine, withLeadingComments, withTrailingComments, type Splice } from './splice.ts';

/** A mapping in its text, with the order that its keys should have. */
export interface MappingPlace {
  readonly text: string;
  readonly map: YAMLMap;
  readonly order: readonly string[];
}

/** Sets a key to a text, or writes it where the order of keys wants it. */
export function setText(place: MappingPlace, key: string, value: string): readonly Splice[] {
  const node = pairOf(place.map, key)?.value;
  if (!isScalar(node)) return insertPair(place, key, value);
  if (node.value === value) return [];
  return [{ start: node.range?.[0] ?? 0, end: contentEnd(place.text, node), text: scalarText(value) }];
}

/** Adds to a list what it does not have yet: in its place if the list is sorted, else at the end. */
export function addToList(place: MappingPlace, key: string, values: readonly string[]): readonly Splice[] {
  const list = pairOf(place.map, key)?.value;
  if (!isSeq(list)) return values.length === 0 ? [] : insertPair(place, key, values);
  const present = textsOf(list);
  const isSorted = present.every((value, i) => i === 0 || (present[i - 1] ?? '') <= value);
  const added = [...new Set(values)].filter((value) => !present.includes(value));
  const index = (value: string) => (isSorted ? present.filter((other) => other < value).length : present.length);
  const insertions = added.toSorted().map((value) => ({ index: index(value), value }));
  if (list.flow !== true) {
    const indent = ' '.repeat(dashColumn(place.text, list));
    const lines = insertions.map(({ index: at, value }) => ({ index: at, lines: [`${indent}- ${scalarText(value)}`] }));
    return insertIntoBlockList(place.text, list, lines);
  }
  const places = [...new Set(insertions.map(({ index: at }) => at))];
  return places.flatMap((at) => {
    const here = insertions.filter((insertion) => insertion.index === at).map(({ value }) => scalarText(value));
    return insertIntoFlowList(place.text, list, at, here);
  });
}

/** Removes values from a list; a list that would be empty goes with its key. */
export function removeFromList(place: MappingPlace, key: string, values: readonly string[]): readonly Splice[] {
  const pair = pairOf(place.map, key);
  if (pair === null || !isSeq(pair.value)) return [];
  const list = pair.value;
  const indices = new Set(textsOf(list).flatMap((value, i) => (values.includes(value) ? [i] : [])));
  if (indices.size === 0) return [];
  if (indices.size === list.items.length) return removePair(place, pair);
  return list.flow === true
    ? removeFromFlowList(place.text, list, indices)
    : removeFromBlockList(place.text, list, indices);
}

/** Writes a key that is not there yet, after those that come before it in the order. */
export function insertPair(place: MappingPlace, key: string, value: Writable): readonly Splice[] {
  const { text, map } = place;
  if (map.flow !== true) {
    const { at, indent } = blockSlot(place, key);
    const lines = pairLines(key, value, indent).map((line) => line + lineEndOf(text));
    return [{ start: at, end: at, text: lines.join('') }];
  }
  const before = pairBefore(place, key);
  const written = `${key}: ${inlineText(value)}`;
  const at = before === null ? (map.range?.[0] ?? 0) + 1 : pairEnd(text, before);
  if (before !== null) return [{ start: at, end: at, text: `, ${written}` }];
  return [{ start: at, end: at, text: map.items.length === 0 ? ` ${written} ` : ` ${written},` }];
}

/** Where a new key of a block mapping goes, at the beginning of a line, and the indent of its keys. */
export function blockSlot(place: MappingPlace, key: string): { readonly at: number; readonly indent: string } {
  const { text, map } = place;
  const start = map.range?.[0] ?? 0;
  const column = start - lineStart(text, start);
  // The first key shares its line with the dash, so nothing can be written before it.
  const before = pairBefore(place, key) ?? map.items[0] ?? null;
  const end = before === null ? text.length : nextLine(text, pairEnd(text, before));
  return { at: withTrailingComments(text, end, column), indent: ' '.repeat(column) };
}

function removePair({ text, map }: MappingPlace, pair: Pair): readonly Splice[] {
  const start = isScalar(pair.key) ? (pair.key.range?.[0] ?? 0) : 0;
  const end = pairEnd(text, pair);
  if (map.flow === true) {
    const comma = /^\s*,\s*/.exec(text.slice(end));
    if (comma !== null) return [{ start, end: end + comma[0].length, text: '' }];
    const before = /,\s*$/.exec(text.slice(0, start));
    return [{ start: start - (before?.[0].length ?? 0), end, text: '' }];
  }
  const column = start - lineStart(text, start);
  const below = withTrailingComments(text, nextLine(text, end), column);
  const isFirst = text.slice(lineStart(text, start), start).trim() !== '';
  // Beside the dash: the next key moves up to it.
  if (isFirst) return [{ start, end: below + (/^ */.exec(text.slice(below))?.[0].length ?? 0), text: '' }];
  return [{ start: withLeadingComments(text, lineStart(text, start), column), end: below, text: '' }];
}

/** The last of the pairs that the order puts before a key. */
function pairBefore({ map, order }: MappingPlace, key: string): Pair | null {
  const rank = order.indexOf(key);
  return map.items.findLast((pair) => isScalar(pair.key) && order.indexOf(String(pair.key.value)) < rank) ?? null;
}

function pairEnd(text: string, pair: Pair): number {
  const node = isMap(pair.value) || isSeq(pair.value) || isScalar(pair.value) ? pair.value : pair.key;
  return isMap(node) || isSeq(node) || isScalar(node) ? contentEnd(text, node) : text.length;
}

function textsOf(list: YAMLSeq): readonly string[] {
  return list.items.map((item) => (isScalar(item) ? String(item.value) : ''));
}
