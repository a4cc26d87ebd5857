/** The values that are written to an object from elsewhere. */
import type { Evaluation } from '../evaluation.ts';
import { optionsOf, type Value } from '../value.ts';
import { memberOf } from './members.ts';

/** What is written under a name to an object anywhere in the program; that a value was written to where it comes from says nothing new. */
export function writtenTo(object: Value, name: string, evaluation: Evaluation): readonly Value[] {
  return evaluation.facts.writes(object, name).flatMap(({ how, value }) => {
    const found = evaluation.evaluate(value);
    return optionsOf(how === 'spread' ? memberOf(found, name, evaluation) : found).filter(
      (option) => !isCyclic(option) && !(how === 'spread' && isUndefined(option)),
    );
  });
}

function isCyclic(value: Value): boolean {
  return value.kind === 'hole' && value.hole.kind === 'unknown' && value.hole.reason === 'cyclic';
}

function isUndefined(value: Value): boolean {
  return value.kind === 'constant' && value.value === undefined;
}
