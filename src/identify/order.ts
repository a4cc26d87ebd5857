/** One order for lists of texts. */

/** The different ones of some texts, in order. */
export function sorted<T extends string>(values: readonly T[]): readonly T[] {
  return [...new Set(values)].toSorted(compareText);
}

/** By code unit, so that the order does not depend on the machine's locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
