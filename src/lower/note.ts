/** What a comment declares where it stands: `sallyport: api.example.com -- sandbox only`. Lines count from 1. */
export interface Note {
  /** What follows `sallyport:`. */
  readonly text: string;
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
  /** The lines that it speaks of: its own, or those of the statement below it. */
  readonly lines: readonly number[];
  /** Where the call begins that it stands in. */
  readonly around: number | null;
  /** The first and last line of all that is in the statement: the body of a function as well. */
  readonly within: readonly [number, number] | null;
}
