/**
 * Merges a manifest that two branches have changed: entry by entry, and within an entry key by key. Both sides' entries stay, sorted, with
 * their comments; only what the two really disagree about is marked as a conflict.
 */
import { isMap, isScalar, isSeq } from 'yaml';
import { pairOf, parseTree } from '../../document/tree.ts';
import { pairLines } from '../render.ts';
import { parseManifest } from '../parse.ts';
import { piecesOf, type Inner, type Piece } from './pieces.ts';

/** The merged text; `conflicts`: what is marked in it. */
export type MergeResult =
  | { readonly kind: 'merged'; readonly text: string; readonly conflicts: readonly string[] }
  /** One of the texts is no manifest. */
  | { readonly kind: 'broken'; readonly which: 'base' | 'ours' | 'theirs' | 'result'; readonly message: string };

/** Merges three texts; an empty base is a file that both sides have added. */
export function mergeManifests(base: string, ours: string, theirs: string): MergeResult {
  const texts = { base: plain(base), ours: plain(ours), theirs: plain(theirs) };
  for (const which of ['ours', 'theirs', 'base'] as const) {
    const fault = texts[which].trim() === '' && which === 'base' ? null : faultOf(texts[which]);
    if (fault !== null) return { kind: 'broken', which, message: fault };
  }
  const [o, a, b] = [piecesOf(texts.base), piecesOf(texts.ours), piecesOf(texts.theirs)];
  if (o === null || a === null || b === null) {
    return { kind: 'broken', which: 'result', message: 'it is not written with one key or entry a line' };
  }
  const conflicts: string[] = [];
  const pieces = mergeAll(o.pieces, a.pieces, b.pieces, { isSorted: false, path: '', conflicts });
  const tail = three(o.tail, a.tail, b.tail) ?? bothComments(a.tail, b.tail);
  const text = pieces.map(textOf).join('') + tail;
  const fault = conflicts.length > 0 ? null : faultOf(text);
  if (fault !== null) return { kind: 'broken', which: 'result', message: fault };
  return { kind: 'merged', text: ours.includes('\r\n') ? text.replaceAll('\n', '\r\n') : text, conflicts };
}

/** What makes a text unusable as a manifest; null if nothing does. */
function faultOf(text: string): string | null {
  const parsed = parseManifest(text, 'egress.yaml');
  return parsed.kind === 'problems' ? (parsed.problems[0]?.message.replace(/^egress\.yaml:/, 'line ') ?? '') : null;
}

function plain(text: string): string {
  const lines = text.replaceAll('\r\n', '\n');
  return lines === '' || lines.endsWith('\n') ? lines : `${lines}\n`;
}

interface Merging {
  /** Sorted by name; else as they stand. */
  readonly isSorted: boolean;
  readonly path: string;
  readonly conflicts: string[];
}

/** What the sides make of three versions when at most one has changed it; null when both have, differently. */
function three<T>(base: T, ours: T, theirs: T): T | null {
  if (ours === theirs || theirs === base) return ours;
  return ours === base ? theirs : null;
}

function mergeAll(o: readonly Piece[], a: readonly Piece[], b: readonly Piece[], cx: Merging): readonly Piece[] {
  const find = (pieces: readonly Piece[], key: string): Piece | null => pieces.find((one) => one.key === key) ?? null;
  return keysIn(a, b, cx.isSorted).flatMap((key) => {
    const merged = mergeOne(find(o, key), find(a, key), find(b, key), { ...cx, path: `${cx.path}${key}` });
    return merged === null ? [] : [merged];
  });
}

/** The keys of both sides: those of ours in their places, and those of theirs after what they follow there. */
function keysIn(a: readonly Piece[], b: readonly Piece[], isSorted: boolean): readonly string[] {
  const keys = a.map(({ key }) => key);
  for (const [index, { key }] of b.entries()) {
    if (keys.includes(key)) continue;
    const before = b.slice(0, index).findLast((one) => keys.includes(one.key));
    keys.splice(before === undefined ? 0 : keys.indexOf(before.key) + 1, 0, key);
  }
  return isSorted ? keys.toSorted() : keys;
}

function mergeOne(o: Piece | null, a: Piece | null, b: Piece | null, cx: Merging): Piece | null {
  if (a === null || b === null) {
    const kept = a ?? b;
    if (kept === null || o === null) return kept;
    // Removed on one side: gone, unless the other one has changed it.
    return kept.body === o.body ? null : marked(a, b, cx);
  }
  const lead = three(o?.lead ?? '', a.lead, b.lead) ?? bothComments(a.lead, b.lead);
  const body = three(o?.body ?? null, a.body, b.body);
  if (body !== null) return { ...(body === a.body ? a : b), lead };
  return mergeInner(o, { ...a, lead }, { ...b, lead }, cx) ?? marked({ ...a, lead }, { ...b, lead }, cx);
}

/** Comments of both sides, each once. */
function bothComments(ours: string, theirs: string): string {
  const known = new Set(ours.split('\n'));
  const added = theirs.split('\n').filter((line) => line !== '' && !known.has(line));
  return ours + added.map((line) => `${line}\n`).join('');
}

function mergeInner(o: Piece | null, a: Piece, b: Piece, cx: Merging): Piece | null {
  if (a.inner === null || b.inner === null || a.inner.kind !== b.inner.kind) return mergeValues(o, a, b);
  const isEntry = a.inner.head === '';
  const isSorted = cx.path === 'destinations' || cx.path === 'dynamic';
  const inside: Merging = { isSorted, path: `${cx.path}.`, conflicts: isEntry ? [] : cx.conflicts };
  const pieces = mergeAll(undashed(o?.inner ?? null), undashed(a.inner), undashed(b.inner), inside);
  // An entry with a conflict in it is marked as a whole: a reader has to see both.
  if (isEntry && inside.conflicts.length > 0) return null;
  const inner: Inner = { ...a.inner, head: headOf(o, a, b), pieces, isSpaced: a.inner.isSpaced || b.inner.isSpaced };
  return { ...a, inner, body: bodyOf(inner) };
}

/** The key may have a comment behind it. */
function headOf(o: Piece | null, a: Piece, b: Piece): string {
  const [mine, yours] = [a.inner?.head ?? '', b.inner?.head ?? ''];
  return three(o?.inner?.head ?? mine, mine, yours) ?? mine;
}

const DASH = /^([ ]*)- /m;

/** The keys of an entry alike, whichever of them has the dash. */
function undashed(inner: Inner | null): readonly Piece[] {
  if (inner === null) return [];
  return inner.head === '' && inner.kind === 'keys'
    ? inner.pieces.map((piece, index) => (index === 0 ? { ...piece, body: piece.body.replace(DASH, '$1  ') } : piece))
    : inner.pieces;
}

function bodyOf({ kind, head, pieces, isSpaced }: Inner): string {
  if (pieces.length === 0) return head.replace(/:[^\n]*\n/, kind === 'list' ? ': []\n' : ': {}\n');
  if (kind === 'list') return head + pieces.map(textOf).join(isSpaced ? '\n' : '');
  const text = pieces.map(textOf).join('');
  return head === '' ? text.replace(/^([ ]*) {2}(?=[^\s#])/m, '$1- ') : head + text;
}

/** Lists to which both sides have added, or from which they have taken: both are done. */
function mergeValues(o: Piece | null, a: Piece, b: Piece): Piece | null {
  const [base, ours, theirs] = [o === null ? [] : valuesOf(o), valuesOf(a), valuesOf(b)];
  if (base === null || ours === null || theirs === null) return null;
  const values = [
    ...ours.filter((value) => theirs.includes(value) || !base.includes(value)),
    ...theirs.filter((value) => !ours.includes(value) && !base.includes(value)),
  ];
  if (values.length === 0) return null;
  const isSorted = ours.every((value, index) => index === 0 || (ours[index - 1] ?? '') <= value);
  const indent = /^ */.exec(a.body)?.[0] ?? '';
  const lines = pairLines(a.key, isSorted ? values.toSorted() : values, indent);
  return { ...a, body: lines.map((line) => `${line}\n`).join('') };
}

/** The texts of a list; null if it is none, or has comments that would be lost. */
function valuesOf({ key, body }: Piece): readonly string[] | null {
  if (/(?:^|\s)#/m.test(body)) return null;
  const { contents } = parseTree(body).document;
  const list = isMap(contents) ? pairOf(contents, key)?.value : null;
  return isSeq(list) && list.items.every((item) => isScalar(item))
    ? list.items.map((item) => (isScalar(item) ? String(item.value) : ''))
    : null;
}

function marked(a: Piece | null, b: Piece | null, { path, conflicts }: Merging): Piece {
  conflicts.push(path);
  const lead = a?.lead ?? b?.lead ?? '';
  const body = `<<<<<<< ours\n${a?.body ?? ''}=======\n${b?.body ?? ''}>>>>>>> theirs\n`;
  return { key: a?.key ?? b?.key ?? '', lead, body, inner: null };
}

function textOf({ lead, body }: Piece): string {
  return lead + body;
}
