/** Buffers and typed arrays whose bytes are known, as far as text is made of them: base64, hexadecimal, character codes. */
import { remnant } from '../codec.ts';
import { primitiveOf } from '../plain.ts';
import { closedText, concatenate, mapOptions } from '../text.ts';
import { hole, text, type Value } from '../value.ts';
import type { BuiltinCall } from './builtins.ts';
import { spreadList } from './collections.ts';

type BytesValue = Extract<Value, { kind: 'bytes' }>;
type ByteFunction = readonly [name: string, call: (call: BuiltinCall) => Value];

const ENCODINGS: Readonly<Record<string, BufferEncoding>> = {
  utf8: 'utf8', 'utf-8': 'utf8', base64: 'base64', base64url: 'base64url', hex: 'hex', ascii: 'ascii', latin1: 'latin1', binary: 'latin1',
  ucs2: 'utf16le', 'ucs-2': 'utf16le', utf16le: 'utf16le', 'utf-16le': 'utf16le',
}; // prettier-ignore

/** By name: the call in, the result out. */
export const BYTE_FUNCTIONS: readonly ByteFunction[] = [
  ['Buffer.from', ({ args: [value, encoding] }) => mapOptions(value ?? hole('unknown-call'), (one) => bytesOf(one, encoding))],
  ['Buffer', ({ args: [value, encoding] }) => mapOptions(value ?? hole('unknown-call'), (one) => bytesOf(one, encoding))],
  ['Buffer.concat', ({ args: [list] }) => joined(list)],
  ['Uint8Array', ({ args: [value] }) => fromCodes(value)],
  ['Uint8Array.from', ({ args: [value] }) => fromCodes(value)],
  ['Uint8Array.of', ({ args }) => fromCodes({ kind: 'list', items: args, open: false })],
  ['TextEncoder', () => ({ kind: 'builtin', name: 'TextEncoder()', receiver: null })],
  ['TextDecoder', ({ args: [label] }) => decoder(label)],
  ['TextEncoder().encode', ({ args: [value] }) => mapOptions(value ?? text(''), (one) => bytesOf(one, undefined))],
  ['TextDecoder().decode', ({ args: [value] }) => mapOptions(value ?? text(''), (one) => decoded(one, 'utf8'))],
]; // prettier-ignore

/** The result of a method of a buffer. */
export function bytesMethodResult(bytes: BytesValue, name: string, { args }: BuiltinCall): Value {
  const [first] = args;
  if (name === 'toString') {
    const encoding = encodingOf(first);
    return encoding === null || args.length > 1 ? hole('unknown-call') : decoded(bytes, encoding);
  }
  const [from, to] = args.map(primitiveOf);
  if ((name !== 'slice' && name !== 'subarray') || from === null || to === null) return hole('unknown-call');
  const end = to?.value === undefined ? undefined : Number(to.value);
  return { ...bytes, latin1: bytes.latin1.slice(Number(from?.value ?? 0), end) };
}

/** Bytes of a text or of a list of codes; of what is not known, the unknown itself. */
function bytesOf(value: Value, encoding: Value | undefined): Value {
  if (value.kind === 'bytes') return value;
  if (value.kind === 'list') return fromCodes(value);
  const known = encodingOf(encoding);
  const closed = value.kind === 'text' ? closedText(value) : null;
  if (closed !== null && known !== null) {
    return { kind: 'bytes', latin1: Buffer.from(closed, known).toString('latin1') };
  }
  if (value.kind !== 'text') return value.kind === 'hole' ? value : hole('unknown-call');
  return known === 'utf8' ? value : (remnant(value) ?? hole('unknown-call'));
}

function fromCodes(value: Value | undefined): Value {
  const list = value ? spreadList(value) : null;
  const codes = list && !list.open ? list.items.map(primitiveOf) : [null];
  if (value?.kind === 'text' || codes.some((code) => code === null)) return hole('unknown-call');
  return { kind: 'bytes', latin1: String.fromCharCode(...codes.map((code) => Number(code?.value) & 0xff)) };
}

function joined(list: Value | undefined): Value {
  if (list?.kind !== 'list' || list.open || list.loose) return hole('unknown-call');
  const all = list.items.map((item) => (item.kind === 'bytes' ? item.latin1 : null));
  if (all.every((one) => one !== null)) return { kind: 'bytes', latin1: all.join('') };
  return concatenate(list.items.map((item) => (item.kind === 'bytes' ? decoded(item, 'utf8') : item)));
}

/** `new TextDecoder('utf-8')`; another label is not followed. */
function decoder(label: Value | undefined): Value {
  return encodingOf(label) === 'utf8' ? { kind: 'builtin', name: 'TextDecoder()', receiver: null } : hole('unknown-call');
} // prettier-ignore

function decoded(value: Value, encoding: BufferEncoding): Value {
  const bytes = value.kind === 'list' ? fromCodes(value) : value;
  return bytes.kind === 'bytes' ? text(Buffer.from(bytes.latin1, 'latin1').toString(encoding)) : bytes;
}

/** The encoding that an argument names, UTF-8 without one; null when it is not known. */
function encodingOf(value: Value | undefined): BufferEncoding | null {
  if (!value || (value.kind === 'constant' && value.value === undefined)) return 'utf8';
  const closed = closedText(value);
  return closed === null ? null : (ENCODINGS[closed.toLowerCase()] ?? null);
}
