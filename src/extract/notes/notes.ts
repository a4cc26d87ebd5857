/**
 * Which comments of a text declare something, and which lines they speak of: their own line where code stands before them, else the
 * statement straight below. Where that is a matter of syntax, anchors say; else a deeper indent belongs to the line above it.
 */
import type { Module } from '../../lower/module.ts';
import type { Note } from '../../lower/note.ts';
import { NOTE_WORD, type Comment } from '../../parse/comments.ts';
import { positionAt, sourceText, type SourceText } from '../../parse/source-text.ts';

/** What the syntax of a text says of the code at a comment; offsets in, lines out. */
export interface Anchors {
  /** The statement that begins, or ends, at an offset. */
  readonly startingAt: (offset: number) => Anchor | null;
  readonly endingAt: (offset: number) => Anchor | null;
  /** Where the innermost call begins that holds a comment. */
  readonly callAround: (comment: Comment) => number | null;
}

/** A statement, or what is like one: its own parts, without the statements in it, and all of it. */
export interface Anchor {
  readonly parts: readonly Comment[];
  readonly whole: Comment;
}

/** The same module with the notes of its text. */
export function withNotes(module: Module, text: string, comments: readonly Comment[], anchors?: Anchors): Module {
  return comments.length === 0 ? module : { ...module, notes: [...module.notes, ...notesIn(text, comments, anchors)] };
}

/** Gives the notes among all comments of a text. */
export function notesIn(text: string, comments: readonly Comment[], anchors?: Anchors): readonly Note[] {
  const found = comments.flatMap((comment) => {
    const words = wordsIn(text, comment);
    return words.length === 0 ? [] : [{ comment, words }];
  });
  if (found.length === 0) return [];
  const source = sourceText(text);
  const code = withoutComments(text, comments);
  return found.flatMap(({ comment, words }) => {
    const { lines, around, within } = meantBy(comment, { source, code, anchors });
    return words.map(({ text: said, offset }): Note => {
      return { text: said, ...positionAt(source, offset), lines, around, within };
    });
  });
}

interface Words {
  readonly text: string;
  readonly offset: number;
}

const WORDS = new RegExp(String.raw`^((?:\s|\/|\*|#|<!--)*)${NOTE_WORD}(.*)$`);

/** A comment may say several things, each on a line of its own. */
function wordsIn(text: string, { start, end }: Comment): readonly Words[] {
  let offset = start;
  return text
    .slice(start, end)
    .split('\n')
    .flatMap((line) => {
      const at = offset;
      offset += line.length + 1;
      const [, mark = '', said] = WORDS.exec(line.trimEnd()) ?? [];
      if (said === undefined) return [];
      return [{ text: said.replace(/(?:\*+\/|-->)$/, '').trim(), offset: at + mark.length }];
    });
}

/** Code alone, everything at its place: comments are blank, and the braces of JSX around one. */
function withoutComments(text: string, comments: readonly Comment[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end } of comments.toSorted((a, b) => a.start - b.start)) {
    if (start < at) continue;
    const before = /\{\s*$/.exec(text.slice(at, start))?.[0].length ?? 0;
    const after = before === 0 ? 0 : (/^\s*\}/.exec(text.slice(end))?.[0].length ?? 0);
    const from = after === 0 ? start : start - before;
    parts.push(text.slice(at, from), text.slice(from, end + after).replaceAll(/[^\r\n]/g, ' '));
    at = end + after;
  }
  return [...parts, text.slice(at)].join('');
}

interface Text {
  readonly source: SourceText;
  readonly code: string;
  readonly anchors: Anchors | undefined;
}

type Meant = Pick<Note, 'lines' | 'around' | 'within'>;

function meantBy(comment: Comment, { source, code, anchors }: Text): Meant {
  const lineOf = (offset: number): number => positionAt(source, offset).line;
  const call = anchors?.callAround(comment) ?? null;
  const around = call === null ? null : lineOf(call);
  const line = lineOf(comment.start);
  const before = code.slice(source.lineStarts[line - 1] ?? 0, comment.start).trimEnd();
  if (before !== '') {
    const end = (source.lineStarts[line - 1] ?? 0) + before.replace(/,$/, '').length;
    return { ...linesOf(line, anchors?.endingAt(end) ?? null, { source, code, anchors }), around };
  }
  const next = nextCode(source.text, code, comment.end);
  if (next === null) return { lines: [], around, within: null };
  const anchor = anchors === undefined ? indented(source, lineOf(next)) : anchors.startingAt(next);
  return { ...linesOf(lineOf(next), anchor, { source, code, anchors }), around };
}

/** Where code goes on after a comment; null where a blank line stands between them. */
function nextCode(text: string, code: string, end: number): number | null {
  const next = code.slice(end).search(/\S/);
  if (next < 0) return null;
  const [, ...between] = text.slice(end, end + next).split('\n');
  return between.slice(0, -1).some((line) => line.trim() === '') ? null : end + next;
}

function linesOf(first: number, anchor: Anchor | null, { source, code }: Text): Omit<Meant, 'around'> {
  if (anchor === null) return { lines: [first], within: null };
  const lineOf = (offset: number): number => positionAt(source, offset).line;
  const lines = new Set([first]);
  for (const { start, end } of anchor.parts) {
    let offset = start;
    for (const line of code.slice(start, end).split('\n')) {
      if (line.trim() !== '') lines.add(lineOf(offset));
      offset += line.length + 1;
    }
  }
  const within = [lineOf(anchor.whole.start), lineOf(Math.max(anchor.whole.start, anchor.whole.end - 1))] as const;
  return { lines: [...lines].toSorted((a, b) => a - b), within };
}

/** Where syntax does not say: what is indented deeper than a line belongs to it. */
function indented(source: SourceText, line: number): Anchor {
  const { text, lineStarts } = source;
  const lines = lineStarts.map((start, index) => text.slice(start, lineStarts[index + 1] ?? text.length));
  const depth = indentOf(lines[line - 1] ?? '');
  const after = lines.findIndex((one, index) => index >= line && one.trim() !== '' && indentOf(one) <= depth);
  const start = lineStarts[line - 1] ?? 0;
  const end = after < 0 ? text.length : (lineStarts[after] ?? text.length);
  return { parts: [], whole: { start, end: start + text.slice(start, end).trimEnd().length } };
}

function indentOf(line: string): number {
  return /^\s*/.exec(line)?.[0].length ?? 0;
}
