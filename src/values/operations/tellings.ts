/** What calls of its methods tell an object that it holds: `store.set(url)`, `setItems((items) => [...items, item])`, `reader.readAsDataURL(file)`. */
import { distinct } from '../alternatives.ts';
import { argumentAt } from '../arguments.ts';
import { capturesAt } from '../captures.ts';
import type { Evaluation } from '../evaluation.ts';
import type { Provision } from '../facts.ts';
import { isCyclic } from '../rounds.ts';
import { oneOf } from '../text.ts';
import { hole, optionsOf, text, type RecordValue, type Value } from '../value.ts';
import { itemsOf } from './collections.ts';
import { givenHeld, resultsAt, type Store } from './states.ts';

/** What a store is told, each beside the others; a function is called with what is held. */
export function toldTo(store: Store, evaluation: Evaluation): readonly Value[] {
  const told = evaluation.facts.tellings(store.made).filter(({ end }) => end.function.returns === 'told');
  const updating = new Set(told.flatMap(({ end, applied }) => (updaterAt(end) === -1 ? [] : [placeOf(applied)])));
  return told
    .flatMap((telling) => {
      const values = toldBy(telling, store, evaluation).flatMap(optionsOf);
      return updating.has(placeOf(telling.applied)) ? values.filter(({ kind }) => kind !== 'closure') : values;
    })
    .filter((option) => !isCyclic(option) && !isOfNoReturn(option));
}

function placeOf(applied: Provision['applied']): string {
  const call = applied.at(-1);
  return call ? `${call.module.id}:${call.expr}` : '';
}

/** Where the function stands that is called with what is held; -1 where none does. */
function updaterAt(end: Provision['end']): number {
  return (end.args.at(-1) ?? []).findIndex(({ kind }) => kind === 'function');
}

/** What an object gives that holds nothing but what comes of what it is asked: a reader of files. */
export function toldAlone(made: Store['made'], evaluation: Evaluation): Value {
  const told = toldTo({ made, held: () => UNKNOWN }, evaluation);
  return told.length === 0 ? UNKNOWN : oneOf(told);
}

const UNKNOWN = hole('unknown-call');

const TELLING = { local: text('blob:'), input: hole('request-input') } as const;

function toldBy(telling: Provision, store: Store, evaluation: Evaluation): readonly Value[] {
  const { end, applied } = telling;
  const captures = capturesAt(end, applied, evaluation);
  if (captures === null) return [];
  if (end.function.telling) return [TELLING[end.function.telling]];
  const updated = updatedBy(telling, store, evaluation);
  if (updated) return updated;
  const told = captures.get('value');
  return told ? [told.value, ...(told.more ?? [])] : [];
}

/** What a function gives for what is held; null where none is told that is given it. */
function updatedBy({ end, applied }: Provision, store: Store, evaluation: Evaluation): readonly Value[] | null {
  const call = applied.at(-1);
  const position = updaterAt(end);
  const argument = call && position !== -1 ? argumentAt(call, position, evaluation) : null;
  const updaters = argument
    ? optionsOf(argument).flatMap((one) =>
        one.kind === 'closure' && (one.module.functions[one.function]?.parameters.length ?? 0) > 0 ? [one] : [],
      )
    : [];
  if (!call || updaters.length === 0) return null;
  const given = givenHeld(call, { ...store, held: (asking) => asOneList(store.held(asking), asking) });
  return updaters
    .flatMap((updater) => resultsAt(updater, given, evaluation))
    .map((result) => evaluation.evaluate(result));
}

/** Lists that grow out of one another are one, of which any item may be missing, and without copies of copies. */
function asOneList(value: Value, evaluation: Evaluation): Value {
  const options = optionsOf(value);
  const lists = options.filter(({ kind }) => kind === 'list');
  if (lists.length === 0) return value;
  const whole = itemsOf(oneOf(lists), evaluation);
  const items = distinct(whole.items.flatMap(optionsOf)).filter(
    (item) => item.kind !== 'record' || copiesIn(item) < COPIES,
  );
  return oneOf([{ ...whole, items, loose: true }, ...options.filter(({ kind }) => kind !== 'list')]);
}

/** How often an item is taken up by what is made of it: once by each of two calls is as far as is looked. */
const COPIES = 2;

/** Of how many objects, one out of the other, a callback made this one: `items.map((item) => ({ ...item, url }))`. */
function copiesIn({ object: { frame } }: RecordValue): number {
  const given = frame?.args.kind === 'values' ? frame.args.values.flatMap(optionsOf) : [];
  return Math.max(0, ...given.map((one) => (one.kind === 'record' ? 1 + copiesIn(one) : 0)));
}

/** What a function gives that returns nothing: it only writes. */
function isOfNoReturn(value: Value): boolean {
  return value.kind === 'hole' && value.hole.kind === 'unknown' && value.hole.reason === 'uninitialised';
}
