/** Expressions of Bicep. Those of Azure Resource Manager are some of them: calls, members and texts. */
import type { Range } from '../data/data-node.ts';
import { Cursor } from './bicep-cursor.ts';
import { TemplateError, type Token } from './bicep-tokens.ts';
import type { TemplateEntry, TemplateExpr, TemplateItem } from './template-expr.ts';

/** What stands in an object besides entries: a resource inside of another. Whether it was one. */
export type ReadInside = (parser: ExpressionParser) => boolean;

const OPERATORS = new Set(['||', '&&', '==', '!=', '=~', '!~', '<', '>', '<=', '>=', '+', '-', '*', '/', '%', '??']);

/** Deeper than any template. */
const DEEPEST = 100;

export class ExpressionParser extends Cursor {
  readonly #inside: ReadInside | null;
  #depth = 0;

  constructor(tokens: readonly Token[], inside: ReadInside | null = null) {
    super(tokens);
    this.#inside = inside;
  }

  /** A whole expression: a condition with two values, or operands. */
  expression(): TemplateExpr {
    this.#depth += 1;
    if (this.#depth > DEEPEST) throw new TemplateError('expressions are nested too deeply', this.here());
    const first = this.#operands();
    const found = this.goesOnWith('?') ? this.#conditional(first) : first;
    this.#depth -= 1;
    return found;
  }

  #conditional({ range: [start] }: TemplateExpr): TemplateExpr {
    this.toMark('?');
    this.skipLines();
    const then = this.expression();
    this.toMark(':');
    this.skipLines();
    const otherwise = this.expression();
    return { kind: 'either', options: [then, otherwise], range: [start, otherwise.range[1]] };
  }

  /** What operators make of operands is no text, but for one that stands in for another. */
  #operands(): TemplateExpr {
    let left = this.#operand();
    for (let token = this.#operator(); token !== null; token = this.#operator()) {
      this.toMark(token);
      this.skipLines();
      const right = this.#operand();
      const range: Range = [left.range[0], right.range[1]];
      left = token === '??' ? { kind: 'either', options: [left, right], range } : { kind: 'unknown', range };
    }
    return left;
  }

  #operator(): string | null {
    const token = this.nextBeyondLines();
    return token?.kind === 'mark' && OPERATORS.has(token.text) ? token.text : null;
  }

  #operand(): TemplateExpr {
    if (this.isAt('!') || this.isAt('-')) {
      const { range } = this.take();
      const [, end] = this.#operand().range;
      return { kind: 'unknown', range: [range[0], end] };
    }
    let found = this.#primary();
    for (let next = this.#suffix(found); next !== null; next = this.#suffix(found)) found = next;
    return found;
  }

  #suffix(object: TemplateExpr): TemplateExpr | null {
    const [start] = object.range;
    if (this.isAt('.') || this.isAt('.?') || this.isAt('::')) {
      this.take();
      const property = this.word();
      if (this.isAt('(')) return this.#call(property, start);
      return { kind: 'member', object, property, range: [start, this.before()] };
    }
    if (this.isAt('[') || this.isAt('[?')) return this.#indexed(object);
    if (this.isAt('!') && !this.isAt('=', 1)) {
      this.take();
      return object;
    }
    return null;
  }

  #indexed(object: TemplateExpr): TemplateExpr {
    this.take();
    const key = this.separated(() => this.expression());
    this.expect(']');
    const range: Range = [object.range[0], this.before()];
    const [only] = key.kind === 'text' ? key.parts : [];
    if (key.kind === 'constant') return { kind: 'member', object, property: String(key.value), range };
    return typeof only === 'string' && key.kind === 'text' && key.parts.length === 1
      ? { kind: 'member', object, property: only, range }
      : { kind: 'unknown', range };
  }

  #primary(): TemplateExpr {
    const token = this.take();
    const { range } = token;
    if (token.kind === 'text') return { kind: 'text', parts: token.parts.map(partOf), range };
    if (token.kind === 'number') return { kind: 'constant', value: Number(token.text), range };
    if (token.kind === 'word') return this.#named(token.text, range);
    if (token.kind === 'mark' && token.text === '(') return this.#parenthesised(range[0]);
    if (token.kind === 'mark' && token.text === '[') return this.#list(range[0]);
    if (token.kind === 'mark' && token.text === '{') return this.#map(range[0]);
    throw new TemplateError('expected a value', range[0]);
  }

  #named(name: string, range: Range): TemplateExpr {
    if (name === 'true' || name === 'false') return { kind: 'constant', value: name === 'true', range };
    if (name === 'null') return { kind: 'constant', value: null, range };
    if (this.isAt('(')) return this.#call(name, range[0]);
    return this.isAt('=>') ? this.#lambda(range[0]) : { kind: 'name', name, range };
  }

  #call(name: string, start: number): TemplateExpr {
    this.expect('(');
    const args: TemplateExpr[] = [];
    this.skipLines();
    while (!this.isAt(')')) {
      args.push(this.expression());
      this.skipLines();
      if (this.isAt(',')) this.take();
      this.skipLines();
    }
    this.expect(')');
    return { kind: 'call', function: name, args, range: [start, this.before()] };
  }

  /** `(a, b) => …` or what stands in parentheses. */
  #parenthesised(start: number): TemplateExpr {
    this.skipLines();
    let found: TemplateExpr = { kind: 'unknown', range: [start, start] };
    while (!this.isAt(')')) {
      found = this.expression();
      this.skipLines();
      if (this.isAt(',')) this.take();
      this.skipLines();
    }
    this.expect(')');
    return this.isAt('=>') ? this.#lambda(start) : found;
  }

  #lambda(start: number): TemplateExpr {
    this.expect('=>');
    this.skipLines();
    this.expression();
    return { kind: 'unknown', range: [start, this.before()] };
  }

  #list(start: number): TemplateExpr {
    this.skipLines();
    if (this.isAt('for')) return this.#loop(start);
    const items: TemplateItem[] = [];
    while (!this.isAt(']')) {
      const spread = this.isAt('...');
      if (spread) this.take();
      items.push({ value: this.expression(), spread });
      if (this.isAt(',')) this.take();
      this.skipLines();
    }
    this.expect(']');
    return { kind: 'list', items, range: [start, this.before()] };
  }

  /** `[for item in items: value]`, `[for (item, index) in items: if (condition) value]`. */
  #loop(start: number): TemplateExpr {
    this.expect('for');
    const hasIndex = this.isAt('(');
    if (hasIndex) this.take();
    const name = this.word();
    if (hasIndex) {
      this.expect(',');
      this.word();
      this.expect(')');
    }
    this.expect('in');
    const over = this.expression();
    this.expect(':');
    const body = this.separated(() => this.value());
    this.expect(']');
    return { kind: 'loop', name, over, body, range: [start, this.before()] };
  }

  /** A value that a condition may stand before. */
  value(): TemplateExpr {
    if (this.isAt('if') && this.isAt('(', 1)) {
      this.take();
      this.expect('(');
      this.separated(() => this.expression());
      this.expect(')');
    }
    return this.expression();
  }

  #map(start: number): TemplateExpr {
    const entries: TemplateEntry[] = [];
    this.skipLines();
    while (!this.isAt('}')) {
      if (!(this.#inside?.(this) ?? false)) entries.push(this.#entry());
      if (this.isAt(',')) this.take();
      this.skipLines();
    }
    this.expect('}');
    return { kind: 'map', entries, range: [start, this.before()] };
  }

  #entry(): TemplateEntry {
    if (this.isAt('...')) {
      this.take();
      return { key: null, value: this.expression() };
    }
    const token = this.take();
    const { range } = token;
    if (token.kind !== 'word' && token.kind !== 'text') throw new TemplateError('expected a key', range[0]);
    const parts = 'parts' in token ? token.parts.map(partOf) : [token.text];
    const key: TemplateExpr = { kind: 'text', parts, range };
    this.expect(':');
    return { key, value: this.value() };
  }
}

function partOf(part: string | readonly Token[]): string | TemplateExpr {
  return typeof part === 'string' ? part : new ExpressionParser(part).expression();
}
