/** Functions of the language and the platform that make text or numbers out of others: `String`, `encodeURI`, `atob`, `parseInt`, `JSON`. */
import { remnant } from '../codec.ts';
import { plainOf, primitiveOf, valueOfPlain } from '../plain.ts';
import { closedText, mapOptions, toText } from '../text.ts';
import { UNDEFINED, constant, hole, text, type Value } from '../value.ts';
import { settle } from './api.ts';
import type { BuiltinCall } from './builtins.ts';
import { BYTE_FUNCTIONS } from './bytes.ts';
import { constructRegex } from './regex-methods.ts';
import { searchParameters } from './url-functions.ts';

type Arguments = readonly Value[];
type TextFunction = readonly [name: string, call: (call: BuiltinCall) => Value];

/** Under what the text of an object that is not all known keeps it, for `JSON.parse`. */
const JSON_TEXT = ' json';

/** By name: the call in, the result out. */
export const TEXT_FUNCTIONS: readonly TextFunction[] = [
  ['String', ({ args }) => mapOptions(first(args), (one) => (one.kind === 'hole' ? one : toText(one)))],
  ['String.raw', ({ args }) => rawText(args)],
  ['String.fromCharCode', ({ args }) => characters(args, String.fromCharCode)],
  ['String.fromCodePoint', ({ args }) => characters(args, String.fromCodePoint)],
  ['encodeURI', ({ args }) => inParts(first(args), encodeURI)],
  ['encodeURIComponent', ({ args }) => inParts(first(args), encodeURIComponent)],
  ['decodeURIComponent', ({ args }) => inParts(first(args), decodeURIComponent)],
  ['decodeURI', ({ args }) => inParts(first(args), decodeURI)],
  ['escape', ({ args }) => inParts(first(args), escapeText)],
  ['unescape', ({ args }) => inParts(first(args), unescapeText)],
  ['atob', ({ args }) => asWhole(first(args), atob)],
  ['btoa', ({ args }) => asWhole(first(args), btoa)],
  ['Number', ({ args }) => number(first(args), Number)],
  ['parseFloat', ({ args }) => number(first(args), Number.parseFloat)],
  ['Number.parseFloat', ({ args }) => number(first(args), Number.parseFloat)],
  ['parseInt', ({ args }) => integer(args)],
  ['Number.parseInt', ({ args }) => integer(args)],
  ['Boolean', () => hole('arithmetic')],
  ...[Math.floor, Math.ceil, Math.round, Math.trunc, Math.abs, Math.max, Math.min].map(ofNumbers),
  ['RegExp', ({ args }) => constructRegex(args)],
  ['JSON.parse', (call) => parsed(call)],
  ['JSON.stringify', (call) => stringified(call)],
  ['URLSearchParams', (call) => searchParameters(call)],
  ...BYTE_FUNCTIONS,
];

function first(args: Arguments): Value {
  return args[0] ?? UNDEFINED;
}

/** Encodes what is known, part by part; a hole stands for what it becomes. */
function inParts(value: Value, apply: (known: string) => string): Value {
  return mapOptions(value, (option) => {
    if (option.kind === 'hole') return option;
    const source = option.kind === 'constant' ? text(String(option.value)) : option;
    if (source.kind !== 'text') return hole('unknown-call');
    try {
      const parts = source.parts.map((part) => (part.kind === 'text' ? { ...part, text: apply(part.text) } : part));
      return { ...source, parts };
    } catch {
      // Malformed input: the program would throw there.
      return remnant(source) ?? hole('unknown-call');
    }
  });
}

/** Decodes a text as a whole; what is not known as a whole stands for what it becomes. */
function asWhole(value: Value, apply: (closed: string) => string): Value {
  return mapOptions(value, (option) => {
    const closed = closedText(option);
    if (closed === null) return option.kind === 'text' ? (remnant(option) ?? option) : hole('unknown-call');
    try {
      return valueOfPlain(apply(closed), option.kind === 'text' ? option.trail : null);
    } catch {
      // Malformed input: the program would throw there.
      return hole('unknown-call');
    }
  });
}

/** `String.raw({ raw: [...] }, …)` is rare; a tag under another name is handed the finished text. */
function rawText([strings]: Arguments): Value {
  return strings?.kind === 'text' ? strings : hole('unknown-call');
}

function characters(args: Arguments, make: (...codes: number[]) => string): Value {
  const codes = args.map((arg) => primitiveOf(arg));
  if (codes.some((code) => code === null)) return hole('unknown-call');
  try {
    return text(make(...codes.map((code) => Number(code?.value))));
  } catch {
    // A RangeError: the program would throw there.
    return hole('unknown-call');
  }
}

/** A function of numbers that are known. */
function ofNumbers(compute: (...numbers: number[]) => number): TextFunction {
  const call = ({ args }: BuiltinCall): Value => {
    const known = args.map(primitiveOf);
    return known.some((one) => typeof one?.value !== 'number')
      ? hole('arithmetic')
      : constant(compute(...known.map((one) => Number(one?.value))));
  };
  return [`Math.${compute.name}`, call];
}

/** A number out of a text; one that is a variable keeps its name, so that a port can be told. */
function number(value: Value, apply: (value: string) => number): Value {
  return mapOptions(value, (option) => {
    if (option.kind === 'constant') return constant(apply === Number ? Number(option.value) : apply(String(option.value)));
    const closed = closedText(option);
    if (closed !== null) return constant(apply(closed));
    // A number that is read from a variable says which one; what more is written there makes it another number, or none.
    if (option.kind === 'text' && option.parts.length > 1) return remnant(option) ?? hole('arithmetic');
    return option.kind === 'text' || option.kind === 'hole' ? option : hole('arithmetic');
  }); // prettier-ignore
}

function integer([value, radix]: Arguments): Value {
  const base = radix ? primitiveOf(radix) : { value: undefined };
  if (base === null) return hole('arithmetic');
  return number(value ?? UNDEFINED, (closed) => Number.parseInt(closed, Number(base.value ?? 0)));
}

/** `JSON.parse`: of a variable, whatever is in it comes from that variable; of a file of the repository, what is in it. */
function parsed({ args, evaluation }: BuiltinCall): Value {
  return mapOptions(first(args), (given) => {
    const option = given.kind === 'api' ? settle(given, evaluation) : given;
    const whole = serialised(option);
    if (whole) return whole;
    const closed = closedText(option);
    if (closed === null || args.length > 1) return option.kind === 'text' ? (remnant(option) ?? option) : option;
    try {
      const data: unknown = JSON.parse(closed);
      return valueOfPlain(data, option.kind === 'text' ? option.trail : null);
    } catch {
      // Not JSON: the program would throw there.
      return hole('unknown-call');
    }
  });
}

/** What `JSON.stringify` was given, where its text is not known; null for any other value. */
export function serialised(value: Value): Value | null {
  return (value.kind === 'fields' && value.fields.get(JSON_TEXT)) || null;
}

function stringified({ args, evaluation }: BuiltinCall): Value {
  const given = first(args);
  const plain = args.length === 1 ? plainOf(given, evaluation) : null;
  if (plain) return valueOfPlain(JSON.stringify(plain.value), given.kind === 'text' ? given.trail : null);
  return { kind: 'fields', fields: new Map([[JSON_TEXT, given]]), open: true };
}

const UNESCAPED = /[^\w@*+\-./]/g;

function escapeText(known: string): string {
  return known.replaceAll(UNESCAPED, (character) => {
    const code = character.charCodeAt(0).toString(16).toUpperCase();
    return code.length > 2 ? `%u${code.padStart(4, '0')}` : `%${code.padStart(2, '0')}`;
  });
}

function unescapeText(known: string): string {
  return known.replaceAll(/%(?:u([\da-f]{4})|([\da-f]{2}))/gi, (_, long?: string, short?: string) =>
    String.fromCharCode(Number.parseInt(long ?? short ?? '', 16)),
  );
}
