/** Methods of lists (ECMA-262, section 23.1.3), as far as they decide which items there are. */
import { LIMITS } from '../limits.ts';
import { choice, concatenate } from '../text.ts';
import { UNDEFINED, constant, hole, text, type Value } from '../value.ts';
import { callWith, type BuiltinCall } from './builtins.ts';

type ListValue = Extract<Value, { kind: 'list' }>;

/** By name: the list and the call in, the result out. */
export const LIST_METHODS: ReadonlyMap<string, (list: ListValue, call: BuiltinCall) => Value> = new Map([
  ['join', (list, { args }) => joinList(list, args)],
  ['map', (list, call) => ({ ...list, items: list.items.map((item) => callWith(call.args[0], [item], call)) })],
  [
    'flatMap',
    (list, call) => flatten({ ...list, items: list.items.map((item) => callWith(call.args[0], [item], call)) }),
  ],
  ['reduce', (list, call) => reduced(list.items, list.open, call)],
  ['reduceRight', (list, call) => reduced(list.items.toReversed(), list.open, call)],
  ['filter', (list) => list],
  ['splice', (list) => list],
  ['entries', (list) => ({ ...list, items: list.items.map((item, index) => pairOf(constant(index), item)) })],
  ['add', (list) => list],
  ['slice', (list) => list],
  ['sort', (list) => list],
  ['toSorted', (list) => list],
  ['reverse', (list) => list],
  ['toReversed', (list) => list],
  ['flat', (list) => flatten(list)],
  ['values', (list) => list],
  // A generator's answer is the list of what it yields.
  ['next', ({ items, open }) => ({ kind: 'fields', fields: new Map([['value', choice(items)]]), open })],
  ['concat', (list, { args }) => flatten({ ...list, items: [...list.items, ...args] })],
  ['find', (list) => choice([...list.items, UNDEFINED])],
  ['findLast', (list) => choice([...list.items, UNDEFINED])],
  ['pop', (list) => choice([...list.items, UNDEFINED])],
  ['shift', (list) => choice([...list.items, UNDEFINED])],
  ['at', (list) => choice([...list.items, UNDEFINED])],
]);

function joinList(list: ListValue, [separator]: readonly Value[]): Value {
  if (list.open || list.loose === true) return hole('element');
  const between = separator ?? text(',');
  return concatenate(list.items.flatMap((item, index) => (index === 0 ? [item] : [between, item])));
}

/** What folding gives; of an open list, what it gives for the items that are known. */
function reduced(items: readonly Value[], isOpen: boolean, call: BuiltinCall): Value {
  const [callback, ...initial] = call.args;
  const [first = UNDEFINED, ...rest] = [...initial.slice(0, 1), ...items];
  const result = rest.reduce((sofar, item) => callWith(callback, [sofar, item], call), first);
  return isOpen ? choice([result, hole('element')]) : result;
}

function pairOf(key: Value, value: Value): Value {
  return { kind: 'list', items: [key, value], open: false };
}

function flatten(list: ListValue): Value {
  const items = list.items.flatMap((item) => (item.kind === 'list' ? item.items : [item]));
  const open = list.open || list.items.some((item) => item.kind === 'hole' || (item.kind === 'list' && item.open));
  return { kind: 'list', items: items.slice(0, LIMITS.listItems), open: open || items.length > LIMITS.listItems };
}
