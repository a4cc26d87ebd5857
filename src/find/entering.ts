/** The activations in which one call enters a function. */
import { argumentOf } from '../values/arguments.ts';
import type { Evaluation } from '../values/evaluation.ts';
import { invoked } from '../values/operations/names.ts';
import { optionsOf, type Frame, type Ref, type Value } from '../values/value.ts';
import { ownersOf } from '../link/call-sites.ts';
import { calleeOf, parameterOf, type CallRef } from './call-graph.ts';
import { frameOf, type Entered } from './entries.ts';

/** The frames in which a call, seen from `within`, enters the function that is sought. */
export function entering(
  ref: CallRef,
  within: Frame | null,
  sought: Entered,
  evaluation: Evaluation,
): readonly Frame[] {
  const callee = calleeOf(ref.module, ref.call);
  if (callee === null) return [];
  const call: Ref = { module: ref.module, expr: ref.call, frame: within && isAround(within, ref) ? within : null };
  const values = optionsOf(invoked(evaluation.ask({ ...call, expr: callee, frame: within }), evaluation));
  return values.flatMap((value) => {
    const entered = frameOf(value, call, sought, evaluation);
    const kept = keptFrames(value, { ...call, frame: null }, within, sought, evaluation);
    return entered ? [entered, ...kept] : kept;
  });
}

/** What was kept is called somewhere else: `use(layer)` adds it to a list, `run` takes it out of there. */
function keptFrames(
  value: Value,
  call: Ref,
  keeper: Frame | null,
  sought: Entered,
  evaluation: Evaluation,
): readonly Frame[] {
  const kept = keeper && parameterOf(value);
  if (!kept || kept.module !== keeper.module || kept.function !== keeper.function) return [];
  return optionsOf(argumentOf(keeper, kept.index, evaluation)).flatMap(
    (one) => frameOf(one, call, sought, evaluation) ?? [],
  );
}

/** Whether a call stands in the function that an activation is of. */
function isAround({ module, function: id }: Frame, { module: owner, call }: CallRef): boolean {
  return module === owner && [...ownersOf(owner, call)].includes(id);
}
