/** The comments of a shell script: `#` at the beginning of a word, outside of quotes and here-documents. POSIX.1-2024, XCU 2.3. */
import type { Comment } from '../../parse/comments.ts';

/** One quoted text, one comment, a here-document's beginning, or the end of a line; what is escaped is none of these. */
const TOKEN =
  /\\[^]|'[^']*'|"(?:[^"\\]|\\[^])*"|(?<![^\s;&|()<>])#[^\n]*|(?<!<)<<-?[^\S\n]*(["']?)([A-Za-z_]\w*)\1|\n/g;

/** Gives the comments of a script. */
export function shellComments(text: string): readonly Comment[] {
  const found: Comment[] = [];
  const waiting: string[] = [];
  let from = 0;
  for (const { 0: token, 2: word, index } of text.matchAll(TOKEN)) {
    if (index < from) continue;
    if (token.startsWith('#')) found.push({ start: index, end: index + token.trimEnd().length });
    else if (word !== undefined) waiting.push(word);
    else if (token === '\n') {
      from = index + 1;
      for (const one of waiting.splice(0)) from = afterHere(text, from, one);
    }
  }
  return found;
}

function afterHere(text: string, from: number, word: string): number {
  const end = new RegExp(`^\\t*${word}[^\\S\\n]*$`, 'm').exec(text.slice(from));
  return end === null ? text.length : from + end.index + end[0].length;
}
