/** Functions of the language that stand by themselves: `Object.values`, `encodeURIComponent`, `Promise.all`. */
import type { Evaluation } from '../evaluation.ts';
import { choice, closedText, mapOptions } from '../text.ts';
import { UNDEFINED, hole, text, type HoleValue, type Value } from '../value.ts';
import { urlFields } from '../url-object.ts';
import type { BuiltinCall } from './builtins.ts';
import { spreadList } from './collections.ts';
import { LIST_METHODS } from './list-methods.ts';
import { TEXT_FUNCTIONS } from './text-functions.ts';
import { fieldsOf, memberOf } from './members.ts';

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
  ['Array', ({ args }) => ({ kind: 'list', items: args, open: args.length === 1 })],
  ['Array.from', (call) => arrayFrom(call)],
  ['Array.of', ({ args }) => ({ kind: 'list', items: args, open: false })],
  ['Object.values', ({ args, evaluation }) => listOf(first(args), evaluation, (_key, value) => value)],
  ['Object.keys', ({ args, evaluation }) => listOf(first(args), evaluation, (key) => text(key))],
  ['Object.entries', ({ args, evaluation }) => listOf(first(args), evaluation, pair)],
  ['Object.fromEntries', ({ args, evaluation }) => fromEntries(first(args), evaluation)],
  ['Object.assign', ({ args, evaluation }) => assign(args, evaluation)],
  ...TEXT_FUNCTIONS,
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

/** `Array.from(iterable, callback)`; an object with a length gives items that nobody knows. */
function arrayFrom(call: BuiltinCall): Value {
  const [source, callback] = call.args;
  const list = source ? spreadList(source) : null;
  if (!list) return source?.kind === 'hole' ? source : { kind: 'list', items: [], open: true };
  const map = LIST_METHODS.get('map');
  return callback && map ? map(list, { ...call, args: [callback] }) : list;
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
  let rest: HoleValue | undefined;
  for (const arg of args) {
    const found = arg.kind === 'text' ? urlFields(arg) : fieldsOf(arg, evaluation);
    if (!found) open = true;
    if (arg.kind === 'hole' && arg.hole.kind !== 'unknown') {
      rest ??= arg;
      for (const [key, value] of fields) fields.set(key, choice([value, arg]));
    }
    for (const [key, value] of found ?? []) fields.set(key, value);
  }
  return { kind: 'fields', fields, open, ...(rest ? { rest } : {}) };
}
