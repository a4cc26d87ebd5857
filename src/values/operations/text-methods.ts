/**
 * Methods of text (ECMA-262, section 22.1.3). What runs on closed text is the real method, so it gives what a program would get; on text
 * with holes, what is still known.
 */
import { LIMITS } from '../limits.ts';
import { primitiveOf, valueOfPlain } from '../plain.ts';
import { choice, closedText } from '../text.ts';
import { NEVER, constant, hole, optionsOf, type TextValue, type Value } from '../value.ts';
import { urlMember } from '../url-object.ts';
import type { BuiltinCall } from './builtins.ts';
import { openTextMethod } from './open-text.ts';
import { replaceInText, regexSearch } from './replace.ts';
import { searchParameter } from './url-functions.ts';

type Arguments = readonly Value[];

/** The result of a method of text, for every combination of its arguments; null when text has no such method. */
export function textMethodResult(receiver: Value, name: string, call: BuiltinCall): Value | null {
  if (name === 'clone') return receiver;
  if (!PLAIN_METHODS.has(name) && !PATTERN_METHODS.has(name) && !URL_METHODS.has(name)) return null;
  // Of a store that a platform binds to a variable (`env.KV.get(key)`) it is an entry, not the variable.
  if (name === 'get' && isVariable(receiver)) return hole('database');
  const results = combinations(call.args).map((args) => textMethod(receiver, name, args, call));
  return results.length === 0 ? NEVER : choice(results);
}

/** A member of text, or of a URL object, which is its text here. */
export function memberOfText(value: TextValue, name: string): Value {
  // An imported image is its address, and in Next an object that holds it; a Request is its address.
  if (name === 'src' || name === 'url') return value;
  return (
    propertyOf(value, name) ??
    urlMember(value, name) ??
    boundMember(value, name) ?? { kind: 'builtin', name, receiver: value }
  );
}

/**
 * What a platform binds to a variable may be an object: a field that no text has (`env.HYPERDRIVE.connectionString`) is told by that variable.
 * It stays text, so that what a method answers (`env.DB.prepare(…)`) is not taken for what the deployment says.
 */
function boundMember(value: TextValue, name: string): Value | null {
  return isVariable(value) && !isOfText(name) ? value : null;
}

/** Whether it is what a variable of the environment holds, and nothing else. */
function isVariable(value: Value): boolean {
  const [only, ...others] = value.kind === 'text' ? value.parts : [];
  return only?.kind === 'hole' && only.hole.kind === 'env' && others.length === 0;
}

/** Whether text has it, what stands for a text here (a URL, its parameters, a request), or the promise that gives one. */
function isOfText(name: string): boolean {
  return [String, URL, URLSearchParams, Request, Promise].some(({ prototype }) => name in prototype);
}

/** A property of text that is no method: its length, or a character of it; null for any other name. */
function propertyOf(value: TextValue, name: string): Value | null {
  const closed = closedText(value);
  if (name === 'length') return closed === null ? hole('arithmetic') : constant(closed.length);
  if (!/^\d+$/.test(name)) return /^-?\d*\.?\d+$|^NaN$/.test(name) ? constant(undefined) : null;
  return closed === null
    ? openTextMethod(value, 'at', [constant(Number(name))])
    : valueOfPlain(closed[Number(name)], value.trail);
}

/** Whether text has a method of this name that nothing else has: on an unknown receiver it says nothing. */
export function isTextMethod(name: string): boolean {
  return TEXT_ONLY.has(name);
}

/** Methods whose arguments and results are plain data: the same answer for the same closed arguments. */
const PLAIN_METHODS: ReadonlySet<string> = new Set([
  'trim', 'trimStart', 'trimEnd', 'trimLeft', 'trimRight', 'toLowerCase', 'toUpperCase', 'toString', 'valueOf', 'concat', 'slice', 'substring',
  'substr', 'padStart', 'padEnd', 'repeat', 'charAt', 'at', 'normalize', 'startsWith', 'endsWith', 'includes', 'indexOf', 'lastIndexOf',
  'charCodeAt', 'codePointAt', 'toFixed', 'toPrecision', 'toWellFormed', 'split', 'toJSON', 'toLocaleLowerCase', 'toLocaleUpperCase',
]); // prettier-ignore

const PATTERN_METHODS: ReadonlySet<string> = new Set(['replace', 'replaceAll', 'match', 'matchAll', 'search', 'split']);

/** Methods of `URLSearchParams`, which is its text here. */
const URL_METHODS: ReadonlySet<string> = new Set(['get', 'getAll']);

const TEXT_ONLY: ReadonlySet<string> = new Set([
  'trim', 'trimStart', 'trimEnd', 'toLowerCase', 'toUpperCase', 'toString', 'valueOf', 'concat', 'slice', 'substring', 'substr', 'replace',
  'replaceAll', 'padStart', 'padEnd', 'repeat', 'charAt', 'at', 'normalize', 'split', 'toJSON', 'startsWith', 'endsWith', 'includes',
  'indexOf', 'lastIndexOf', 'charCodeAt', 'codePointAt',
]); // prettier-ignore

function textMethod(receiver: Value, name: string, args: Arguments, call: BuiltinCall): Value {
  const [first] = args;
  if (receiver.kind === 'constant') return methodOfConstant(receiver.value, name, args);
  if (receiver.kind !== 'text') return hole('unknown-call');
  if (URL_METHODS.has(name)) return searchParameter(receiver, first, name);
  if (name === 'replace' || name === 'replaceAll') return replaceInText(receiver, name, args, call);
  if (first?.kind === 'regex' || name === 'match' || name === 'matchAll' || name === 'search') {
    return regexSearch(receiver, name, args);
  }
  const closed = closedText(receiver);
  const plain = args.map(primitiveOf);
  if (closed === null || plain.some((arg) => arg === null)) return openTextMethod(receiver, name, args);
  if (name === 'toJSON') return receiver;
  return runMethod(String.prototype, closed, name, plain.map((arg) => arg?.value), receiver); // prettier-ignore
}

function methodOfConstant(value: number | boolean | null | undefined, name: string, args: Arguments): Value {
  const plain = args.map(primitiveOf);
  if (value === null || value === undefined || plain.some((arg) => arg === null)) return hole('unknown-call');
  const prototype = typeof value === 'number' ? Number.prototype : Boolean.prototype;
  return runMethod(prototype, value, name, plain.map((arg) => arg?.value), null); // prettier-ignore
}

/** Every way to choose one alternative of each argument; past the bound, the arguments as they are. */
function combinations(args: Arguments): readonly Arguments[] {
  const count = args.reduce((product, arg) => product * optionsOf(arg).length, 1);
  if (count > LIMITS.choiceWidth) return [args];
  return args.reduce<readonly Arguments[]>(
    (chosen, arg) => chosen.flatMap((before) => optionsOf(arg).map((option) => [...before, option])),
    [[]],
  );
}

/** Methods whose result may be longer than what goes in: the argument that says how long. */
const GROWING: ReadonlySet<string> = new Set(['repeat', 'padStart', 'padEnd']);

function runMethod(
  prototype: object,
  self: string | number | boolean,
  name: string,
  args: readonly unknown[],
  receiver: TextValue | null,
): Value {
  const factor = name === 'repeat' ? String(self).length : 1;
  if (GROWING.has(name) && Number(args[0]) * factor > LIMITS.textLength) return hole('too-complex');
  const method: unknown = Reflect.get(prototype, name);
  if (typeof method !== 'function') return hole('unknown-call');
  try {
    return valueOfPlain(Reflect.apply(method, self, args), receiver?.trail ?? null);
  } catch {
    // A RangeError of the method itself (`'a'.repeat(-1)`): the program would throw there.
    return hole('unknown-call');
  }
}
