/** A source text with its lines, for turning offsets into places. */

export interface SourceText {
  readonly text: string;
  /** Offsets at which lines begin. */
  readonly lineStarts: readonly number[];
}

export interface Position {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
}

/** Splits a text into lines at LF; a CR before it belongs to the line. */
export function sourceText(text: string): SourceText {
  const lineStarts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lineStarts.push(at + 1);
  return { text, lineStarts };
}

/** The place of a UTF-16 offset. */
export function positionAt(source: SourceText, offset: number): Position {
  let low = 0;
  let high = source.lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((source.lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (source.lineStarts[low] ?? 0) + 1 };
}

/** One line, trimmed, and cut to a length that a terminal or a report can show. */
export function lineText(source: SourceText, line: number, limit = 160): string {
  const start = source.lineStarts[line - 1] ?? 0;
  const end = source.lineStarts[line] ?? source.text.length;
  const text = source.text.slice(start, Math.min(end, start + 4 * limit)).trim();
  return text.length > limit ? `${text.slice(0, limit - 1)}…` : text;
}
