/** Calls of a method on what a function is passed: `(api) => api.send(url)`. Whose method that is, its callers say. */
import type { LinkedModule } from '../link/program.ts';
import type { FunctionId } from '../lower/module.ts';
import type { Evaluation } from '../values/evaluation.ts';
import { seenFrom } from '../values/frames-here.ts';
import { LIMITS } from '../values/limits.ts';
import { invoked } from '../values/operations/names.ts';
import { functionKey, optionsOf, type Frame, type Ref, type Value } from '../values/value.ts';
import { calleeOf, parameterOf, type CallRef } from './call-graph.ts';

/** What a call calls, as one activation of the functions around it sees it. */
export interface Called {
  readonly value: Value;
  readonly call: Ref;
}

type CallersOf = (module: LinkedModule, id: FunctionId) => readonly Frame[];

/** What a call on a parameter calls for each of the callers that pass it, wrapper by wrapper. */
export function calledOnPassed(
  { module, call }: CallRef,
  callersOf: CallersOf,
  evaluation: Evaluation,
): readonly Called[] {
  const callee = calleeOf(module, call);
  if (callee === null) return [];
  const found: Called[] = [];
  let current: readonly Seen[] = [{ frame: null, through: [] }];
  for (let depth = 0; depth <= LIMITS.wrapperDepth && current.length > 0; depth += 1) {
    const seen = current.flatMap((one) =>
      optionsOf(invoked(evaluation.ask({ module, expr: callee, frame: one.frame }), evaluation)).map((value) => ({
        ...one,
        value,
      })),
    );
    if (depth > 0) {
      found.push(...seen.map(({ value, frame }) => ({ value, call: { module, expr: call, frame } })));
    }
    current = seen.flatMap((one) => further(one, callersOf, evaluation)).slice(0, LIMITS.choiceWidth);
  }
  return found;
}

/** A call as one activation sees it, and the functions that what it is made on was passed through. */
interface Seen {
  readonly frame: Frame | null;
  readonly through: readonly string[];
}

function further(
  { value, frame, through }: Seen & { readonly value: Value },
  callersOf: CallersOf,
  evaluation: Evaluation,
): readonly Seen[] {
  const parameter = parameterOf(value);
  if (value.kind !== 'hole' || parameter === null) return [];
  const own = functionKey(parameter.module, parameter.function);
  if (through.includes(own)) return [];
  return callersOf(parameter.module, parameter.function)
    .slice(0, LIMITS.choiceWidth)
    .flatMap((caller) => seenFrom(frame, caller, evaluation) ?? [])
    .map((seen) => ({ frame: seen, through: [...through, own] }));
}
