/** The values that are written to an object. */
import { partsOf } from '../../link/expression-uses.ts';
import type { Evaluation } from '../evaluation.ts';
import { hole, optionsOf, type FieldWrite, type Ref, type Value } from '../value.ts';
import { satisfies } from '../predicates.ts';
import { keyOf } from '../render.ts';
import { isCyclic } from '../rounds.ts';
import { writtenAs } from './keyed.ts';
import { memberOf } from './members.ts';

/**
 * What is written under a name to an object anywhere in the program; that a value is written back to where it is read says nothing new. What a
 * caller gives may be another each time.
 */
export function writtenTo(object: Value, name: string, evaluation: Evaluation): readonly Value[] {
  return writesUnder(object, name, evaluation).flatMap((write) => {
    const found = writtenAs(write, name, evaluation) ?? writtenValue(write, evaluation);
    const options = write.how === 'spread' ? spreadInto(object, found, name, evaluation) : optionsOf(found);
    const isKept = write.value !== null && options.some(isCyclic) && isGiven(write.value, 0);
    return isKept ? options : options.filter((option) => !isCyclic(option));
  });
}

/** The writes to an object that may be under a name; a computed one that is known in part (`window[`loaded${token}`]`) may be under those alone that fit. */
export function writesUnder(object: Value, name: string, evaluation: Evaluation): readonly FieldWrite[] {
  return evaluation.facts.writes(object, name).filter(({ key }) => {
    const expr = key?.module.expressions[key.expr];
    if (key === undefined || (expr?.kind !== 'template' && expr?.kind !== 'concat')) return true;
    return optionsOf(evaluation.evaluate(key)).some((one) => satisfies(one, { kind: 'equals' }, name) !== false);
  });
}

/** Whether a caller has a say in what is written. */
function isGiven({ module, expr: id }: Ref, depth: number): boolean {
  const expr = module.expressions[id];
  if (expr?.kind === 'name') return module.bindings[expr.binding]?.kind === 'parameter';
  return depth < 8 && partsOf(expr).some((part) => isGiven({ module, expr: part, frame: null }, depth + 1));
}

/** What an object gets under a name from one that is spread into it; what comes back to the object is there already. */
function spreadInto(object: Value, spread: Value, name: string, evaluation: Evaluation): readonly Value[] {
  return evaluation.lookup<readonly Value[]>(
    `${keyOf(object)} gets ${name}`,
    () => [],
    () => optionsOf(memberOf(spread, name, evaluation)).filter((option) => !isUndefined(option)),
  );
}

/** What a write writes. */
export function writtenValue({ value }: FieldWrite, evaluation: Evaluation): Value {
  return value ? evaluation.evaluate(value) : hole('too-many');
}

function isUndefined(value: Value): boolean {
  return value.kind === 'constant' && value.value === undefined;
}
