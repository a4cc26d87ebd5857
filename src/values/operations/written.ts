/** The values that are written to an object. */
import type { Evaluation } from '../evaluation.ts';
import { hole, optionsOf, type FieldWrite, type Value } from '../value.ts';
import { keyOf } from '../render.ts';
import { isCyclic } from '../rounds.ts';
import { memberOf } from './members.ts';

/** What is written under a name to an object anywhere in the program; that a value was written to where it comes from says nothing new. */
export function writtenTo(object: Value, name: string, evaluation: Evaluation): readonly Value[] {
  return evaluation.facts.writes(object, name).flatMap((write) => {
    const found = writtenValue(write, evaluation);
    const options = write.how === 'spread' ? spreadInto(object, found, name, evaluation) : optionsOf(found);
    return options.filter((option) => !isCyclic(option));
  });
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
