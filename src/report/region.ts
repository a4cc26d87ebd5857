/** Where something stands, from its first column to its last: machines want to underline it. */
import type { Place } from '../identify/destination.ts';
import type { LineReader } from './human/frame.ts';
import { pathOf, type Paths } from './result.ts';

/** A part of one line; columns count from 1 in UTF-16 units, and the end is behind the last one. */
export interface Region {
  /** From the root of the repository. */
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly endColumn: number;
}

/** The callee or the element that a site begins with. */
const NAME = /^(?:(?:await|new|yield)\s+)*<?[\p{ID_Continue}$@.?!#-]+/u;

/** Finds how far a place extends: over the name that stands there, else to the end of the line. */
export function regionOf({ file, line, column }: Place, paths: Paths, lines: LineReader): Region {
  const rest = (lines(file, line, line)[0] ?? '').slice(column - 1).trimEnd();
  const length = NAME.exec(rest)?.[0].length ?? rest.length;
  return { path: pathOf(file, paths), line, column, endColumn: column + Math.max(1, length) };
}
