/** A few lines of source with a caret under the column that is meant. */
import type { Style } from '../style.ts';
import { clean } from './clean.ts';
import { cut, pad, startOf, widthOf } from './width.ts';

/** Gives lines of a file, from 1, both ends included. */
export type LineReader = (file: string, from: number, to: number) => readonly string[];

/** What a frame points at. */
export interface FrameTarget {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

const TAB = '  ';

/** Columns of a line that must be seen after the caret, where there are so many. */
const AFTER_CARET = 40;

/** Draws the line before, the line and the caret; nothing if the file is not known. */
export function codeFrame(
  { file, line, column }: FrameTarget,
  lines: LineReader,
  style: Style,
  indent: string,
): string[] {
  const [text] = lines(file, line, line);
  if (text === undefined) return [];
  const above = line > 1 ? lines(file, line - 1, line - 1)[0] : undefined;
  const numbers = String(line).length;
  const gutter = (label: string) => `${indent}${style.paint.dim(`${label.padStart(numbers)} │`)} `;
  const room = style.width - indent.length - numbers - 3;
  const view = viewOf(text, column, room);
  const shown = above === undefined || above.trim() === '' || view.isShifted ? [] : [above];
  return [
    ...shown.map((one) => gutter(String(line - 1)) + style.paint.dim(cut(expanded(one), room))),
    gutter(String(line)) + view.text,
    gutter('') + ' '.repeat(view.caret) + style.paint.red('^'),
  ].map((one) => one.trimEnd());
}

interface View {
  readonly text: string;
  readonly caret: number;
  readonly isShifted: boolean;
}

/** The part of a line around a column that fits. */
function viewOf(line: string, column: number, room: number): View {
  const before = expanded(line.slice(0, column - 1));
  const text = before + expanded(line.slice(column - 1));
  const caret = widthOf(before);
  if (widthOf(text) <= room || caret + AFTER_CARET <= room) return { text: cut(text, room), caret, isShifted: false };
  const skipped = startOf(text, Math.min(caret - 8, widthOf(text) - room + 1));
  if (skipped === '') return { text: cut(text, room), caret, isShifted: false };
  // A wide character at the edge may leave one column too many; it is filled.
  const rest = cut(`…${text.slice(skipped.length)}`, room);
  return { text: pad(rest, 1), caret: caret - widthOf(skipped) + 1, isShifted: true };
}

function expanded(text: string): string {
  return clean(text).replaceAll('\t', TAB);
}
