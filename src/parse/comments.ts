/** Comments of a source text, as far as they may speak to Sallyport. */

/** Where a comment stands, with its marks: UTF-16 offsets, end exclusive. */
export interface Comment {
  readonly start: number;
  readonly end: number;
}

/** How a comment begins that declares something where it stands. */
export const NOTE_WORD = 'sallyport:';

/** Decides whether comments of a text have to be looked at; almost none have. */
export function mayHaveNotes(text: string): boolean {
  return text.includes(NOTE_WORD);
}
