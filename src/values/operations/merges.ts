/** What comes of objects that a function of the program puts together. */
import { mergesIn } from '../../link/merges.ts';
import { argumentOf, restOf } from '../arguments.ts';
import type { Evaluation } from '../evaluation.ts';
import { choice } from '../text.ts';
import { hole, optionsOf, type ClosureValue, type FrameArguments, type Value } from '../value.ts';

/**
 * What a call of such a function gives: any of the objects that it puts together, as with lodash's `merge`. Null for any other function, and where
 * it is given none. To follow each level through the function's checks would tell no more, at the price of all combinations.
 */
export function mergedBy(
  { module, function: id }: ClosureValue,
  args: FrameArguments,
  evaluation: Evaluation,
): Value | null {
  const brought = mergesIn(module).get(id) ?? [];
  const given = brought.flatMap(({ index, rest }) =>
    rest
      ? optionsOf(restOf({ args }, index, evaluation)).flatMap(argumentsIn)
      : [argumentOf({ args }, index, evaluation)],
  );
  const objects = given.flatMap(optionsOf).filter(({ kind }) => kind !== 'constant');
  return objects.length === 0 ? null : choice(objects);
}

function argumentsIn(list: Value): readonly Value[] {
  if (list.kind !== 'list') return [list];
  return list.open ? [...list.items, list.rest ?? hole('element')] : list.items;
}
