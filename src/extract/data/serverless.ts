/** Variables of the Serverless Framework in its YAML: what the document says is put in where a text has them. */
import { scalarNode, type DataNode } from './data-node.ts';
import { memberAt, type Keys } from './data-path.ts';
import { dataFileIn, isDataFile, keysIn, nextVariable, quotedIn, sourcesOf, variableAt } from './serverless-text.ts';

/** The document with what it says of itself in the place of its variables. Others stay as they are written. */
export function withOwnVariables(document: DataNode): DataNode {
  return resolved(document, document, 0);
}

/** Variables that lead to others. */
const DEEPEST = 8;

/** Alternatives of one text. */
const MOST = 16;

function resolved(node: DataNode, root: DataNode, depth: number): DataNode {
  switch (node.kind) {
    case 'map':
      return {
        ...node,
        entries: node.entries.map(({ key, value }) => ({ key, value: resolved(value, root, depth) })),
      };
    case 'list':
      return { ...node, items: node.items.map((item) => resolved(item, root, depth)) };
    case 'scalar':
      return typeof node.value === 'string' && node.value.includes('${') && depth < DEEPEST
        ? oneOf(alternatives(node.value, root, depth), node)
        : node;
    default:
      return node;
  }
}

function oneOf(options: readonly DataNode[], { range }: DataNode): DataNode {
  const [first] = options;
  // A site stands where the value is used; what it comes from is part of it.
  if (options.length === 1 && first) return { ...first, range };
  return { kind: 'either', options: options.map((option) => ({ ...option, range })), range };
}

/** What a text may be. A variable that is the whole of it may stand for a mapping or a list. */
function alternatives(text: string, root: DataNode, depth: number): readonly DataNode[] {
  const whole = variableAt(text, 0);
  if (whole && whole.end === text.length) return referred(whole.inside, root, depth) ?? [scalarNode(text, [0, 0])];
  let found: readonly (readonly Piece[])[] = [[]];
  for (let at = 0; at < text.length;) {
    const variable = text.startsWith('${', at) ? variableAt(text, at) : null;
    const next = variable ? variable.end : nextVariable(text, at);
    const pieces = variable ? textsOf(variable.inside, text.slice(at, next), root, depth) : [text.slice(at, next)];
    found = found.flatMap((before) => pieces.map((piece) => [...before, piece])).slice(0, MOST);
    at = next;
  }
  return found.map(putTogether);
}

/** A part of a text: known, or what another file says. */
type Piece = string | Extract<DataNode, { kind: 'file' | 'rendered' }>;

function putTogether(parts: readonly Piece[]): DataNode {
  const isKnown = parts.every((part) => typeof part === 'string');
  return isKnown ? scalarNode(parts.join(''), [0, 0]) : { kind: 'rendered', parts, range: [0, 0] };
}

function textsOf(inside: string, written: string, root: DataNode, depth: number): readonly Piece[] {
  const texts = (referred(inside, root, depth) ?? []).flatMap((node) =>
    (node.kind === 'either' ? node.options : [node]).flatMap((one): readonly Piece[] => {
      if (one.kind === 'file' || one.kind === 'rendered') return [one];
      return one.kind === 'scalar' && one.value !== null ? [String(one.value)] : [];
    }),
  );
  return texts.length === 0 ? [written] : texts;
}

/** The nodes that a variable's sources give, the first that is certain and those before it; null where none is known. */
function referred(inside: string, root: DataNode, depth: number): readonly DataNode[] | null {
  const found: DataNode[] = [];
  let isOpen = false;
  for (const source of sourcesOf(inside)) {
    const nodes = fromSource(source, root, depth);
    if (nodes === null) {
      // What the command line or an account says is another possibility beside what follows.
      isOpen ||= !/^(?:self|param|file\()/.test(source);
      if (isOpen && !source.startsWith('env:')) found.push(scalarNode(`\${${source}}`, [0, 0]));
      if (source.startsWith('env:')) return null;
      continue;
    }
    return [...found, ...nodes];
  }
  return null;
}

function fromSource(source: string, root: DataNode, depth: number): readonly DataNode[] | null {
  const quoted = quotedIn(source);
  if (quoted !== null) return [scalarNode(quoted, [0, 0])];
  const [, kind = '', path = ''] = /^(self|param|sls):([^]*)$/.exec(source) ?? [];
  const keys = keysOf(path, root, depth);
  if (kind === 'self') return found(behind(root, keys, root, depth), root, depth);
  if (kind === 'sls' && path === 'stage') return found(memberAt(root, ['provider', 'stage']), root, depth);
  if (kind === 'param') {
    return found(
      [...memberAt(root, ['params', null, ...keys]), ...memberAt(root, ['stages', null, 'params', ...keys])],
      root,
      depth,
    );
  }
  const file = dataFileIn(source);
  const paths = file === null || depth >= DEEPEST ? [] : alternatives(file.path, root, depth + 1);
  const files = paths.flatMap((path) => (path.kind === 'scalar' && isDataFile(String(path.value)) ? [path.value] : []));
  if (file === null || files.length === 0) return null;
  return files.map((path) => ({
    kind: 'file',
    path: `./${String(path).replace(/^\.\//, '')}`,
    keys: file.keys,
    range: [0, 0],
  }));
}

/** What stands behind keys, where a variable may stand between them: `custom: ${file(./custom.yml)}`. */
function behind(node: DataNode, keys: Keys, root: DataNode, depth: number): readonly DataNode[] {
  const [key, ...rest] = keys;
  if (key === undefined) return [node];
  if (node.kind === 'file') return keys.includes(null) ? [] : [{ ...node, keys: [...node.keys, ...keys.map(String)] }];
  if (node.kind === 'either') return node.options.flatMap((option) => behind(option, keys, root, depth));
  const isVariable = node.kind === 'scalar' && String(node.value).includes('${') && depth < DEEPEST;
  if (isVariable) {
    const known = resolved(node, root, depth + 1);
    return known.kind === 'scalar' ? [] : behind(known, keys, root, depth + 1);
  }
  return memberAt(node, [key]).flatMap((one) => behind(one, rest, root, depth));
}

function found(nodes: readonly DataNode[], root: DataNode, depth: number): readonly DataNode[] | null {
  return nodes.length === 0 ? null : nodes.map((node) => resolved(node, root, depth + 1));
}

/** The keys of a path; null for one that a variable decides, unless that is known. */
function keysOf(path: string, root: DataNode, depth: number): Keys {
  return keysIn(path).map((key) => {
    if (!key.includes('${')) return key;
    const [only, ...others] = depth < DEEPEST ? alternatives(key, root, depth + 1) : [];
    const text = only?.kind === 'scalar' && others.length === 0 ? String(only.value) : '${';
    return text.includes('${') ? null : text;
  });
}
