/** The databases that a Prisma schema connects to, and the clients that it generates. */

/** Where a value comes from: the environment, or the schema itself. `offset` is that of the expression. */
export type PrismaValue =
  | { readonly kind: 'env'; readonly name: string; readonly offset: number }
  | { readonly kind: 'literal'; readonly value: string; readonly offset: number };

/** A place in the schema; lines and columns count from 1, columns in UTF-16 units. */
export interface PrismaPlace {
  readonly line: number;
  readonly column: number;
}

/** A `datasource` block. Since Prisma 7 its URL may stand in `prisma.config.ts` instead. */
export interface PrismaDatasource extends PrismaPlace {
  readonly name: string;
  readonly provider: string | null;
  readonly url: PrismaUrl | null;
  readonly directUrl: PrismaUrl | null;
  readonly shadowDatabaseUrl: PrismaUrl | null;
}

/** A URL of a datasource and where it stands. */
export type PrismaUrl = PrismaValue & PrismaPlace;

/** A `generator` block: `output` is the folder of the client, relative to the schema; null for the package `@prisma/client`. */
export interface PrismaGenerator extends PrismaPlace {
  readonly name: string;
  readonly provider: string | null;
  readonly output: string | null;
}

/** What a schema says about connections. */
export interface PrismaSchema {
  readonly datasources: readonly PrismaDatasource[];
  readonly generators: readonly PrismaGenerator[];
}

/** Reads a `.prisma` file; what it does not understand it passes over. */
export function readPrismaSchema(text: string): PrismaSchema {
  const blocks = blocksOf(text);
  return {
    datasources: blocks.filter(({ kind }) => kind === 'datasource').map((block) => datasourceOf(block, text)),
    generators: blocks.filter(({ kind }) => kind === 'generator').map((block) => generatorOf(block, text)),
  };
}

interface Block {
  readonly kind: string;
  readonly name: string;
  readonly offset: number;
  readonly fields: ReadonlyMap<string, PrismaValue>;
}

interface Token {
  readonly kind: 'word' | 'string' | 'mark' | 'line';
  readonly text: string;
  readonly offset: number;
}

const TOKEN = /\/\/[^\n]*|\/\*[^]*?\*\/|"((?:[^"\\\n]|\\.)*)"|([A-Za-z_][\w-]*)|([{}()=@[\],.?:])|(\n)/g;

/** The tokens of a schema without comments; line ends count, as a field ends with its line. */
function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (const { 1: string, 2: word, 3: mark, 4: line, index } of text.matchAll(TOKEN)) {
    if (string !== undefined) tokens.push({ kind: 'string', text: unescaped(string), offset: index });
    else if (word !== undefined) tokens.push({ kind: 'word', text: word, offset: index });
    else if (mark !== undefined) tokens.push({ kind: 'mark', text: mark, offset: index });
    else if (line !== undefined) tokens.push({ kind: 'line', text: line, offset: index });
  }
  return tokens;
}

function blocksOf(text: string): readonly Block[] {
  const tokens = tokensOf(text);
  const blocks: Block[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const [keyword, name, brace] = [tokens[index], tokens[index + 1], tokens[index + 2]];
    if (keyword?.kind !== 'word' || name?.kind !== 'word' || brace?.text !== '{') continue;
    const end = tokens.findIndex((token, at) => at > index + 2 && token.kind === 'mark' && token.text === '}');
    const body = tokens.slice(index + 3, end < 0 ? tokens.length : end);
    blocks.push({ kind: keyword.text, name: name.text, offset: keyword.offset, fields: fieldsOf(body) });
    index = end < 0 ? tokens.length : end;
  }
  return blocks;
}

/** The `key = value` lines of a block whose value is a string or `env("NAME")`; the first of two counts. */
function fieldsOf(tokens: readonly Token[]): ReadonlyMap<string, PrismaValue> {
  const fields = new Map<string, PrismaValue>();
  for (const [index, key] of tokens.entries()) {
    const isField =
      key.kind === 'word' && tokens[index + 1]?.text === '=' && (tokens[index - 1]?.kind ?? 'line') === 'line';
    const value = isField ? valueAt(tokens, index + 2) : null;
    if (value !== null && !fields.has(key.text)) fields.set(key.text, value);
  }
  return fields;
}

function valueAt(tokens: readonly Token[], index: number): PrismaValue | null {
  const [first, second, third] = [tokens[index], tokens[index + 1], tokens[index + 2]];
  if (first?.kind === 'string') return { kind: 'literal', value: first.text, offset: first.offset };
  // `provider` was a list in old schemas.
  if (first?.text === '[' && second?.kind === 'string')
    return { kind: 'literal', value: second.text, offset: second.offset };
  const isEnv = first?.kind === 'word' && first.text === 'env' && second?.text === '(' && third?.kind === 'string';
  return isEnv ? { kind: 'env', name: third.text, offset: first.offset } : null;
}

function datasourceOf({ name, offset, fields }: Block, text: string): PrismaDatasource {
  const urlOf = (key: string): PrismaUrl | null => {
    const value = fields.get(key);
    return value === undefined ? null : { ...value, ...placeOf(text, value.offset) };
  };
  return {
    name,
    provider: literalOf(fields, 'provider'),
    url: urlOf('url'),
    directUrl: urlOf('directUrl'),
    shadowDatabaseUrl: urlOf('shadowDatabaseUrl'),
    ...placeOf(text, offset),
  };
}

function generatorOf({ name, offset, fields }: Block, text: string): PrismaGenerator {
  return {
    name,
    provider: literalOf(fields, 'provider'),
    output: literalOf(fields, 'output'),
    ...placeOf(text, offset),
  };
}

function literalOf(fields: ReadonlyMap<string, PrismaValue>, key: string): string | null {
  const value = fields.get(key);
  return value?.kind === 'literal' ? value.value : null;
}

function placeOf(text: string, offset: number): PrismaPlace {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

function unescaped(string: string): string {
  return string.replace(/\\(.)/g, '$1');
}
