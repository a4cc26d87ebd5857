/** The values that are written to an object. */
import type { Evaluation } from '../evaluation.ts';
import { hole, optionsOf, type FieldWrite, type Value } from '../value.ts';
import { memberOf } from './members.ts';

/** What is written under a name to an object anywhere in the program; that a value was written to where it comes from says nothing new. */
export function writtenTo(object: Value, name: string, evaluation: Evaluation): readonly Value[] {
  return evaluation.facts.writes(object, name).flatMap((write) => {
    const { how } = write;
    const found = writtenValue(write, evaluation);
    return optionsOf(how === 'spread' ? memberOf(found, name, evaluation) : found).filter(
      (option) => !isCyclic(option) && !(how === 'spread' && isUndefined(option)),
    );
  });
}

/** What a write writes. */
export function writtenValue({ value }: FieldWrite, evaluation: Evaluation): Value {
  return value ? evaluation.evaluate(value) : hole('too-many');
}

function isCyclic(value: Value): boolean {
  return value.kind === 'hole' && value.hole.kind === 'unknown' && value.hole.reason === 'cyclic';
}

function isUndefined(value: Value): boolean {
  return value.kind === 'constant' && value.value === undefined;
}
