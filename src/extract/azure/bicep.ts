/**
 * Templates in Bicep as data: the resources that they declare and the templates that they deploy, with parameters by their defaults. Nobody keeps a parser of
 * Bicep for JavaScript, so this is one of its declarations and expressions; a declaration that it cannot read is left out, and said.
 * https://learn.microsoft.com/azure/azure-resource-manager/bicep/file
 */
import type { DataRead, Unread } from '../data/data-node.ts';
import { ExpressionParser } from './bicep-expressions.ts';
import { TemplateError, tokensOf, type Token } from './bicep-tokens.ts';
import type { Declared, Template, TemplateExpr } from './template-expr.ts';
import { templateData } from './template-data.ts';

/** Reads a `.bicep` file: `{ resources: [{ type, …body }], modules: [{ path, …body }] }`. */
export function readBicep(text: string): DataRead {
  const read = new Statements();
  try {
    read.all(tokensOf(text, 'bicep'));
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    read.unread ??= error;
  }
  const documents = [templateData(read.template, [0, text.length])];
  return { kind: 'documents', documents, ...(read.unread && { unread: read.unread }) };
}

const SKIPPED = new Set(
  'output metadata targetScope func type import using extends assert provider extension test'.split(' '),
);

class Statements {
  readonly #names = new Map<string, TemplateExpr>();
  readonly #resources: Declared[] = [];
  readonly #modules: Declared[] = [];
  /** The types of the resources around what is being read. */
  readonly #around: string[] = [];
  unread: Unread | null = null;

  get template(): Template {
    return { names: this.#names, resources: this.#resources, modules: this.#modules };
  }

  all(tokens: readonly Token[]): void {
    const parser = new ExpressionParser(tokens, (inside) => this.#resourceInside(inside));
    for (parser.skipLines(); parser.peek() !== null; parser.skipLines()) {
      const start = parser.position;
      try {
        this.#statement(parser);
      } catch (error) {
        if (!(error instanceof TemplateError)) throw error;
        this.unread ??= { message: error.message, offset: error.offset };
        this.#around.length = 0;
        parser.position = start;
        toNextLine(parser);
      }
    }
  }

  #statement(parser: ExpressionParser): void {
    if (parser.isAt('@')) {
      parser.take();
      parser.expression();
      return;
    }
    const keyword = parser.word();
    if (keyword === 'param' || keyword === 'var') return this.#name(parser);
    if (keyword === 'resource') return this.#resource(parser);
    if (keyword === 'module') return this.#module(parser);
    if (!SKIPPED.has(keyword))
      throw new TemplateError(`a declaration of "${keyword}" is not known`, parser.peek()?.range[0] ?? 0);
    toNextLine(parser);
  }

  /** `param url string = 'https://…'`, `var hosts = [ … ]`; of a type nothing has to be known. */
  #name(parser: ExpressionParser): void {
    const name = parser.word();
    if (!toValue(parser)) return;
    parser.skipLines();
    this.#names.set(name, parser.value());
  }

  #resource(parser: ExpressionParser): void {
    const symbol = parser.word();
    const type = this.#typeOf(textAt(parser));
    if (parser.isAt('existing')) parser.take();
    parser.expect('=');
    parser.skipLines();
    this.#around.push(type);
    const body = parser.value();
    this.#around.pop();
    this.#resources.push({ symbol, type, body });
  }

  #module(parser: ExpressionParser): void {
    const symbol = parser.word();
    const type = textAt(parser);
    parser.expect('=');
    parser.skipLines();
    this.#modules.push({ symbol, type, body: parser.value() });
  }

  /** A resource in the body of another, whose type goes on from that. */
  #resourceInside(parser: ExpressionParser): boolean {
    while (parser.isAt('@')) {
      parser.take();
      parser.expression();
      parser.skipLines();
    }
    if (!parser.isAt('resource') || parser.peek(1)?.kind !== 'word') return false;
    parser.take();
    this.#resource(parser);
    return true;
  }

  #typeOf(written: string): string {
    const [type = ''] = written.toLowerCase().split('@');
    const around = this.#around.at(-1);
    return around === undefined ? type : `${around}/${type}`;
  }
}

function textAt(parser: ExpressionParser): string {
  const token = parser.take();
  const [only = ''] = token.kind === 'text' ? token.parts : [];
  if (token.kind !== 'text' || typeof only !== 'string') throw new TemplateError('expected a text', token.range[0]);
  return only;
}

/** To behind the `=` of a declaration; whether there is one. */
function toValue(parser: ExpressionParser): boolean {
  for (let depth = 0, token = parser.peek(); token !== null; token = parser.peek()) {
    if (depth === 0 && token.kind === 'line') return false;
    parser.take();
    if (token.kind !== 'mark') continue;
    if (depth === 0 && token.text === '=') return true;
    depth += depthOf(token.text);
  }
  return false;
}

/** To the end of a declaration: the first line end outside of all brackets. */
function toNextLine(parser: ExpressionParser): void {
  for (let depth = 0, token = parser.peek(); token !== null; token = parser.peek()) {
    if (depth <= 0 && token.kind === 'line') return;
    parser.take();
    if (token.kind === 'mark') depth += depthOf(token.text);
  }
}

function depthOf(mark: string): number {
  if (/^[{([]/.test(mark)) return 1;
  return /^[})\]]/.test(mark) ? -1 : 0;
}
