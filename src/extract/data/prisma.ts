/** Prisma schemas as data: the settings of `datasource` and `generator` blocks; models say nothing of connections. */
import { mapNode, scalarNode, type DataEntry, type DataNode, type DataRead } from './data-node.ts';

/** Reads a `.prisma` file: `{ datasource: { db: { provider, url } }, generator: { … } }`; what it does not understand it passes over. */
export function readPrisma(text: string): DataRead {
  const blocks = blocksOf(tokensOf(text), text.length);
  const entries = ['datasource', 'generator'].map((kind): DataEntry => {
    const named = blocks.filter((block) => block.kind === kind).map(({ entry }) => entry);
    return { key: kind, value: mapNode(named, [0, text.length]) };
  });
  return { kind: 'documents', documents: [mapNode(entries, [0, text.length])] };
}

interface Block {
  readonly kind: string;
  readonly entry: DataEntry;
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

function blocksOf(tokens: readonly Token[], length: number): readonly Block[] {
  const blocks: Block[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const [keyword, name, brace] = [tokens[index], tokens[index + 1], tokens[index + 2]];
    if (keyword?.kind !== 'word' || name?.kind !== 'word' || brace?.text !== '{') continue;
    const found = tokens.findIndex((token, at) => at > index + 2 && token.kind === 'mark' && token.text === '}');
    const end = found < 0 ? tokens.length : found;
    const value = mapNode(fieldsOf(tokens.slice(index + 3, end)), [keyword.offset, tokens[end]?.offset ?? length]);
    blocks.push({ kind: keyword.text, entry: { key: name.text, value } });
    index = end;
  }
  return blocks;
}

/** The `key = value` lines of a block whose value is a string or `env("NAME")`; the first of two counts. */
function fieldsOf(tokens: readonly Token[]): readonly DataEntry[] {
  const fields = new Map<string, DataNode>();
  for (const [index, key] of tokens.entries()) {
    const isField =
      key.kind === 'word' && tokens[index + 1]?.text === '=' && (tokens[index - 1]?.kind ?? 'line') === 'line';
    const value = isField ? valueAt(tokens, index + 2) : null;
    if (value !== null && !fields.has(key.text)) fields.set(key.text, value);
  }
  return [...fields].map(([key, value]) => ({ key, value }));
}

function valueAt(tokens: readonly Token[], index: number): DataNode | null {
  const [first, second, third] = [tokens[index], tokens[index + 1], tokens[index + 2]];
  if (first?.kind === 'string') return literal(first);
  // `provider` was a list in old schemas.
  if (first?.text === '[' && second?.kind === 'string') return literal(second);
  const isEnv = first?.kind === 'word' && first.text === 'env' && second?.text === '(' && third?.kind === 'string';
  return isEnv ? { kind: 'variable', name: third.text, range: [first.offset, third.offset] } : null;
}

function literal({ text, offset }: Token): DataNode {
  return scalarNode(text, [offset, offset + text.length]);
}

function unescaped(string: string): string {
  return string.replace(/\\(.)/g, '$1');
}
