/** Object and array literals, and what destructuring leaves of them. */
import { argumentAt } from '../arguments.ts';
import type { Evaluation } from '../evaluation.ts';
import { LIMITS } from '../limits.ts';
import { keyOf } from '../render.ts';
import { isCyclic } from '../rounds.ts';
import { closedText, mapOptions, oneOf, present } from '../text.ts';
import { NEVER, UNDEFINED, at, constant, hole, text, type ListValue, type Value } from '../value.ts';
import type { Operation } from './index.ts';
import { writeItems } from './list-writes.ts';
import { memberOf } from './members.ts';
import { writtenValue } from './written.ts';

/** An object stays where it is written: its fields are evaluated when they are asked for. */
export const evaluateObject: Operation<'object'> = (_expr, ref) => ({ kind: 'record', object: ref, writes: [] });

export const evaluateArray: Operation<'array'> = (expr, ref, evaluation) => {
  const [only] = expr.items;
  const copied =
    only?.spread && expr.items.length === 1 && expr.open !== true
      ? present(evaluation.evaluate(at(ref, only.value)))
      : null;
  // `[...text]` of one of several texts is one of several lists.
  if (copied?.kind === 'choice' && copied.options.some((option) => spreadList(option) !== null)) {
    return mapOptions(copied, (option) => itemsOf(option, evaluation));
  }
  const items: Value[] = [];
  let open = false;
  let loose = expr.open === true;
  let rest: Value | undefined;
  for (const { value, spread } of expr.items.slice(0, LIMITS.listItems)) {
    const found = evaluation.evaluate(at(ref, value));
    // What stands behind a list of which there may be more stands anywhere.
    loose ||= open;
    if (!spread) {
      items.push(found);
      continue;
    }
    const list = itemsOf(present(found), evaluation);
    items.push(...list.items);
    open ||= list.open;
    loose ||= list.loose === true;
    rest ??= list.rest;
  }
  const list: ListValue = {
    kind: 'list',
    items,
    open: open || expr.items.length > LIMITS.listItems,
    made: ref,
    ...(rest ? { rest } : {}),
    ...(loose ? { loose } : {}),
  };
  return withAdded(list, evaluation);
};

/** All items of a list that is written out, also those past the bound up to which a list is followed. */
export function allItems({ items, open, made }: ListValue, evaluation: Evaluation): readonly Value[] {
  const expr = open && made ? made.module.expressions[made.expr] : undefined;
  if (!made || expr?.kind !== 'array' || expr.items.some(({ spread }) => spread)) return items;
  const rest = expr.items.slice(items.length).map(({ value }) => evaluation.evaluate(at(made, value)));
  return [...items, ...rest];
}

/** What can be iterated: a list, or the characters of a text; null when it is not known. */
export function spreadList(value: Value): ListValue | null {
  if (value.kind === 'list') return value;
  if (value.kind === 'bytes') {
    const items = [...value.latin1].map((byte) => constant(byte.charCodeAt(0)));
    return { kind: 'list', items: items.slice(0, LIMITS.listItems), open: items.length > LIMITS.listItems };
  }
  const closed = value.kind === 'text' ? closedText(value) : null;
  if (closed === null) return null;
  const characters = [...closed].map((character) => text(character));
  return { kind: 'list', items: characters.slice(0, LIMITS.listItems), open: characters.length > LIMITS.listItems };
}

/** What one of several lists gives, whichever it is: `[...(isProxied ? [proxy] : []), own]`. Any of it may be missing. */
function itemsOfAny(options: readonly Value[], evaluation: Evaluation): ListValue {
  const lists = options.filter((one) => one.kind !== 'constant').map((one) => itemsOf(one, evaluation));
  const rest = lists.find((list) => list.rest !== undefined)?.rest;
  // A list that is made of itself grows each time: what is there already adds nothing.
  const items = [...new Map(lists.flatMap((list) => list.items).map((item) => [keyOf(item), item])).values()];
  const open = lists.some((list) => list.open) || items.length > LIMITS.choiceWidth;
  return { kind: 'list', items: items.slice(0, LIMITS.choiceWidth), open, loose: true, ...(rest ? { rest } : {}) };
}

/** What iteration over a value gives, as far as it is known. */
export function itemsOf(value: Value, evaluation: Evaluation): ListValue {
  if (value.kind === 'choice') return itemsOfAny(value.options, evaluation);
  // What is made of itself has nothing to begin with that is not there already.
  if (value.kind !== 'map')
    return spreadList(value) ?? { kind: 'list', items: [], open: value !== NEVER && !isCyclic(value) };
  const { entries, open } = entriesOf(value, evaluation);
  return { kind: 'list', items: entries.map(({ key, value: entry }) => listOf([key, entry])), open };
}

/** An element of a map, as iteration gives it: a key and what it stands for. */
export function anyItemOf(value: Value, evaluation: Evaluation): Value {
  const { items, open } = itemsOf(value, evaluation);
  return items.length > 0 && !open ? oneOf(items) : oneOf([...items, hole('element')]);
}

interface Entry {
  readonly key: Value;
  readonly value: Value;
  /** Whether it is there from the beginning. */
  readonly certain: boolean;
}

/** What a map holds, as far as it is known. */
interface Held {
  readonly entries: readonly Entry[];
  readonly open: boolean;
}

/** What a map holds: the entries that it is made with, and those that are set anywhere. A copy of itself adds nothing to a map. */
export function entriesOf(map: Extract<Value, { kind: 'map' }>, evaluation: Evaluation): Held {
  return evaluation.lookup(
    `entries of ${keyOf(map)}`,
    (reason): Held => ({ entries: [], open: reason !== 'cyclic' }),
    () => heldBy(map, evaluation),
  );
}

function heldBy(map: Extract<Value, { kind: 'map' }>, evaluation: Evaluation): Held {
  const initial = argumentAt(map.made, 0, evaluation) ?? UNDEFINED;
  const list = initial.kind === 'constant' ? null : itemsOf(initial, evaluation);
  const written = evaluation.facts.additions(map);
  const isKept = written.every(({ how }) => how !== 'order');
  const given = (list?.items ?? []).map((pair): Entry => ({
    key: memberOf(pair, '0', evaluation),
    value: memberOf(pair, '1', evaluation),
    certain: isKept,
  }));
  const all = [...given, ...entriesSet(written, evaluation)];
  const open = list?.open === true || all.length > LIMITS.listItems;
  return { entries: all.slice(0, LIMITS.listItems), open };
}

function entriesSet(written: ReturnType<Evaluation['facts']['additions']>, evaluation: Evaluation): readonly Entry[] {
  return written.flatMap((write): readonly Entry[] => {
    const [property = null] = write.path;
    if (write.how !== 'entry') return [];
    const key = property === null ? hole('element') : text(property);
    return [{ key, value: writtenValue(write, evaluation), certain: false }];
  });
}

/** A list with what is written to it from elsewhere. */
export function withAdded(list: ListValue, evaluation: Evaluation): ListValue {
  return writeItems(list, evaluation.facts.additions(list), evaluation);
}

function listOf(items: readonly Value[]): ListValue {
  return { kind: 'list', items, open: false };
}

/** The rest of an object is taken for the whole of it: the names that were taken out are not asked of it. */
export const evaluateRest: Operation<'rest'> = (expr, ref, evaluation) =>
  mapOptions(evaluation.evaluate(at(ref, expr.object)), (value) => {
    if (value.kind === 'list') {
      const items = value.loose ? value.items : value.items.slice(expr.from);
      return withAdded({ ...value, items, made: ref }, evaluation);
    }
    return value.kind === 'constant' ? hole('element') : value;
  });
