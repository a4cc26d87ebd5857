/**
 * Functions of the language (ECMA-262) as tables: text methods, list methods, static functions. What runs on closed text is the real
 * method, so it gives what a program would get; on text with holes it does what leaves the host where it was.
 */
import type { Evaluation } from '../evaluation.ts';
import { LIMITS } from '../limits.ts';
import { choice, closedText, concatenate, mapOptions } from '../text.ts';
import {
  UNDEFINED,
  constant,
  hole,
  optionsOf,
  text,
  type ClosureValue,
  type Ref,
  type TextValue,
  type Value,
} from '../value.ts';
import { invoke } from './functions.ts';
import { fieldsOf, memberOf } from './members.ts';

type Builtin = Extract<Value, { kind: 'builtin' }>;
type Arguments = readonly Value[];
type ListValue = Extract<Value, { kind: 'list' }>;

interface Call {
  /** Evaluated when a function of the table asks for them. */
  readonly args: Arguments;
  readonly ref: Ref;
  readonly evaluation: Evaluation;
}

/** The result of calling a function of the language. */
export function callBuiltin(builtin: Builtin, args: () => Arguments, ref: Ref, evaluation: Evaluation): Value {
  let known: Arguments | null = null;
  const call: Call = {
    ref,
    evaluation,
    get args() {
      known ??= args();
      return known;
    },
  };
  const { receiver, name } = builtin;
  if (!receiver) return STATIC.get(name)?.(call) ?? hole('unknown-call');
  if (name === 'then' || name === 'catch' || name === 'finally') return continued(receiver, name, call);
  if (receiver.kind === 'text' || receiver.kind === 'constant') {
    if (!TEXT_METHODS.has(name)) return hole('unknown-call');
    return choice(combinations(call.args).map((one) => textMethod(receiver, name, { ...call, args: one })));
  }
  if (receiver.kind === 'list') return LIST.get(name)?.(receiver, call) ?? hole('unknown-call');
  if (receiver.kind === 'closure') return functionMethod(receiver, name, call);
  return hole('unknown-call');
}

/** Whether the language itself has a global of this name that the tables know, alone or as the owner of a function. */
export function isLanguageGlobal(name: string): boolean {
  return LANGUAGE_GLOBALS.has(name);
}

/** Whether texts or lists have a method of this name: on an unknown receiver it says nothing. */
export function isLanguageMethod(name: string): boolean {
  return TEXT_METHODS.has(name) || LIST.has(name);
}

/** String methods without side conditions: same answer for the same closed arguments. */
const CLOSED_METHODS = new Set([
  'trim', 'trimStart', 'trimEnd', 'toLowerCase', 'toUpperCase', 'toString', 'valueOf', 'concat', 'slice', 'substring',
  'substr', 'replace', 'replaceAll', 'padStart', 'padEnd', 'repeat', 'charAt', 'at', 'normalize',
]); // prettier-ignore

/** Methods that change what stands around a host or in its path, not the host. */
const TRANSPARENT_METHODS = new Set([
  'trim', 'trimStart', 'trimEnd', 'toString', 'valueOf', 'toLowerCase', 'replace', 'replaceAll', 'normalize', 'toJSON',
]); // prettier-ignore

const TEXT_METHODS: ReadonlySet<string> = new Set([...CLOSED_METHODS, ...TRANSPARENT_METHODS, 'split']);

function textMethod(receiver: Value, name: string, { args }: Call): Value {
  const closed = closedText(receiver);
  if (name === 'concat') return concatenate([receiver, ...args]);
  if (name === 'split' && closed !== null) return split(closed, args);
  const closedArgs = args.map(primitive);
  const isKnown = closed !== null && CLOSED_METHODS.has(name) && closedArgs.every((arg) => arg !== null);
  if (isKnown && receiver.kind === 'text')
    return runMethod(
      receiver,
      closed,
      name,
      closedArgs.map((arg) => arg?.value),
    );
  if (closed !== null && (name === 'replace' || name === 'replaceAll')) return replaced(closed, name, args) ?? receiver;
  if (receiver.kind === 'constant') return name === 'toString' ? text(String(receiver.value)) : hole('unknown-call');
  return TRANSPARENT_METHODS.has(name) ? receiver : hole('unknown-call');
}

/** `'https://{region}.example.com'.replace('{region}', region)`; null when what is sought is not plain text. */
function replaced(closed: string, name: 'replace' | 'replaceAll', [sought, replacement]: Arguments): Value | null {
  const search = sought ? closedText(sought) : null;
  if (search === null || search === '' || !replacement || replacement.kind === 'closure') return null;
  const [before = '', ...after] = closed.split(search);
  const pieces = name === 'replaceAll' ? after : after.length === 0 ? [] : [after.join(search)];
  return concatenate([text(before), ...pieces.flatMap((piece) => [replacement, text(piece)])]);
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

function runMethod(receiver: TextValue, closed: string, name: string, args: readonly unknown[]): Value {
  if (name === 'repeat' && Number(args[0]) * closed.length > 10_000) return hole('too-complex');
  const method: unknown = Reflect.get(String.prototype, name);
  if (typeof method !== 'function') return hole('unknown-call');
  try {
    const result: unknown = Reflect.apply(method, closed, args);
    return typeof result === 'string' ? { ...text(result), trail: receiver.trail } : UNDEFINED;
  } catch {
    // A RangeError of the method itself (`'a'.repeat(-1)`): the program would throw there.
    return hole('unknown-call');
  }
}

function primitive(value: Value): { readonly value: string | number | boolean | null | undefined } | null {
  if (value.kind === 'constant') return { value: value.value };
  const closed = closedText(value);
  return closed === null ? null : { value: closed };
}

function split(closed: string, [separator]: Arguments): Value {
  const by = separator ? closedText(separator) : null;
  if (by === null) return hole('unknown-call');
  return { kind: 'list', items: closed.split(by).slice(0, LIMITS.listItems).map(text), open: false };
}

const LIST: ReadonlyMap<string, (list: ListValue, call: Call) => Value> = new Map([
  ['join', (list, { args }) => joinList(list, args)],
  ['map', (list, call) => ({ ...list, items: list.items.map((item) => callWith(call.args[0], [item], call)) })],
  [
    'flatMap',
    (list, call) => flatten({ ...list, items: list.items.map((item) => callWith(call.args[0], [item], call)) }),
  ],
  ['filter', (list) => list],
  ['slice', (list) => list],
  ['sort', (list) => list],
  ['toSorted', (list) => list],
  ['reverse', (list) => list],
  ['toReversed', (list) => list],
  ['flat', (list) => flatten(list)],
  ['values', (list) => list],
  ['concat', (list, { args }) => flatten({ ...list, items: [...list.items, ...args] })],
  ['find', (list) => choice([...list.items, UNDEFINED])],
  ['findLast', (list) => choice([...list.items, UNDEFINED])],
  ['pop', (list) => choice([...list.items, UNDEFINED])],
  ['shift', (list) => choice([...list.items, UNDEFINED])],
  ['at', (list) => choice([...list.items, UNDEFINED])],
]);

function joinList(list: ListValue, [separator]: Arguments): Value {
  if (list.open) return hole('element');
  const between = separator ?? text(',');
  return concatenate(list.items.flatMap((item, index) => (index === 0 ? [item] : [between, item])));
}

function flatten(list: ListValue): Value {
  const items = list.items.flatMap((item) => (item.kind === 'list' ? item.items : [item]));
  const open = list.open || list.items.some((item) => item.kind === 'hole' || (item.kind === 'list' && item.open));
  return { kind: 'list', items: items.slice(0, LIMITS.listItems), open: open || items.length > LIMITS.listItems };
}

const STATIC: ReadonlyMap<string, (call: Call) => Value> = new Map<string, (call: Call) => Value>([
  ['String', ({ args }) => first(args)],
  ['Object', ({ args }) => first(args)],
  ['Object.freeze', ({ args }) => first(args)],
  ['Object.seal', ({ args }) => first(args)],
  ['structuredClone', ({ args }) => first(args)],
  ['Promise.resolve', ({ args }) => first(args)],
  ['Promise.all', ({ args }) => first(args)],
  ['Promise.race', ({ args, evaluation }) => mapOptions(first(args), (list) => anyItem(list, evaluation))],
  ['Promise.any', ({ args, evaluation }) => mapOptions(first(args), (list) => anyItem(list, evaluation))],
  ['Array.from', ({ args }) => first(args)],
  ['Array.of', ({ args }) => ({ kind: 'list', items: args, open: false })],
  ['Object.values', ({ args, evaluation }) => listOf(first(args), evaluation, (_key, value) => value)],
  ['Object.keys', ({ args, evaluation }) => listOf(first(args), evaluation, (key) => text(key))],
  ['Object.entries', ({ args, evaluation }) => listOf(first(args), evaluation, pair)],
  ['Object.fromEntries', ({ args, evaluation }) => fromEntries(first(args), evaluation)],
  ['Object.assign', ({ args, evaluation }) => assign(args, evaluation)],
  ['encodeURI', ({ args }) => encoded(first(args), encodeURI)],
  ['encodeURIComponent', ({ args }) => encoded(first(args), encodeURIComponent)],
  ['decodeURIComponent', ({ args }) => encoded(first(args), decodeURIComponent)],
  ['decodeURI', ({ args }) => encoded(first(args), decodeURI)],
  ['atob', ({ args }) => encoded(first(args), atob)],
  ['btoa', ({ args }) => encoded(first(args), btoa)],
  ['Number', ({ args }) => number(first(args))],
  ['parseInt', ({ args }) => number(first(args))],
]);

const LANGUAGE_GLOBALS: ReadonlySet<string> = new Set([...STATIC.keys()].map((name) => name.split('.')[0] ?? name));

function first(args: Arguments): Value {
  return args[0] ?? UNDEFINED;
}

function anyItem(list: Value, evaluation: Evaluation): Value {
  return list.kind === 'list' ? choice(list.items) : memberOf(list, '0', evaluation);
}

function pair(key: string, value: Value): Value {
  return { kind: 'list', items: [text(key), value], open: false };
}

function listOf(value: Value, evaluation: Evaluation, item: (key: string, value: Value) => Value): Value {
  const fields = fieldsOf(value, evaluation);
  if (!fields) return { kind: 'list', items: [], open: true };
  return { kind: 'list', items: [...fields].map(([key, field]) => item(key, field)), open: false };
}

function fromEntries(value: Value, evaluation: Evaluation): Value {
  if (value.kind !== 'list' || value.open) return hole('unknown-call');
  const fields = new Map<string, Value>();
  for (const entry of value.items) {
    const key = closedText(memberOf(entry, '0', evaluation));
    if (key === null) return hole('unknown-call');
    fields.set(key, memberOf(entry, '1', evaluation));
  }
  return { kind: 'fields', fields, open: false };
}

function assign(args: Arguments, evaluation: Evaluation): Value {
  const fields = new Map<string, Value>();
  let open = false;
  for (const arg of args) {
    const found = fieldsOf(arg, evaluation);
    if (!found) open = true;
    for (const [key, value] of found ?? []) fields.set(key, value);
  }
  return { kind: 'fields', fields, open };
}

function encoded(value: Value, apply: (closed: string) => string): Value {
  return mapOptions(value, (option) => {
    const closed = closedText(option);
    if (closed === null) return option.kind === 'text' ? { ...option, parts: option.parts } : hole('unknown-call');
    try {
      return text(apply(closed));
    } catch {
      // Malformed input: the program would throw there.
      return hole('unknown-call');
    }
  });
}

function number(value: Value): Value {
  const closed = closedText(value);
  return closed === null || closed === ''
    ? value.kind === 'text'
      ? value
      : hole('arithmetic')
    : constant(Number(closed));
}

function functionMethod(closure: ClosureValue, name: string, call: Call): Value {
  const [self, ...rest] = call.args;
  const target = { ...closure, self: closure.self ?? self ?? null };
  const depth = call.ref.frame?.depth ?? 0;
  switch (name) {
    case 'bind':
      return { ...target, bound: [...closure.bound, ...rest] };
    case 'call':
      return invoke(target, { kind: 'values', values: rest }, depth, call.evaluation);
    case 'apply': {
      const [list] = rest;
      const values = list?.kind === 'list' ? list.items : [];
      return invoke(target, { kind: 'values', values }, depth, call.evaluation);
    }
    default:
      return hole('unknown-call');
  }
}

function continued(receiver: Value, name: string, call: Call): Value {
  return name === 'then' ? callWith(call.args[0], [receiver], call) : receiver;
}

function callWith(callback: Value | undefined, values: Arguments, { ref, evaluation }: Call): Value {
  if (!callback) return hole('unknown-call');
  return mapOptions(callback, (option) => {
    if (option.kind === 'builtin') return callBuiltin(option, () => values, ref, evaluation);
    if (option.kind !== 'closure') return hole('unknown-call');
    return invoke(option, { kind: 'values', values }, ref.frame?.depth ?? 0, evaluation);
  });
}
