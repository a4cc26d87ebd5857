/** Object and array literals, and what destructuring leaves of them. */
import { LIMITS } from '../limits.ts';
import { mapOptions } from '../text.ts';
import { at, hole, type Value } from '../value.ts';
import type { Operation } from './index.ts';

/** An object stays where it is written: its fields are evaluated when they are asked for. */
export const evaluateObject: Operation<'object'> = (_expr, ref) => ({ kind: 'record', object: ref, writes: [] });

export const evaluateArray: Operation<'array'> = (expr, ref, evaluation) => {
  const items: Value[] = [];
  let loose = expr.open === true;
  let open = expr.items.length > LIMITS.listItems;
  for (const { value, spread } of expr.items.slice(0, LIMITS.listItems)) {
    const found = evaluation.evaluate(at(ref, value));
    if (!spread) items.push(found);
    else if (found.kind === 'list') {
      items.push(...found.items);
      open ||= found.open;
      loose ||= found.loose === true;
    } else open = true;
  }
  return loose ? { kind: 'list', items, open, loose } : { kind: 'list', items, open };
};

/** The rest of an object is taken for the whole of it: the names that were taken out are not asked of it. */
export const evaluateRest: Operation<'rest'> = (expr, ref, evaluation) =>
  mapOptions(evaluation.evaluate(at(ref, expr.object)), (value) => {
    if (value.kind === 'list') return { ...value, items: value.items.slice(expr.from) };
    return value.kind === 'constant' ? hole('element') : value;
  });
