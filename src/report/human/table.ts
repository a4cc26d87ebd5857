/** Columns side by side, narrowed until a line fits. */
import { cut, cutStart, pad, widthOf } from './width.ts';

/** A column: how narrow it may get, and how its cells are painted. */
export interface Column {
  readonly least: number;
  readonly paint: (text: string) => string;
  /** Which end of a long text stays; a path says most at its end. Default: start. */
  readonly keep?: 'start' | 'end';
}

const GAP = 2;

/** Lays out rows of cells; every row has as many as there are columns. Lines have no trailing spaces. */
export function tableLines(
  rows: readonly (readonly string[])[],
  columns: readonly Column[],
  widths: readonly number[],
): readonly string[] {
  return rows.map((row) =>
    row
      .map((cell, i) => {
        const width = widths[i] ?? 0;
        const text = columns[i]?.keep === 'end' ? cutStart(cell, width) : cut(cell, width);
        return (columns[i]?.paint(text) ?? text) + pad('', width - widthOf(text));
      })
      .filter((_, i) => (widths[i] ?? 0) > 0)
      .join(' '.repeat(GAP))
      .trimEnd(),
  );
}

/** Gives each column the width of its widest cell, and takes from the widest ones what is too much for the room. */
export function columnWidths(
  rows: readonly (readonly string[])[],
  columns: readonly Column[],
  room: number,
): readonly number[] {
  const widths = columns.map((_, i) => Math.max(0, ...rows.map((row) => widthOf(row[i] ?? ''))));
  const used = widths.filter((width) => width > 0).length;
  for (let excess = sum(widths) + GAP * (used - 1) - room; excess > 0; excess--) {
    const spare = widths.map((width, i) => width - (columns[i]?.least ?? 0));
    const most = Math.max(...spare);
    if (most <= 0) break;
    const widest = spare.indexOf(most);
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
