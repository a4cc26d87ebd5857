/** A Pug text as a tree, by the language's own lexer and parser; which expressions are such is for our parser to say, which knows newer syntax. */
import pug, { type Token } from 'pug-lexer';
import parsePug from 'pug-parser';
import type { Comment } from '../../parse/comments.ts';
import type { Parser } from '../../parse/parse.ts';
import type { PugBlock, PugPlace } from './pug-nodes.ts';

/** A template, or why it is none. */
export type PugTree =
  | { readonly kind: 'tree'; readonly root: PugBlock; readonly comments: readonly Comment[] }
  | { readonly kind: 'failed'; readonly message: string; readonly offset: number };

/** From a place in a text to an offset in it. */
export type OffsetOf = (place: PugPlace) => number;

/** Reads a template; `path` is that of its file, for which includes are resolved elsewhere. */
export function readPug(path: string, text: string, offsetOf: OffsetOf, parser: Parser): PugTree {
  try {
    const Lexer = lexerOf(parser);
    const tokens = new Lexer(text, { filename: path }).getTokens();
    const { kept, comments } = withoutComments(tokens, offsetOf);
    const root = parsePug(withOneList(kept.map(withExtension)), { filename: path, src: text });
    // The parser brings no types; its nodes are those of pug-nodes.ts.
    return { kind: 'tree', root: root as PugBlock, comments };
  } catch (error) {
    if (error instanceof RangeError || !(error instanceof Error)) throw error;
    return { kind: 'failed', ...fault(error, offsetOf) };
  }
}

/** The offsets of places in a text, from which a byte order mark is not taken away. */
export function pugOffsets(text: string): OffsetOf {
  const starts = [text.startsWith('\uFEFF') ? 1 : 0];
  for (const { index } of text.matchAll(/\r\n|\r|\n/g)) starts.push(index + (text.startsWith('\r\n', index) ? 2 : 1));
  return ({ line, column }) => Math.min((starts[line - 1] ?? text.length) + Math.max(column - 1, 0), text.length);
}

const SIMPLE = /^\s*(?:"[^"\\\n]*"|'[^'\\\n]*'|[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*)\s*$/;

/** A lexer for which an expression is what our parser accepts; of any other it says itself what is wrong. */
function lexerOf(parser: Parser): typeof pug.Lexer {
  return class extends pug.Lexer {
    override isExpression(code: string): boolean {
      return (
        SIMPLE.test(code) || parser('expression.ts', `(\n${code}\n)`).kind === 'parsed' || super.isExpression(code)
      );
    }
  };
}

/** Comments are no nodes: between the branches of a condition they would end it. */
function withoutComments(tokens: readonly Token[], offsetOf: OffsetOf) {
  const comments: Comment[] = [];
  const kept: Token[] = [];
  let isComment = false;
  let isText = false;
  for (const token of tokens) {
    if (token.type === 'comment') {
      comments.push({ start: offsetOf(token.loc.start), end: offsetOf(token.loc.end) });
      isComment = true;
    } else if (isComment && token.type === 'start-pipeless-text') isText = true;
    else if (isText && token.type === 'end-pipeless-text') [isText, isComment] = [false, false];
    else if (!isText) {
      isComment = false;
      kept.push(token);
    }
  }
  return { kept, comments };
}

/** As Pug does: a path without an extension is that of a template. The parser has a word about `.jade` for whoever reads its output. */
function withExtension(token: Token): Token {
  if (token.type !== 'path') return token;
  const path = token.val.trim();
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (!name.includes('.')) return { ...token, val: `${path}.pug` };
  return path.endsWith('.jade') ? { ...token, val: `${path}.pug` } : token;
}

/** `img(src=a).wide(alt=b)` with one list of attributes, since the parser has a word about several. Classes behind the first are left out. */
function withOneList(tokens: readonly Token[]): readonly Token[] {
  const out: Token[] = [];
  let start = 0;
  let isBehind = false;
  for (const token of tokens) {
    const { type } = token;
    if (isBehind && (type === 'class' || type === 'id')) continue;
    if (isBehind && type === '&attributes') {
      out.splice(start, 0, token);
      start += 1;
    } else if (isBehind && type === 'start-attributes') {
      out.pop();
      isBehind = false;
    } else {
      out.push(token);
      if (type === 'start-attributes') start = out.length - 1;
      isBehind = type === 'end-attributes';
    }
  }
  return out;
}

/** Both packages say the line, the column and, without the text around, what is wrong. */
function fault(error: Error, offsetOf: OffsetOf): { readonly message: string; readonly offset: number } {
  const { msg, line, column } = error as Error & Partial<PugPlace> & { readonly msg?: string };
  const offset = line === undefined ? 0 : offsetOf({ line, column: column ?? 1 });
  return { message: msg ?? error.message, offset };
}
