/**
 * Edits as replacements of ranges of the text. YAML's own writer would lay the whole file out anew (blank lines, quotes, padding);
 * with splices a diff shows the lines concerned and nothing else.
 */

/** Replaces `start` to `end` with `text`; an insertion has both alike. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Applies splices that were all computed on this text; insertions at one place keep their order. */
export function applySplices(text: string, splices: readonly Splice[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, text: replacement } of splices.toSorted((a, b) => a.start - b.start)) {
    parts.push(text.slice(at, Math.max(at, start)), replacement);
    at = Math.max(at, end);
  }
  return [...parts, text.slice(at)].join('');
}

/** The line end that the text uses. */
export function lineEndOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** Where the line of an offset begins. */
export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** Where the line after that of an offset begins. */
export function nextLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end + 1;
}

/** How far the line that begins at an offset is indented. */
function indentAt(text: string, start: number): number {
  return /^[ \t]*/.exec(text.slice(start, nextLine(text, start)))?.[0].length ?? 0;
}

/** Goes back over the comment lines right above `start` that are indented at most to `column`: they speak of what follows. */
export function withLeadingComments(text: string, start: number, column: number): number {
  let at = start;
  while (at > 0) {
    const above = lineStart(text, at - 1);
    if (!isComment(text, above) || indentAt(text, above) > column) break;
    at = above;
  }
  return at;
}

/** Goes on over the comment lines right below that are indented deeper than `column`: they belong to what stands above. */
export function withTrailingComments(text: string, end: number, column: number): number {
  let at = end;
  while (at < text.length && isComment(text, at) && indentAt(text, at) > column) at = nextLine(text, at);
  return at;
}

/** Goes back over blank lines. */
export function overBlankLinesAbove(text: string, start: number): number {
  let at = start;
  while (at > 0 && isBlankLine(text, lineStart(text, at - 1))) at = lineStart(text, at - 1);
  return at;
}

/** Goes on over blank lines. */
export function overBlankLinesBelow(text: string, end: number): number {
  let at = end;
  while (at < text.length && isBlankLine(text, at)) at = nextLine(text, at);
  return at;
}

function isComment(text: string, start: number): boolean {
  return text.charAt(start + indentAt(text, start)) === '#';
}

function isBlankLine(text: string, start: number): boolean {
  return text.slice(start, nextLine(text, start)).trim() === '';
}
