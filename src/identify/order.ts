/** One order for lists of texts, and of places. */
import type { Place } from './destination.ts';

/** The different ones of some texts, in order. */
export function sorted<T extends string>(values: readonly T[]): readonly T[] {
  return [...new Set(values)].toSorted(compareText);
}

/** By code unit, so that the order does not depend on the machine's locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** By file, and by where it stands there. */
export function compareAt(a: Place, b: Place): number {
  return compareText(a.file, b.file) || a.line - b.line || a.column - b.column;
}
