/** Functions of the language that stand by themselves: `Object.values`, `encodeURIComponent`, `Promise.all`. */
import type { Evaluation } from '../evaluation.ts';
import { keyOf } from '../render.ts';
import { choice, closedText, mapOptions } from '../text.ts';
import { UNDEFINED, constant, hole, text, type Value } from '../value.ts';
import { callWith, type BuiltinCall } from './builtins.ts';
import { itemsOf, withAdded } from './collections.ts';
import { contentsOf } from './contents.ts';
import { memberOf } from './members.ts';
import { proxyFrom, reflectGet } from './proxies.ts';

type Arguments = readonly Value[];

/** Under what the text of an object keeps it. */
const JSON_TEXT = ' json';

/** Whether the language has a global of this name that is known here, alone or as the owner of a function. */
export function isLanguageGlobal(name: string): boolean {
  return LANGUAGE_GLOBALS.has(name);
}

/** By name: the call in, the result out. */
export const STATIC_FUNCTIONS: ReadonlyMap<string, (call: BuiltinCall) => Value> = new Map<
  string,
  (call: BuiltinCall) => Value
>([
  ['String', ({ args }) => first(args)],
  ['Object', ({ args }) => first(args)],
  ['Object.freeze', ({ args }) => first(args)],
  ['Object.seal', ({ args }) => first(args)],
  ['structuredClone', ({ args }) => first(args)],
  ['Promise.resolve', ({ args }) => first(args)],
  ['Promise.all', ({ args }) => first(args)],
  ['Promise.race', ({ args, evaluation }) => mapOptions(first(args), (list) => anyItem(list, evaluation))],
  ['Promise.any', ({ args, evaluation }) => mapOptions(first(args), (list) => anyItem(list, evaluation))],
  ['Array.from', (call) => arrayFrom(call)],
  ['Map', ({ ref }) => ({ kind: 'map', made: ref })],
  ['WeakMap', ({ ref }) => ({ kind: 'map', made: ref })],
  ['Set', (call) => setOf(call)],
  ['WeakSet', (call) => setOf(call)],
  ['Symbol.for', ({ args }) => symbol(first(args), '')],
  ['Symbol', ({ args, ref }) => symbol(first(args), ` ${ref.module.id}:${ref.expr}`)],
  ['Object.create', ({ ref }) => ({ kind: 'record', object: ref, writes: [] })],
  ['Object.preventExtensions', ({ args }) => first(args)],
  ['Object.defineProperty', ({ args }) => first(args)],
  ['Object.getPrototypeOf', ({ args }) => first(args)],
  ['Object.setPrototypeOf', ({ args }) => first(args)],
  ['JSON.stringify', ({ args }) => jsonText(first(args))],
  ['JSON.parse', ({ args }) => jsonValue(first(args))],
  ['Array.of', ({ args }) => ({ kind: 'list', items: args, open: false })],
  ['Object.values', ({ args, evaluation }) => listOf(first(args), evaluation, (_key, value) => value)],
  ['Object.keys', ({ args, evaluation }) => listOf(first(args), evaluation, (key) => key)],
  ['Object.entries', ({ args, evaluation }) => listOf(first(args), evaluation, pair)],
  ['Object.fromEntries', ({ args, evaluation }) => fromEntries(first(args), evaluation)],
  ['Object.assign', ({ ref }) => ({ kind: 'record', object: ref, writes: [] })],
  ['encodeURI', ({ args }) => encoded(first(args), encodeURI)],
  ['encodeURIComponent', ({ args }) => encoded(first(args), encodeURIComponent)],
  ['decodeURIComponent', ({ args }) => encoded(first(args), decodeURIComponent)],
  ['decodeURI', ({ args }) => encoded(first(args), decodeURI)],
  ['atob', ({ args }) => encoded(first(args), atob)],
  ['btoa', ({ args }) => encoded(first(args), btoa)],
  ['Proxy', proxyFrom],
  ['Reflect.get', reflectGet],
  ['Number', ({ args }) => number(first(args))],
  ['parseInt', ({ args }) => number(first(args))],
]);

const LANGUAGE_GLOBALS: ReadonlySet<string> = new Set(
  [...STATIC_FUNCTIONS.keys()].map((name) => name.split('.')[0] ?? name),
);

function first(args: Arguments): Value {
  return args[0] ?? UNDEFINED;
}

function anyItem(list: Value, evaluation: Evaluation): Value {
  return list.kind === 'list' ? choice(list.items) : memberOf(list, '0', evaluation);
}

function pair(key: Value, value: Value): Value {
  return { kind: 'list', items: [key, value], open: false };
}

function listOf(value: Value, evaluation: Evaluation, item: (key: Value, value: Value) => Value): Value {
  const { fields, others, isOpen } = contentsOf(value, evaluation);
  const known = [...fields].map(([key, field]) => item(text(key), field));
  return { kind: 'list', items: [...known, ...others.map((other) => item(hole('element'), other))], open: isOpen };
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

/** `Array.from(map.values(), (item) => …)`. */
function arrayFrom(call: BuiltinCall): Value {
  const [source = UNDEFINED, callback] = call.args;
  const list = mapOptions(source, (option) => (option.kind === 'map' ? itemsOf(option, call.evaluation) : option));
  if (!callback || list.kind !== 'list') return list;
  return { ...list, items: list.items.map((item) => callWith(callback, [item], call)) };
}

/** A set holds no value twice. */
function setOf({ args, ref, evaluation }: BuiltinCall): Value {
  const source = first(args);
  const { items, open } = source.kind === 'constant' ? { items: [], open: false } : itemsOf(source, evaluation);
  const all = withAdded({ kind: 'list', items, open, made: ref }, evaluation);
  const distinct = [...new Map(all.items.map((item) => [keyOf(item), item])).values()];
  const mayBeEqual = distinct.length > 1 && distinct.some((item) => item.kind === 'choice' || item.kind === 'hole');
  return { ...all, items: distinct, loose: all.loose === true || mayBeEqual };
}

/** A symbol is told by its description, and by where it is made if it is not in the registry. */
function symbol(description: Value, place: string): Value {
  const closed = closedText(description);
  return closed === null ? hole('unknown-call') : text(`Symbol(${closed})${place}`);
}

/** What `JSON.parse` gives back of what `JSON.stringify` was given. */
function jsonText(value: Value): Value {
  return { kind: 'fields', fields: new Map([[JSON_TEXT, value]]), open: true };
}

function jsonValue(value: Value): Value {
  return mapOptions(value, (option) =>
    option.kind === 'fields' ? (option.fields.get(JSON_TEXT) ?? hole('unknown-call')) : hole('unknown-call'),
  );
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
