/** How new parts of a manifest are written: one line for each key, lists in brackets, texts quoted where YAML needs it. */
import { escapeUnseen, isUnseen } from '../document/escape.ts';
import { stringify } from 'yaml';

/** What a key of an entry can hold. */
export type Writable = string | readonly string[] | { readonly [key: string]: string | undefined };

/** A longer list is written one item a line. */
const MAX_WIDTH = 110;

/** Writes the pairs of an entry as the lines of a block item, dash first, without line ends. */
export function itemLines(pairs: readonly (readonly [string, Writable])[], column: number): readonly string[] {
  const indent = ' '.repeat(column + 2);
  const lines = pairs.flatMap(([key, value]) => pairLines(key, value, indent));
  return lines.map((line, i) => (i === 0 ? `${' '.repeat(column)}- ${line.trimStart()}` : line));
}

/** Writes one pair as lines with the given indent. */
export function pairLines(key: string, value: Writable, indent: string): readonly string[] {
  const line = `${indent}${key}: ${inlineText(value)}`;
  if (!isList(value) || line.length <= MAX_WIDTH) return [line];
  return [`${indent}${key}:`, ...value.map((item) => `${indent}  - ${scalarText(item)}`)];
}

/** Writes a value within one line, valid in any place of a YAML file. */
export function inlineText(value: Writable): string {
  if (typeof value === 'string') return scalarText(value);
  if (isList(value)) return `[${value.map(scalarText).join(', ')}]`;
  const pairs = Object.entries(value).flatMap(([key, text]) =>
    text === undefined ? [] : [`${key}: ${scalarText(text)}`],
  );
  return `{ ${pairs.join(', ')} }`;
}

/** Writes a text as one scalar on one line: plain where that is safe between brackets too, else in double quotes. */
export function scalarText(text: string): string {
  const written = stringify([text], { collectionStyle: 'flow', flowCollectionPadding: false, lineWidth: 0 });
  const scalar = written.trim().slice(1, -1);
  const isPlain = !/[\r\n]/.test(scalar) && !/[\r\n\t]/.test(text) && !isUnseen(text);
  return isPlain ? scalar : escapeUnseen(JSON.stringify(text));
}

/** Keeps the pairs that have a value, in the order of the keys. */
export function pairsOf(
  entry: Readonly<Record<string, Writable | undefined>>,
  order: readonly string[],
): readonly (readonly [string, Writable])[] {
  return order.flatMap((key) => {
    const value = entry[key];
    return value === undefined || (isList(value) && value.length === 0) ? [] : [[key, value] as const];
  });
}

function isList(value: Writable): value is readonly string[] {
  return Array.isArray(value);
}
