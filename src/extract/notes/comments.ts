/** The comments of notations besides JavaScript, each told by its own tokens, so that none is found in a text. */
import { isTokenComment, isTokenDelim, tokenize } from '@csstools/css-tokenizer';
import { ParseError, parseTOML } from 'toml-eslint-parser';
import { CST, Parser } from 'yaml';
import type { DataKind } from '../../discover/source-file.ts';
import { mayHaveNotes, type Comment } from '../../parse/comments.ts';
import { shellComments } from './shell-comments.ts';

/** Gives the comments of a text that has notes in them; else none. `path` tells dialects. */
export function commentsOf(kind: Exclude<DataKind, 'json'>, path: string, text: string): readonly Comment[] {
  return mayHaveNotes(text) ? READERS[kind](text, path) : [];
}

const READERS: {
  readonly [K in Exclude<DataKind, 'json'>]: (text: string, path: string) => readonly Comment[];
} = {
  yaml: yamlComments,
  toml: tomlComments,
  css: (text, path) => cssComments(text, !/\.p?css$/i.test(path)),
  shell: shellComments,
  dockerfile: dockerfileComments,
  dotenv: (text) => marked(text, DOTENV, '#'),
  prisma: (text) => marked(text, PRISMA, '/'),
  bicep: (text) => marked(text, BICEP, '/'),
  procfile: hashLines,
  redirects: hashLines,
  headers: hashLines,
};

/** Lines of which nothing but a comment stands there. */
function hashLines(text: string): readonly Comment[] {
  return [...text.matchAll(/^[^\S\n]*(#[^\n]*)/gm)].map(({ 0: line, 1: comment = '', index }) => {
    return { start: index + line.length - comment.length, end: index + line.length };
  });
}

/** Gives the comments of a stylesheet; those with `//` only in dialects that have them. */
export function cssComments(text: string, hasLines: boolean): readonly Comment[] {
  const found: Comment[] = [];
  let from = 0;
  const tokens = tokenize({ css: text });
  for (const [index, token] of tokens.entries()) {
    const [, , start, last] = token;
    if (start < from) continue;
    const next = tokens[index + 1];
    const isSlash = isTokenDelim(token) && token[4].value === '/';
    const isLine = hasLines && isSlash && next !== undefined && isTokenDelim(next) && next[4].value === '/';
    if (!isLine && !isTokenComment(token)) continue;
    from = isLine ? lineEnd(text, start) : last + 1;
    found.push({ start, end: from });
  }
  return found;
}

function yamlComments(text: string): readonly Comment[] {
  const found: Comment[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit);
    if (typeof value !== 'object' || value === null) return;
    if (isComment(value)) found.push({ start: value.offset, end: value.offset + value.source.length });
    else Object.values(value).forEach(visit);
  };
  for (const token of new Parser().parse(text)) visit(token);
  return found;
}

function isComment(value: object): value is CST.SourceToken {
  return 'type' in value && value.type === 'comment' && 'source' in value && 'offset' in value;
}

function tomlComments(text: string): readonly Comment[] {
  try {
    return parseTOML(text).comments.map(({ range: [start, end] }) => ({ start, end }));
  } catch (error) {
    if (error instanceof ParseError) return [];
    throw error;
  }
}

/** As the dotenv package tells them: a value ends at `#` unless it stands in quotes. */
const DOTENV =
  /^[^\S\n]*(?:export\s+)?[\w.-]+(?:[^\S\n]*=|:\s)[^\S\n]*(?:'(?:\\'|[^'])*'|"(?:\\"|[^"])*"|`(?:\\`|[^`])*`|[^#\r\n]+)?|#[^\r\n]*/gm;

const PRISMA = /"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*[^]*?\*\//g;

const BICEP = /'''[^]*?'''|'(?:[^'\\\n]|\\.)*'|\/\/[^\n]*|\/\*[^]*?\*\//g;

function marked(text: string, tokens: RegExp, mark: string): readonly Comment[] {
  return [...text.matchAll(tokens)]
    .filter(({ 0: token }) => token.startsWith(mark))
    .map(({ 0: token, index }) => ({ start: index, end: index + token.length }));
}

/** Lines alone are comments of a Dockerfile, and none in a here-document. */
function dockerfileComments(text: string): readonly Comment[] {
  const found: Comment[] = [];
  let here: RegExp | null = null;
  for (const { 0: line, index } of text.matchAll(/[^\n]*\n?/g)) {
    if (here !== null) {
      if (here.test(line)) here = null;
    } else if (/^\s*#/.test(line)) {
      found.push({ start: index + line.indexOf('#'), end: index + line.trimEnd().length });
    } else {
      const word = /<<-?["']?(\w+)["']?/.exec(line)?.[1];
      here = word === undefined ? null : new RegExp(`^\\s*${word}\\s*$`);
    }
  }
  return found;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}
