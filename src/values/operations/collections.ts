/** Object and array literals, and what destructuring leaves of them. */
import { LIMITS } from '../limits.ts';
import { closedText, mapOptions } from '../text.ts';
import { at, constant, hole, text, type ListValue, type Value } from '../value.ts';
import type { Operation } from './index.ts';

/** An object stays where it is written: its fields are evaluated when they are asked for. */
export const evaluateObject: Operation<'object'> = (_expr, ref) => ({ kind: 'record', object: ref, writes: [] });

export const evaluateArray: Operation<'array'> = (expr, ref, evaluation) => {
  const [only] = expr.items;
  const copied =
    only?.spread && expr.items.length === 1 && expr.open !== true ? evaluation.evaluate(at(ref, only.value)) : null;
  // `[...text]` of one of several texts is one of several lists.
  if (copied?.kind === 'choice' && copied.options.every((option) => spreadList(option) !== null)) {
    return mapOptions(copied, (option) => spreadList(option) ?? option);
  }
  const items: Value[] = [];
  let open = expr.items.length > LIMITS.listItems;
  let loose = expr.open === true;
  let rest: Value | undefined;
  for (const { value, spread } of expr.items.slice(0, LIMITS.listItems)) {
    const found = evaluation.evaluate(at(ref, value));
    const list = spread ? spreadList(found) : null;
    items.push(...(spread ? (list?.items ?? []) : [found]));
    open ||= spread && (list?.open ?? true);
    loose ||= list?.loose === true;
    rest ??= list?.rest;
  }
  return { kind: 'list', items, open, ...(rest ? { rest } : {}), ...(loose ? { loose } : {}) };
};

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

/** The rest of an object is taken for the whole of it: the names that were taken out are not asked of it. */
export const evaluateRest: Operation<'rest'> = (expr, ref, evaluation) =>
  mapOptions(evaluation.evaluate(at(ref, expr.object)), (value) => {
    if (value.kind === 'list') return value.loose ? value : { ...value, items: value.items.slice(expr.from) };
    return value.kind === 'constant' ? hole('element') : value;
  });
