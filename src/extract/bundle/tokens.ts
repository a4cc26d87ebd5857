/**
 * JavaScript as a run of tokens, in one pass and without a tree: for code of many megabytes of which only little is asked.
 * What it takes for a pattern or a division is told by what stands before; that can be wrong after a block, never for long.
 */

/** `head`: a template as far as its first unknown part. `mark`: one character of punctuation. */
export type TokenKind = 'word' | 'text' | 'head' | 'mark' | 'other';

/** Sees one token. */
export type Visit = (kind: TokenKind, start: number, end: number) => void;

/** Walks over the tokens of a text; comments are none. */
export function eachToken(text: string, visit: Visit): void {
  const state: State = { text, visit, brackets: [], last: 'mark', lastMark: ';', lastWord: '', closed: false };
  for (let at = 0; at < text.length;) at = step(at, state);
}

interface State {
  readonly text: string;
  readonly visit: Visit;
  /** What is open: for a round bracket, whether a condition or loop began it; for a brace, whether a template did. */
  readonly brackets: boolean[];
  last: TokenKind;
  lastMark: string;
  lastWord: string;
  /** Whether the round bracket that was closed last was that of a condition or loop. */
  closed: boolean;
}

const SPACE = /\s/;
const NAME_START = /[\p{ID_Start}$_#]/u;
const NAME = /[\p{ID_Continue}$\u200c\u200d]+/uy;
const NUMBER = /[\w.]+/y;
const BEFORE_OPERAND = new Set(
  'return typeof case in of new await void delete yield else do throw instanceof extends default'.split(' '),
);
const BEFORE_CONDITION = new Set(['if', 'while', 'for', 'with']);

function step(at: number, state: State): number {
  const { text } = state;
  const char = text[at] ?? '';
  if (SPACE.test(char)) return at + 1;
  const comment = char === '/' ? commentEnd(text, at) : null;
  if (comment !== null) return comment;
  if (char === '"' || char === "'") return emit('text', at, stringEnd(text, at, char), state);
  if (char === '`') return template(at, at + 1, state);
  if (NAME_START.test(char)) return word(at, state);
  if (/\d/.test(char)) return emit('other', at, endOf(NUMBER, text, at), state);
  const pattern = char === '/' && expectsOperand(state) ? patternEnd(text, at) : null;
  return pattern === null ? mark(char, at, state) : emit('other', at, pattern, state);
}

function emit(kind: TokenKind, start: number, end: number, state: State): number {
  state.visit(kind, start, end);
  state.last = kind;
  return end;
}

function word(at: number, state: State): number {
  const end = Math.max(at + 1, endOf(NAME, state.text, at));
  const isMember = state.last === 'mark' && state.lastMark === '.';
  emit('word', at, end, state);
  state.lastWord = isMember ? '' : state.text.slice(at, Math.min(end, at + LONGEST_KEYWORD));
  return end;
}

const LONGEST_KEYWORD = 12;

function mark(char: string, at: number, state: State): number {
  const { brackets } = state;
  if (char === '(') brackets.push(state.last === 'word' && BEFORE_CONDITION.has(state.lastWord));
  if (char === '{' || char === '[') brackets.push(false);
  const opened = char === ')' || char === ']' || char === '}' ? brackets.pop() : false;
  if (char === '}' && opened === true) return template(at, at + 1, state);
  if (char === ')') state.closed = opened === true;
  emit('mark', at, at + 1, state);
  state.lastMark = char;
  return at + 1;
}

/** A piece of a template, from the backquote or from the brace that ends an unknown part. */
function template(start: number, from: number, state: State): number {
  const { text, brackets } = state;
  const isFirst = text[start] === '`';
  for (let at = from; at < text.length; at += 1) {
    const char = text[at];
    if (char === '\\') at += 1;
    else if (char === '`') return emit(isFirst ? 'text' : 'other', start, at + 1, state);
    else if (char === '$' && text[at + 1] === '{') {
      emit(isFirst ? 'head' : 'other', start, at + 2, state);
      brackets.push(true);
      state.last = 'mark';
      state.lastMark = '{';
      return at + 2;
    }
  }
  return text.length;
}

function expectsOperand({ last, lastMark, lastWord, closed }: State): boolean {
  if (last === 'word') return BEFORE_OPERAND.has(lastWord);
  if (last !== 'mark') return false;
  return lastMark === ')' ? closed : lastMark !== ']';
}

function endOf(expression: RegExp, text: string, at: number): number {
  expression.lastIndex = at;
  return expression.test(text) ? expression.lastIndex : at + 1;
}

function commentEnd(text: string, at: number): number | null {
  const next = text[at + 1];
  if (next !== '/' && next !== '*') return null;
  const end = next === '/' ? text.indexOf('\n', at) : text.indexOf('*/', at + 2);
  return end < 0 ? text.length : next === '/' ? end : end + 2;
}

/** A text ends with its line at the latest, so that a quote in a place that was misread costs no more than that. */
function stringEnd(text: string, start: number, quote: string): number {
  for (let at = start + 1; at < text.length; at += 1) {
    const char = text[at];
    if (char === '\\') at += 1;
    else if (char === quote) return at + 1;
    else if (char === '\n') return at;
  }
  return text.length;
}

function patternEnd(text: string, start: number): number | null {
  let isClass = false;
  for (let at = start + 1; at < text.length; at += 1) {
    const char = text[at];
    if (char === '\n') return null;
    if (char === '\\') at += 1;
    else if (char === '[') isClass = true;
    else if (char === ']') isClass = false;
    else if (char === '/' && !isClass) return at + 1;
  }
  return null;
}
