/** The tokens of Bicep, and of the expressions in templates of Azure Resource Manager, whose texts are written otherwise. */
import type { Range } from '../data/data-node.ts';

export type Token =
  | { readonly kind: 'word' | 'number' | 'mark'; readonly text: string; readonly range: Range }
  /** A line ends. */
  | { readonly kind: 'line'; readonly range: Range }
  | { readonly kind: 'text'; readonly parts: readonly (string | readonly Token[])[]; readonly range: Range };

/** How texts are written: with `\` and `${…}`, or with a quote twice for one. */
export type Notation = 'bicep' | 'resource-manager';

/** What cannot be read, and where. */
export class TemplateError extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** The tokens of a text; offsets count from `from`. Comments are none. */
export function tokensOf(text: string, notation: Notation, from = 0): readonly Token[] {
  const scanner = new Scanner(text, notation, from);
  return scanner.tokens(null);
}

/** Directives for the compiler's warnings say no more than comments. */
const BLANK = /(?:[^\S\n]+|#[a-z][^\n]*|\/\/[^\n]*|\/\*[^]*?\*\/)+/y;
const WORD = /[A-Za-z_][\w]*/y;
const NUMBER = /\d+(?:\.\d+)?/y;
const MARK = /=>|\.\.\.|\.\?|\[\?|::|\?\?|&&|\|\||==|!=|=~|!~|<=|>=|[{}()[\],.:?@=!<>+\-*/%|]/y;
/** What a text of Bicep goes on with: a character that means another, or the beginning of what is filled in. */
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

class Scanner {
  readonly #text: string;
  readonly #notation: Notation;
  readonly #from: number;
  #at = 0;

  constructor(text: string, notation: Notation, from: number) {
    this.#text = text;
    this.#notation = notation;
    this.#from = from;
  }

  /** The tokens up to a closing mark that nothing opened, or to the end. */
  tokens(closing: '}' | null): readonly Token[] {
    const tokens: Token[] = [];
    let depth = 0;
    while (this.#at < this.#text.length) {
      if (this.#taken(BLANK) !== null) continue;
      const token = this.#next();
      if (token.kind === 'mark' && token.text === '{') depth += 1;
      if (token.kind === 'mark' && token.text === '}') {
        if (depth === 0 && closing !== null) return tokens;
        depth -= 1;
      }
      tokens.push(token);
    }
    if (closing !== null) throw new TemplateError('a text does not end', this.#from + this.#at);
    return tokens;
  }

  #next(): Token {
    const start = this.#at;
    const range = (): Range => [this.#from + start, this.#from + this.#at];
    const first = this.#text[start];
    if (first === '\n') {
      this.#at += 1;
      return { kind: 'line', range: range() };
    }
    if (first === "'") {
      const parts = this.#quoted();
      return { kind: 'text', parts, range: range() };
    }
    for (const [kind, pattern] of [
      ['word', WORD],
      ['number', NUMBER],
      ['mark', MARK],
    ] as const) {
      const text = this.#taken(pattern);
      if (text !== null) return { kind, text, range: range() };
    }
    // The declaration in which it stands is not read, others are.
    this.#at += 1;
    return { kind: 'mark', text: first ?? '', range: range() };
  }

  #taken(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? null;
    if (found !== null) this.#at += found.length;
    return found;
  }

  #quoted(): readonly (string | readonly Token[])[] {
    const start = this.#at;
    if (this.#notation === 'resource-manager') return [this.#plain(start)];
    if (this.#text.startsWith("'''", start)) return [this.#lines(start)];
    this.#at += 1;
    const parts: (string | readonly Token[])[] = [''];
    const add = (piece: string): void => {
      const last = parts.at(-1);
      if (typeof last === 'string') parts[parts.length - 1] = last + piece;
      else parts.push(piece);
    };
    while (this.#text[this.#at] !== "'") {
      const char = this.#text[this.#at];
      if (char === undefined || char === '\n') throw new TemplateError('a text does not end', this.#from + start);
      if (this.#text.startsWith('${', this.#at)) {
        this.#at += 2;
        parts.push(this.tokens('}'));
      } else if (char === '\\') {
        add(this.#escaped());
      } else {
        add(char);
        this.#at += 1;
      }
    }
    this.#at += 1;
    return parts;
  }

  #escaped(): string {
    const next = this.#text[this.#at + 1] ?? '';
    const [whole, code] = /^u\{([0-9a-fA-F]{1,6})\}/.exec(this.#text.slice(this.#at + 1, this.#at + 10)) ?? [];
    this.#at += 1 + (whole ?? next).length;
    if (code === undefined) return ESCAPES[next] ?? next;
    const point = Number.parseInt(code, 16);
    return point <= 0x10_ff_ff ? String.fromCodePoint(point) : '';
  }

  /** Between three quotes nothing means anything else. */
  #lines(start: number): string {
    let end = this.#text.indexOf("'''", start + 3);
    if (end < 0) throw new TemplateError('a text does not end', this.#from + start);
    // Of more quotes than three the last three end it.
    while (this.#text[end + 3] === "'") end += 1;
    this.#at = end + 3;
    return this.#text.slice(start + 3, end).replace(/^\r?\n/, '');
  }

  #plain(start: number): string {
    const [whole, inner] = /^'((?:[^']|'')*)'/.exec(this.#text.slice(start)) ?? [];
    if (whole === undefined || inner === undefined) throw new TemplateError('a text does not end', this.#from + start);
    this.#at += whole.length;
    return inner.replaceAll("''", "'");
  }
}
