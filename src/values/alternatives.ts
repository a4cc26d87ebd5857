/** Values of several places as alternatives of one, and as few as they can be. */
import { LIMITS } from './limits.ts';
import { keyOf } from './render.ts';
import { choice } from './text.ts';
import { optionsOf, type Value } from './value.ts';

/** Values without those that are there already. */
export function distinct(values: readonly Value[]): readonly Value[] {
  return [...new Map(values.map((value) => [keyOf(value), value])).values()];
}

/** The alternatives of values as few values: a configuration may say the same in hundreds of places. */
export function inParts(values: readonly Value[]): readonly Value[] {
  const options = values.flatMap(optionsOf);
  if (options.length <= LIMITS.choiceWidth) return [whole(values)];
  const count = Math.ceil(options.length / LIMITS.choiceWidth);
  return Array.from({ length: count }, (_, index) =>
    whole(options.slice(index * LIMITS.choiceWidth, (index + 1) * LIMITS.choiceWidth)),
  );
}

/** A long script, or a long list of variables, is not followed and need not be told from others. */
function whole(values: readonly Value[]): Value {
  const chosen = choice(values);
  if (chosen.kind !== 'hole' || chosen.hole.kind !== 'unknown' || chosen.hole.reason !== 'too-complex') return chosen;
  const [only, ...others] = values.flatMap(optionsOf);
  return only && others.length === 0 ? only : { kind: 'choice', options: values.flatMap(optionsOf) };
}
