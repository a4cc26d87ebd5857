/** Methods on text with holes: what is still known of the result. A hole is taken not to hold what is searched for. */
import { createCodec, isPageAddress, remnant, type Codec } from '../codec.ts';
import { LIMITS } from '../limits.ts';
import { primitiveOf } from '../plain.ts';
import { closedText, concatenate, fromParts } from '../text.ts';
import { constant, hole, text, type ListValue, type Part, type TextValue, type Value } from '../value.ts';

type Arguments = readonly Value[];
type Method = (receiver: TextValue, args: Arguments) => Value;

/** The result of a method on text or arguments of which a part is not known. */
export function openTextMethod(receiver: TextValue, name: string, args: Arguments): Value {
  return METHODS.get(name)?.(receiver, args) ?? remnant(receiver) ?? hole('unknown-call');
}

/** Known text changes its case, holes stand for whatever they become. */
function inParts(change: (known: string) => string): Method {
  return (receiver) => ({
    ...receiver,
    parts: receiver.parts.map((part) => (part.kind === 'text' ? { kind: 'text', text: change(part.text) } : part)),
  });
}

function outside(change: (written: string) => string): Method {
  return (receiver) => {
    const codec = createCodec();
    const written = codec.write(receiver.parts);
    return written === null ? receiver : codec.read(change(written), receiver.trail);
  };
}

const same: Method = (receiver) => receiver;

/** Bytes of which a part is not known are text here; as base64 or hexadecimal digits they are another one. */
const encoded: Method = (receiver, [encoding]) => {
  const name = encoding ? closedText(encoding) : 'utf8';
  return name !== null && /^(?:utf-?8|undefined)$/i.test(name) ? receiver : (remnant(receiver) ?? hole('unknown-call'));
};

const METHODS: ReadonlyMap<string, Method> = new Map<string, Method>([
  ['toLowerCase', inParts((known) => known.toLowerCase())],
  ['toUpperCase', inParts((known) => known.toUpperCase())],
  ['toLocaleLowerCase', inParts((known) => known.toLowerCase())],
  ['toLocaleUpperCase', inParts((known) => known.toUpperCase())],
  ['trim', outside((written) => written.trim())],
  ['trimStart', outside((written) => written.trimStart())],
  ['trimLeft', outside((written) => written.trimStart())],
  ['trimEnd', outside((written) => written.trimEnd())],
  ['trimRight', outside((written) => written.trimEnd())],
  ['normalize', same],
  ['toString', encoded],
  ['valueOf', same],
  ['toJSON', same],
  ['toWellFormed', same],
  ['concat', (receiver, args) => concatenate([receiver, ...args])],
  ['padStart', padded],
  ['padEnd', padded],
  ['split', split],
  ['slice', (receiver, [from, to]) => cut(receiver, boundOf(from, 0), boundOf(to, Infinity))],
  ['substring', (receiver, [from, to]) => between(receiver, boundOf(from, 0), boundOf(to, Infinity))],
  ['substr', (receiver, [from, length]) => ofLength(receiver, boundOf(from, 0), boundOf(length, Infinity))],
  ['at', (receiver, [index]) => characterAt(receiver, boundOf(index, 0))],
  ['charAt', (receiver, [index]) => characterAt(receiver, boundOf(index, 0))],
  ['startsWith', startsWith],
  ['endsWith', endsWith],
  ['includes', includes],
  ['indexOf', indexOf],
  ['lastIndexOf', () => hole('arithmetic')],
  ['charCodeAt', () => hole('arithmetic')],
  ['codePointAt', () => hole('arithmetic')],
]);

/** Text that is padded ends, or begins, as before. */
function padded(receiver: TextValue): Value {
  return closedText(receiver) === null ? receiver : hole('unknown-call');
}

/** A known position; null when it is not known. */
function boundOf(value: Value | undefined, absent: number): number | null {
  if (!value || (value.kind === 'constant' && value.value === undefined)) return absent;
  const known = primitiveOf(value);
  const position = known === null ? NaN : Math.trunc(Number(known.value));
  return Number.isNaN(position) ? (known === null ? null : 0) : position;
}

/** `slice`: known text is cut where the cut falls into it; what is cut out of a hole is a hole. */
function cut(receiver: TextValue, from: number | null, to: number | null): Value {
  const known = closedText(receiver);
  if (known === '') return receiver;
  if (known !== null && from !== null && to !== null) return { ...text(known.slice(from, to)), trail: receiver.trail };
  // `url.slice(0, url.indexOf('?'))`: what ends somewhere is taken to end behind the host.
  if (to === null) return from === 0 ? receiver : unknownPart(receiver);
  if (from === null) return unknownPart(receiver);
  const first = textAt(receiver.parts, 0);
  const last = textAt(receiver.parts, -1);
  if (from >= 0 && to >= 0 && to <= first.length) return of(first.slice(from, to), [], '', receiver);
  if (from < 0 && -from <= last.length) return to < 0 || to === Infinity ? of('', [], last.slice(from, to), receiver) : unknownPart(receiver); // prettier-ignore
  if (from < 0) return unknownPart(receiver);
  const middle = receiver.parts.slice(first === '' ? 0 : 1, last === '' ? undefined : -1);
  const start = first.slice(from);
  if (to === Infinity) return of(start, middle, last, receiver);
  if (to < 0) return of(start, middle, -to <= last.length ? last.slice(0, to) : '', receiver);
  return of(start, middle.slice(0, 1), '', receiver);
}

/** `substring`: negative positions are the beginning, and the smaller of two is the first. */
function between(receiver: TextValue, from: number | null, to: number | null): Value {
  if (from === null || to === null) return cut(receiver, from === null ? null : Math.max(0, from), to);
  const [start = 0, end = 0] = [Math.max(0, from), Math.max(0, to)].toSorted((a, b) => a - b);
  return cut(receiver, start, end);
}

/** `substr`: from a position, so many characters. */
function ofLength(receiver: TextValue, from: number | null, length: number | null): Value {
  if (from === null || length === null) return cut(receiver, from, null);
  if (from >= 0) return cut(receiver, from, from + length);
  return cut(receiver, from, from + length >= 0 ? Infinity : from + length);
}

function characterAt(receiver: TextValue, index: number | null): Value {
  if (index === null) return unknownPart(receiver);
  const found = index < 0 ? textAt(receiver.parts, -1).at(index) : textAt(receiver.parts, 0)[index];
  return found === undefined ? unknownPart(receiver) : { ...text(found), trail: receiver.trail };
}

function startsWith(receiver: TextValue, [sought, ...more]: Arguments): Value {
  const prefix = sought ? closedText(sought) : null;
  const first = textAt(receiver.parts, 0);
  if (prefix === null || more.length > 0) return hole('arithmetic');
  if (first.length >= prefix.length) return constant(first.startsWith(prefix));
  return prefix.startsWith(first) ? hole('arithmetic') : constant(false);
}

function endsWith(receiver: TextValue, [sought, ...more]: Arguments): Value {
  const suffix = sought ? closedText(sought) : null;
  const last = textAt(receiver.parts, -1);
  if (suffix === null || more.length > 0) return hole('arithmetic');
  if (last.length >= suffix.length) return constant(last.endsWith(suffix));
  return suffix.endsWith(last) ? hole('arithmetic') : constant(false);
}

function includes(receiver: TextValue, [sought, ...more]: Arguments): Value {
  const wanted = sought ? closedText(sought) : null;
  const found = receiver.parts.some((part) => part.kind === 'text' && wanted !== null && part.text.includes(wanted));
  return found && more.length === 0 ? constant(true) : hole('arithmetic');
}

/** Where the first one is, when it stands before every hole. */
function indexOf(receiver: TextValue, [sought, from]: Arguments): Value {
  const wanted = sought ? closedText(sought) : null;
  const start = boundOf(from, 0);
  if (wanted === null || start === null) return hole('arithmetic');
  const found = textAt(receiver.parts, 0).indexOf(wanted, start);
  return found < 0 ? hole('arithmetic') : constant(found);
}

/** The pieces as far as they are known; a hole may hold the separator too, so there may be further ones. */
function split(receiver: TextValue, [separator, limit]: Arguments): Value {
  const codec = createCodec();
  const written = codec.write(receiver.parts);
  const by = separator ? closedText(separator) : null;
  // Cut into characters, a hole may be none of them or many.
  if (written === null || by === null || by === '' || limit) return unknownList(receiver);
  const pieces = listOfPieces(written.split(by), receiver, codec);
  // What stands behind the page's own path is typed by whoever opens it.
  return isPageAddress(receiver) && /[?#&=]/.test(by) ? { ...pieces, rest: hole('request-input') } : pieces;
}

/** The list of pieces that were cut out of a written text. */
export function listOfPieces(pieces: readonly (string | undefined)[], receiver: TextValue, codec: Codec): ListValue {
  // A group of a pattern that takes part in no match is undefined among the pieces.
  const items = pieces
    .slice(0, LIMITS.listItems)
    .map((piece) => (piece === undefined ? constant(undefined) : codec.read(piece, receiver.trail)));
  const rest = remnant(receiver);
  if (rest === null) return { kind: 'list', items, open: pieces.length > LIMITS.listItems };
  return { kind: 'list', items, open: true, rest };
}

/** A list of which nothing is known but what its items are parts of. */
export function unknownList(receiver: TextValue): Value {
  return { kind: 'list', items: [], open: true, rest: unknownPart(receiver) };
}

function unknownPart(receiver: TextValue): Value {
  return remnant(receiver) ?? hole('unknown-call');
}

function textAt(parts: readonly Part[], index: number): string {
  const part = parts.at(index);
  return part?.kind === 'text' ? part.text : '';
}

function of(before: string, middle: readonly Part[], after: string, { trail }: TextValue): Value {
  return fromParts([{ kind: 'text', text: before }, ...middle, { kind: 'text', text: after }], trail);
}
