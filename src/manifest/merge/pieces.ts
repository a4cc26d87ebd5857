/** A manifest's text cut into what is merged as one: keys, entries of lists, keys of entries, each with the comments above it. */
import { isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap, type YAMLSeq } from 'yaml';
import { parseTree } from '../../document/tree.ts';
import { contentEnd, dashesOf } from '../edit/block-list.ts';
import { lineStart, nextLine, withTrailingComments } from '../edit/splice.ts';
import { scopeOf, scopedName } from '../scope.ts';

/** A part with a name; whole lines. */
export interface Piece {
  readonly key: string;
  /** Comments and blank lines above it. */
  readonly lead: string;
  readonly body: string;
  /** The parts of a section or an entry, where it is written in lines. */
  readonly inner: Inner | null;
}

/** What is in a piece; `head`: the line of its key, for entries nothing. */
export interface Inner {
  readonly kind: 'list' | 'keys';
  readonly head: string;
  readonly pieces: readonly Piece[];
  /** Entries stand apart. */
  readonly isSpaced: boolean;
}

/** A whole text. */
export interface Pieces {
  readonly pieces: readonly Piece[];
  /** Comments and blank lines at the end. */
  readonly tail: string;
}

/** What names the entries of each list. */
const NAMES: Readonly<Record<string, string>> = { destinations: 'id', dynamic: 'at', deny: 'hosts', ignore: 'path' };

/** Cuts a text; null if it is not a manifest written in lines. The text has LF and ends with one. */
export function piecesOf(text: string): Pieces | null {
  const { document } = parseTree(text);
  if (document.errors.length > 0) return null;
  if (document.contents === null) return { pieces: [], tail: text };
  if (!isMap(document.contents) || document.contents.flow === true) return null;
  return cutKeys(text, document.contents, 0, text.length, sectionIn);
}

type InnerOf = (text: string, pair: Pair, start: number, end: number) => Inner | null;

function cutKeys(text: string, map: YAMLMap, from: number, to: number, innerOf: InnerOf): Pieces {
  const pieces: Piece[] = [];
  let at = from;
  for (const pair of map.items) {
    if (!isScalar(pair.key)) continue;
    const keyAt = pair.key.range?.[0] ?? 0;
    const start = Math.max(at, lineStart(text, keyAt));
    const value = isNode(pair.value) && pair.value.range?.[0] !== pair.value.range?.[1] ? pair.value : pair.key;
    const end = withTrailingComments(text, nextLine(text, contentEnd(text, value)), keyAt - lineStart(text, keyAt));
    const inner = innerOf(text, pair, start, end);
    pieces.push({ key: String(pair.key.value), lead: text.slice(at, start), body: text.slice(start, end), inner });
    at = end;
  }
  return { pieces, tail: text.slice(at, to) };
}

function sectionIn(text: string, pair: Pair, start: number, end: number): Inner | null {
  const { value } = pair;
  const name = isScalar(pair.key) ? String(pair.key.value) : '';
  if (isMap(value) && value.flow !== true && name === 'policy') {
    const head = text.slice(start, nextLine(text, start));
    const { pieces, tail } = cutKeys(text, value, start + head.length, end, () => null);
    return tail.trim() === '' ? { kind: 'keys', head, pieces, isSpaced: false } : null;
  }
  if (NAMES[name] === undefined) return null;
  if (value === null || (isSeq(value) && value.items.length === 0)) {
    return { kind: 'list', head: `${name}:\n`, pieces: [], isSpaced: false };
  }
  return isSeq(value) && value.flow !== true ? listIn(text, value, NAMES[name], start, end) : null;
}

function listIn(text: string, list: YAMLSeq, name: string, start: number, end: number): Inner | null {
  const head = text.slice(start, nextLine(text, start));
  const dashes = dashesOf(list);
  const pieces: Piece[] = [];
  let at = start + head.length;
  let isSpaced = false;
  for (const [index, item] of list.items.entries()) {
    const dash = dashes[index];
    if (!isMap(item) || item.flow === true || dash === undefined) return null;
    const from = lineStart(text, dash);
    const to = withTrailingComments(text, nextLine(text, contentEnd(text, item)), dash - from);
    const lead = text.slice(at, from);
    isSpaced ||= index > 0 && lead.startsWith('\n');
    const { pieces: keys } = cutKeys(text, item, from, to, () => null);
    const named = nameOf(item, name);
    const same = pieces.filter(({ key }) => key === named || key.startsWith(`${named} #`)).length;
    pieces.push({
      key: same === 0 ? named : `${named} #${same + 1}`,
      lead: lead.replace(/^\n+/, ''),
      body: text.slice(from, to),
      inner: { kind: 'keys', head: '', pieces: keys, isSpaced: false },
    });
    at = to;
  }
  return text.slice(at, end).trim() === '' ? { kind: 'list', head, pieces, isSpaced } : null;
}

/** Denials have no name but what they deny. */
function nameOf(item: YAMLMap, name: string): string {
  const value: unknown = item.get(name);
  if (isSeq(value)) return value.items.map((one) => (isScalar(one) ? String(one.value) : '')).join(' ');
  const [loads, through] = ['loads', 'through'].map((key) => {
    const said: unknown = item.get(key);
    return typeof said === 'string' ? said : null;
  });
  return scopedName(String(value), scopeOf(loads, through));
}

function isNode(value: unknown): value is Node {
  return isMap(value) || isSeq(value) || isScalar(value);
}
