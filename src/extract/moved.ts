/** A module that was read from a piece of a file, at its place in the whole of it. */
import type { Module } from '../lower/module.ts';
import type { Note } from '../lower/note.ts';
import { positionAt, type SourceText } from '../parse/source-text.ts';

/** The same module, `by` UTF-16 units further into a file: what stood before its piece is at the start of the file then. */
export function movedBy(module: Module, by: number): Module {
  const moved = (offsets: readonly number[]): readonly number[] => offsets.map((at) => Math.max(0, at + by));
  return { ...module, starts: moved(module.starts), ends: moved(module.ends) };
}

/** A module of a piece that begins at an offset of a file, with its notes on the lines of the file. */
export function movedTo(module: Module, offset: number, source: SourceText): Module {
  const { line, column } = positionAt(source, offset);
  return { ...movedBy(module, offset), notes: module.notes.map((note) => movedNote(note, line - 1, column - 1)) };
}

function movedNote(note: Note, lines: number, columns: number): Note {
  return {
    ...note,
    line: note.line + lines,
    column: note.line === 1 ? note.column + columns : note.column,
    lines: note.lines.map((line) => line + lines),
    around: note.around === null ? null : note.around + lines,
    within: note.within && [note.within[0] + lines, note.within[1] + lines],
  };
}
