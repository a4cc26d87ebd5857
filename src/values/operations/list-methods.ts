/** Methods of lists (ECMA-262, section 23.1.3), as far as they decide which items there are and in which order. */
import { LIMITS } from '../limits.ts';
import { primitiveOf, valueOfPlain } from '../plain.ts';
import { choice, concatenate, mapOptions, oneOf } from '../text.ts';
import {
  LACKING,
  UNDEFINED,
  constant,
  hole,
  optionsOf,
  text,
  type HoleValue,
  type ListValue,
  type Value,
} from '../value.ts';
import { callWith, type BuiltinCall } from './builtins.ts';
import { verdictOf } from './verdicts.ts';
import { truthOf } from './alternatives.ts';

type ListMethod = (list: ListValue, call: BuiltinCall) => Value;

/** A member of a list: an item, its length; null for the name of a method. */
export function listMember(list: ListValue, name: string): Value | null {
  if (name === 'length') return list.open || list.loose ? hole('arithmetic') : constant(list.items.length);
  if (name === 'groups' && list.rest) return list.rest;
  if (!/^\d+$/.test(name)) return /^-?\d*\.?\d+$|^NaN$|^-?Infinity$/.test(name) ? UNDEFINED : null;
  return itemAt(list, Number(name));
}

/** What an item of a list may be when it is not known which. */
export function anyItem({ items, open, rest }: ListValue): Value {
  return items.length > 0 && !open ? oneOf(items) : oneOf([...items, rest ?? hole('element')]);
}

/** By name: the list and the call in, the result out. */
export const LIST_METHODS: ReadonlyMap<string, ListMethod> = new Map<string, ListMethod>([
  ['join', (list, { args }) => joinList(list, args)],
  ['toString', (list) => joinList(list, [])],
  ['map', (list, call) => mapItems(list, call)],
  ['flatMap', (list, call) => flattened(mapItems(list, call))],
  ['filter', filter],
  ['slice', slice],
  ['sort', sort],
  ['toSorted', sort],
  ['reverse', reverse],
  ['toReversed', reverse],
  ['fill', filled],
  ['splice', (list) => ({ ...list, loose: true })],
  ['add', (list) => list],
  ['flat', flattened],
  ['values', (list) => list],
  // A generator's answer is the list of what it yields.
  [
    'next',
    (list) => ({ kind: 'fields', fields: new Map([['value', choice([anyItem(list), LACKING])]]), open: list.open }),
  ],
  ['entries', (list) => ({ ...list, items: list.items.map((item, index) => pair(constant(index), item)) })],
  ['keys', (list) => ({ kind: 'list', items: list.items.map((_, index) => constant(index)), open: list.open })],
  ['concat', (list, { args }) => concatenated(list, args)],
  ['find', anyOrNone],
  ['findLast', anyOrNone],
  ['pop', (list, call) => (isKept(call) ? anyOrNone(list) : itemAt(list, -1))],
  ['shift', (list, call) => (isKept(call) ? anyOrNone(list) : itemAt(list, 0))],
  ['at', (list, { args }) => numbered(list, args[0])],
  ['with', replaced],
  ['reduce', (list, call) => reduce(list.items, list, call)],
  ['reduceRight', (list, call) => reduce(list.items.toReversed(), list, call)],
  ['includes', searched('includes')],
  ['indexOf', searched('indexOf')],
  ['lastIndexOf', searched('lastIndexOf')],
  ['forEach', () => UNDEFINED],
]);

/**
 * What `concat` gives on a receiver that nobody knows and that is handed a list or an object: that is a list, for a text would be handed texts.
 * Null where it may be a text.
 */
export function concatenatedToUnknown(receiver: HoleValue, args: readonly Value[]): Value | null {
  const isList = args.some((arg) => optionsOf(arg).some(({ kind }) => ITEMS.has(kind)));
  return isList ? concatenated(receiver, args) : null;
}

/** What is put into lists and never appended to a text. */
const ITEMS: ReadonlySet<Value['kind']> = new Set(['list', 'record', 'fields', 'instance', 'map']);

function concatenated(receiver: Value, args: readonly Value[]): Value {
  return flattened({ kind: 'list', items: [receiver, ...args], open: false });
}

/** Whether `list.pop()` stands on a name: then it changes a list that other code sees too. */
function isKept({ ref }: BuiltinCall): boolean {
  const call = ref.module.expressions[ref.expr];
  const callee = call?.kind === 'call' ? ref.module.expressions[call.callee] : undefined;
  const receiver = callee?.kind === 'member' ? ref.module.expressions[callee.object] : undefined;
  return receiver?.kind !== 'call' && receiver?.kind !== 'array';
}

function itemAt(list: ListValue, index: number): Value {
  if (list.loose) return anyOrNone(list);
  if (index < 0 && list.open) return anyItem(list);
  return list.items.at(index) ?? (list.open ? (list.rest ?? hole('element')) : UNDEFINED);
}

function numbered(list: ListValue, index: Value | undefined): Value {
  const known = index ? primitiveOf(index) : { value: 0 };
  return known === null ? anyOrNone(list) : itemAt(list, Math.trunc(Number(known.value)) || 0);
}

/** `Array(3).fill(value)`; with a range, any of the items may stay. */
function filled(list: ListValue, { args: [value = UNDEFINED, ...range] }: BuiltinCall): Value {
  if (range.length > 0) return { ...list, items: [...list.items, value], loose: true, filtered: false };
  return { ...list, items: list.items.map(() => value), ...(list.open ? { rest: value } : {}) };
}

/** `list.with(index, value)`: one item is another; which, where it is not known, may be any of them. */
function replaced(list: ListValue, { args: [index, value = UNDEFINED] }: BuiltinCall): Value {
  const known = index ? primitiveOf(index) : null;
  const place = known === null ? Number.NaN : Math.trunc(Number(known.value)) || 0;
  const from = place < 0 ? place + list.items.length : place;
  if (!Number.isNaN(place) && from in list.items && !list.loose && (place >= 0 || !list.open)) {
    return { ...list, items: list.items.with(from, value) };
  }
  return { ...list, items: [...list.items, value], loose: true, filtered: false };
}

function anyOrNone(list: ListValue): Value {
  return choice([anyItem(list), UNDEFINED]);
}

function pair(key: Value, value: Value): Value {
  return { kind: 'list', items: [key, value], open: false };
}

function joinList(list: ListValue, [separator]: readonly Value[]): Value {
  if ((list.open && !list.rest) || (list.loose && !list.filtered)) return hole('element');
  // Pieces of a variable or parameter are taken to be all there are; of anything else nothing can be said.
  if (list.rest && (list.items.length === 0 || isUnknown(list.rest))) return list.rest;
  const between = separator ?? text(',');
  return concatenate(
    list.items.flatMap((item, index) => {
      const written = item.kind === 'constant' && item.value == null ? text('') : item;
      return index === 0 ? [written] : [between, written];
    }),
  );
}

function isUnknown(value: Value): boolean {
  return optionsOf(value).some((one) => one.kind === 'hole' && one.hole.kind === 'unknown');
}

function mapItems(list: ListValue, call: BuiltinCall): ListValue {
  const [callback] = call.args;
  const items = list.items.map((item, index) =>
    callWith(callback, [item, list.loose ? hole('arithmetic') : constant(index)], call),
  );
  return list.rest ? { ...list, items, rest: callWith(callback, [list.rest], call) } : { ...list, items };
}

/** Items that the callback decides about; where it does not, any of those that it does not turn down may be there. */
function filter(list: ListValue, call: BuiltinCall): Value {
  const [callback] = call.args;
  if (callback?.kind === 'builtin' && callback.name === 'Boolean') return kept(list, (item) => truthOf(item) !== false);
  const verdicts = list.items.map((item, index) =>
    optionsOf(item).map((option) => verdictOf(callback, [option, constant(index)], call)),
  );
  const isDecided = verdicts.every((verdict) => !verdict.includes(null));
  const found = kept(list, (_, index, option) => verdicts[index]?.[option] !== false);
  return isDecided && !list.open && !list.loose ? found : mapOptions(found, loosened);
}

/** Any of the items may be there; in order, if they were in order before. */
function loosened(value: Value): Value {
  return value.kind === 'list' ? { ...value, loose: true, filtered: isInOrder(value) } : value;
}

function isInOrder({ loose, filtered }: ListValue): boolean {
  return loose !== true || filtered === true;
}

/**
 * Each combination of what is kept and dropped. What is there unless it is empty is taken to be there:
 * `[scheme, process.env.HOST].filter(Boolean)`.
 */
function kept(list: ListValue, keeps: (option: Value, item: number, position: number) => boolean): Value {
  let lists: readonly (readonly Value[])[] = [[]];
  for (const [index, item] of list.items.entries()) {
    const open = optionsOf(item).filter((option, position) => keeps(option, index, position));
    const isDropped = open.length < optionsOf(item).length;
    const ways = [...(open.length > 0 ? [[choice(open)]] : []), ...(isDropped ? [[]] : [])];
    if (lists.length * ways.length > LIMITS.choiceWidth) return loosened(list);
    lists = lists.flatMap((before) => ways.map((way) => [...before, ...way]));
  }
  return choice(lists.map((items) => ({ ...list, items })));
}

function slice(list: ListValue, { args }: BuiltinCall): Value {
  const [from, to] = args.map(primitiveOf);
  const known = args.every((arg) => primitiveOf(arg) !== null);
  const start = Number(from?.value ?? 0);
  const end = to?.value === undefined ? undefined : Number(to.value);
  if (!known || list.loose || (list.open && (start < 0 || (end ?? 0) < 0))) return { ...list, loose: true };
  const isInside = end !== undefined && end <= list.items.length;
  const items = list.items.slice(start, end);
  return isInside ? { kind: 'list', items, open: false } : { ...list, items };
}

function sort(list: ListValue, { args }: BuiltinCall): Value {
  const known = list.items.map((item) => (item.kind === 'text' ? primitiveOf(item) : null));
  if (args.length > 0 || list.open || known.some((one) => one === null)) return { ...list, loose: true };
  const sorted = known.map((one) => String(one?.value)).toSorted(); // oxlint-disable-line require-array-sort-compare
  return { ...list, items: sorted.map((one) => text(one)) };
}

function reverse(list: ListValue): Value {
  return list.open ? { ...list, loose: true } : { ...list, items: list.items.toReversed() };
}

/** One list for each combination of the items that may be one list or another. */
function flattened(list: ListValue): Value {
  let ways: readonly (readonly Value[])[] = [[]];
  for (const item of list.items) {
    const isList = item.kind === 'choice' && item.options.some(({ kind }) => kind === 'list');
    const options = isList ? item.options : [item];
    if (ways.length * options.length > LIMITS.choiceWidth) return hole('too-many');
    ways = ways.flatMap((before) => options.map((option) => [...before, option]));
  }
  return choice(ways.map((items) => flatten({ ...list, items })));
}

function flatten(list: ListValue): ListValue {
  const items = list.items.flatMap((item) => (item.kind === 'list' ? item.items : [item]));
  const isCut = items.length > LIMITS.listItems;
  const open = list.open || list.items.some((item) => item.kind === 'hole' || (item.kind === 'list' && item.open));
  // What stands behind a list of which there may be more stands anywhere.
  const firstOpen = list.items.findIndex((item) => item.kind === 'hole' || (item.kind === 'list' && item.open));
  const isShifted = firstOpen !== -1 && firstOpen < list.items.length - 1;
  const loose = list.loose === true || isShifted || list.items.some((item) => item.kind === 'list' && item.loose);
  const rest = isCut ? null : restOf(list);
  return {
    kind: 'list',
    items: items.slice(0, LIMITS.listItems),
    open: open || isCut,
    ...(rest === null ? {} : { rest }),
    ...(loose ? { loose } : {}),
  };
}

/** What else a list that is made flat may hold: the items of its own rest, and the rests of the lists in it; null where that is not known. */
function restOf(list: ListValue): Value | null {
  const own = list.open
    ? [list.rest && mapOptions(list.rest, (one) => (one.kind === 'list' ? anyItem(one) : one))]
    : [];
  const inside = list.items.flatMap((item) => (item.kind === 'list' && item.open ? [item.rest] : []));
  const all = [...own, ...inside].filter((one) => one !== undefined);
  return all.length === 0 || all.length < own.length + inside.length ? null : choice(all);
}

/** One item after another; a list of which there may be more gives something that is not known. */
function reduce(items: readonly Value[], list: ListValue, call: BuiltinCall): Value {
  const [callback, initial] = call.args;
  const [first, ...others] = items;
  if (list.open || list.loose) return isTable(initial) ? filledTable(list, initial, call) : hole('element');
  if (initial === undefined && first === undefined) return hole('element');
  const rest = initial === undefined ? others : items;
  return rest.reduce(
    (sum, item, index) => callWith(callback, [sum, item, constant(index + items.length - rest.length)], call),
    initial ?? first ?? UNDEFINED,
  );
}

/** Whether a fold begins with an object, which its callback fills. */
function isTable(initial: Value | undefined): initial is Value {
  return initial?.kind === 'record';
}

/** What a fold makes of an object, where it is not known what comes how often: what the callback gives for any of the items. */
function filledTable(list: ListValue, initial: Value, call: BuiltinCall): Value {
  const [callback] = call.args;
  const items = [...list.items, ...(list.open ? [list.rest ?? hole('element')] : [])];
  return choice([initial, ...items.map((item) => callWith(callback, [initial, item, hole('element')], call))]);
}

function searched(name: 'includes' | 'indexOf' | 'lastIndexOf'): ListMethod {
  return (list, { args: [wanted] }) => {
    const known = list.items.map(primitiveOf);
    const sought = wanted ? primitiveOf(wanted) : null;
    if (!sought || list.open || list.loose || known.some((one) => one === null)) return hole('arithmetic');
    return valueOfPlain(known.map((one) => one?.value)[name](sought.value), null);
  };
}
