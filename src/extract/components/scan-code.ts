/** Where a piece of JavaScript ends that stands between braces in markup: strings, templates, comments and patterns are skipped. */

/** Markup inside of code (Astro): where the element that begins here ends; null when none does. */
export type SkipMarkup = (at: number) => number | null;

/** The offset of the brace that closes the one before `from`; null when none does. */
export function closingBrace(text: string, from: number, skipMarkup: SkipMarkup | null = null): number | null {
  let depth = 0;
  let isOperand = true;
  for (let at = from; at < text.length;) {
    const char = text[at] ?? '';
    if (char === '}' && depth === 0) return at;
    const after = skipped(text, at, isOperand, skipMarkup);
    if (after !== null) {
      // A comment says nothing about what comes after it.
      if (!isComment(text, at)) isOperand = false;
      at = after;
      continue;
    }
    if ('{(['.includes(char)) depth += 1;
    if ('})]'.includes(char)) depth -= 1;
    if (/[\w$]/.test(char)) {
      const word = wordAt(text, at);
      isOperand = KEYWORDS.has(word);
      at += word.length;
      continue;
    }
    if (!/\s/.test(char)) isOperand = !')]}'.includes(char);
    at += 1;
  }
  return null;
}

/** Markup stands in code where an operand is expected. */
export interface CodePiece {
  readonly kind: 'code' | 'markup';
  readonly start: number;
  readonly end: number;
}

/** Code taken apart into what is JavaScript and what is markup. */
export function codePieces(text: string, start: number, end: number, skipMarkup: SkipMarkup): readonly CodePiece[] {
  const pieces: CodePiece[] = [];
  let from = start;
  const found: SkipMarkup = (at) => {
    const after = skipMarkup(at);
    if (after === null || at < from || after > end) return after;
    if (at > from) pieces.push({ kind: 'code', start: from, end: at });
    pieces.push({ kind: 'markup', start: at, end: after });
    from = after;
    return after;
  };
  closingBrace(text.slice(0, end), start, found);
  if (from < end) pieces.push({ kind: 'code', start: from, end });
  return pieces;
}

const KEYWORDS = new Set(['return', 'typeof', 'case', 'in', 'of', 'new', 'await', 'void', 'delete', 'yield', 'else']);

/** Where the string, template, comment, pattern or element that begins here ends; null when none begins. */
function skipped(text: string, at: number, isOperand: boolean, skipMarkup: SkipMarkup | null): number | null {
  const char = text[at];
  if (char === '"' || char === "'") return stringEnd(text, at, char);
  if (char === '`') return templateEnd(text, at, skipMarkup);
  if (char === '/' && text[at + 1] === '/') return lineEnd(text, at);
  if (char === '/' && text[at + 1] === '*') return commentEnd(text, at);
  if (char === '/' && isOperand) return patternEnd(text, at);
  return char === '<' && isOperand && skipMarkup !== null ? skipMarkup(at) : null;
}

function isComment(text: string, at: number): boolean {
  return text[at] === '/' && (text[at + 1] === '/' || text[at + 1] === '*');
}

function stringEnd(text: string, at: number, quote: string): number {
  for (let next = at + 1; next < text.length; next += 1) {
    if (text[next] === '\\') next += 1;
    else if (text[next] === quote) return next + 1;
    else if (text[next] === '\n') return next;
  }
  return text.length;
}

function templateEnd(text: string, at: number, skipMarkup: SkipMarkup | null): number {
  for (let next = at + 1; next < text.length; next += 1) {
    if (text[next] === '\\') next += 1;
    else if (text[next] === '`') return next + 1;
    else if (text[next] === '$' && text[next + 1] === '{') {
      next = closingBrace(text, next + 2, skipMarkup) ?? text.length;
    }
  }
  return text.length;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

function commentEnd(text: string, at: number): number {
  const end = text.indexOf('*/', at + 2);
  return end < 0 ? text.length : end + 2;
}

function patternEnd(text: string, at: number): number | null {
  let isClass = false;
  for (let next = at + 1; next < text.length; next += 1) {
    const char = text[next];
    if (char === '\n') return null;
    if (char === '\\') next += 1;
    else if (char === '[') isClass = true;
    else if (char === ']') isClass = false;
    else if (char === '/' && !isClass) return next + 1;
  }
  return null;
}

function wordAt(text: string, at: number): string {
  return /^[\w$]+/.exec(text.slice(at, at + 100))?.[0] ?? text[at] ?? '';
}
