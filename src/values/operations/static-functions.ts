/** Functions of the language that stand by themselves: `Object.values`, `encodeURIComponent`, `Promise.all`. */
import type { Evaluation } from '../evaluation.ts';
import { LIMITS } from '../limits.ts';
import { keyOf } from '../render.ts';
import { choice, closedText, mapOptions } from '../text.ts';
import { UNDEFINED, hole, text, type ListValue, type Value } from '../value.ts';
import type { BuiltinCall } from './builtins.ts';
import { itemsOf, spreadList, withAdded } from './collections.ts';
import { contentsOf } from './contents.ts';
import { LIST_METHODS } from './list-methods.ts';
import { TEXT_FUNCTIONS } from './text-functions.ts';
import { memberOf } from './members.ts';
import { proxyFrom, reflectGet } from './proxies.ts';
import { writeAllOfUrl } from './url-writes.ts';

type Arguments = readonly Value[];

/** Whether the language has a global of this name that is known here, alone or as the owner of a function. */
export function isLanguageGlobal(name: string): boolean {
  return LANGUAGE_GLOBALS.has(name);
}

/** By name: the call in, the result out. */
export const STATIC_FUNCTIONS: ReadonlyMap<string, (call: BuiltinCall) => Value> = new Map<
  string,
  (call: BuiltinCall) => Value
>([
  ['Object', ({ args }) => first(args)],
  ['Object.freeze', ({ args }) => first(args)],
  ['Object.seal', ({ args }) => first(args)],
  ['structuredClone', ({ args }) => first(args)],
  ['Promise.resolve', ({ args }) => first(args)],
  ['Promise.all', ({ args }) => first(args)],
  ['Promise.race', ({ args, evaluation }) => mapOptions(first(args), (list) => anyItem(list, evaluation))],
  ['Promise.any', ({ args, evaluation }) => mapOptions(first(args), (list) => anyItem(list, evaluation))],
  ['Array', ({ args }) => newArray(args)],
  ['Array.from', (call) => arrayFrom(call)],
  ['Map', ({ ref }) => ({ kind: 'map', made: ref })],
  ['WeakMap', ({ ref }) => ({ kind: 'map', made: ref })],
  ['Set', (call) => mapOptions(first(call.args), (source) => setOf(source, call))],
  ['WeakSet', (call) => mapOptions(first(call.args), (source) => setOf(source, call))],
  ['Symbol.for', ({ args }) => symbol(first(args), '')],
  ['Symbol', ({ args, ref }) => symbol(first(args), ` ${ref.module.id}:${ref.expr}`)],
  ['Object.create', ({ ref }) => ({ kind: 'record', object: ref, writes: [] })],
  ['Object.preventExtensions', ({ args }) => first(args)],
  ['Object.defineProperty', ({ args }) => first(args)],
  ['Object.getPrototypeOf', ({ args }) => first(args)],
  ['Object.setPrototypeOf', ({ args }) => first(args)],
  ['Array.of', ({ args }) => ({ kind: 'list', items: args, open: false })],
  ['Object.values', ({ args, evaluation }) => listOf(first(args), evaluation, (_key, value) => value)],
  ['Object.keys', ({ args, evaluation }) => listOf(first(args), evaluation, (key) => key)],
  ['Object.entries', ({ args, evaluation }) => listOf(first(args), evaluation, pair)],
  ['Object.fromEntries', ({ args, evaluation }) => fromEntries(first(args), evaluation)],
  ['Object.assign', assigned],
  ['Proxy', proxyFrom],
  ['Reflect.get', reflectGet],
  ...TEXT_FUNCTIONS,
]);

const LANGUAGE_GLOBALS: ReadonlySet<string> = new Set(
  [...STATIC_FUNCTIONS.keys()].map((name) => name.split('.')[0] ?? name),
);

function first(args: Arguments): Value {
  return args[0] ?? UNDEFINED;
}

/** `Array(3)` has three items that are missing; how many an unknown number makes is not known. */
function newArray(args: Arguments): Value {
  const [only] = args;
  if (args.length !== 1 || (only?.kind === 'text' && closedText(only) !== null))
    return { kind: 'list', items: args, open: false };
  const length = only?.kind === 'constant' ? Number(only.value) : Number.NaN;
  const isKnown = Number.isInteger(length) && length >= 0 && length <= LIMITS.listItems;
  return { kind: 'list', items: isKnown ? Array.from({ length }, () => UNDEFINED) : [], open: !isKnown };
}

/** A `URL` stays one, wherever it then goes; of anything else it is a new object. */
function assigned({ args: [target = UNDEFINED, ...others], ref, evaluation }: BuiltinCall): Value {
  return mapOptions(target, (one) =>
    (one.kind === 'text' || one.kind === 'hole') && one.made !== undefined
      ? others.reduce((url, other) => mapOptions(url, (each) => writeAllOfUrl(each, other, evaluation)), target)
      : { kind: 'record', object: ref, writes: [] },
  );
}

function anyItem(list: Value, evaluation: Evaluation): Value {
  return list.kind === 'list' ? choice(list.items) : memberOf(list, '0', evaluation);
}

/** `Array.from(iterable, callback)`; an object with a length gives items that nobody knows. */
function arrayFrom(call: BuiltinCall): Value {
  const [source, callback] = call.args;
  const list = source?.kind === 'map' ? itemsOf(source, call.evaluation) : source ? spreadList(source) : null;
  const map = LIST_METHODS.get('map');
  if (!list) {
    if (source?.kind === 'hole') return source;
    const made: ListValue = { kind: 'list', items: [], open: true };
    return callback && map ? map({ ...made, loose: true, rest: UNDEFINED }, { ...call, args: [callback] }) : made;
  }
  return callback && map ? map(list, { ...call, args: [callback] }) : list;
}

function pair(key: Value, value: Value): Value {
  return { kind: 'list', items: [key, value], open: false };
}

function listOf(value: Value, evaluation: Evaluation, item: (key: Value, value: Value) => Value): Value {
  if (value.kind === 'list') return keyed(value, item);
  const { fields, others, isOpen } = contentsOf(value, evaluation);
  const known = inOrder(fields).map(([key, field]) => item(text(key), field));
  return { kind: 'list', items: [...known, ...others.map((other) => item(hole('element'), other))], open: isOpen };
}

/** An index is a key like any other. */
function keyed(list: ListValue, item: (key: Value, value: Value) => Value): Value {
  const keyAt = (index: number): Value => (list.loose ? hole('element') : text(String(index)));
  const items = list.items.map((one, index) => item(keyAt(index), one));
  const { open, loose = false, rest } = list;
  return { kind: 'list', items, open, loose, ...(rest ? { rest: item(hole('element'), rest) } : {}) };
}

/** Keys that are numbers come first. */
function inOrder(fields: ReadonlyMap<string, Value>): readonly (readonly [string, Value])[] {
  const all = [...fields];
  const isNumber = ([key]: readonly [string, Value]): boolean => /^(?:0|[1-9]\d{0,8})$/.test(key);
  if (!all.some(isNumber)) return all;
  const numbered = all.filter(isNumber).toSorted(([a], [b]) => Number(a) - Number(b));
  return [...numbered, ...all.filter((field) => !isNumber(field))];
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

/** A set holds no value twice. */
function setOf(source: Value, { ref, evaluation }: BuiltinCall): Value {
  const list: ListValue =
    source.kind === 'constant' ? { kind: 'list', items: [], open: false } : itemsOf(source, evaluation);
  const all = withAdded({ ...list, made: ref }, evaluation);
  if (source.kind === 'hole' && all.items.length === 0) return source;
  // Two items with the same alternatives need not be the same one of them.
  const distinct = [...new Map(all.items.map((item, index) => [isDecided(item) ? keyOf(item) : index, item])).values()];
  const mayBeEqual = distinct.length > 1 && !distinct.every(isDecided);
  return { ...all, items: distinct, loose: all.loose === true || mayBeEqual };
}

function isDecided(value: Value): boolean {
  return value.kind !== 'choice' && value.kind !== 'hole' && (value.kind !== 'text' || closedText(value) !== null);
}

/** A symbol is told by its description, and by where it is made if it is not in the registry. */
function symbol(description: Value, place: string): Value {
  const closed = closedText(description);
  return closed === null ? hole('unknown-call') : text(`Symbol(${closed})${place}`);
}
