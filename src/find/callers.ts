/** Who calls a function: the frames in which its parameters have values. */
import type { FunctionId } from '../lower/module.ts';
import type { CallIndex, CallRef } from '../link/call-index.ts';
import type { LinkedModule } from '../link/program.ts';
import type { Evaluation } from '../values/evaluation.ts';
import { construct, superclassOf } from '../values/operations/classes.ts';
import { invoked } from '../values/operations/names.ts';
import { functionKey, optionsOf, type ClassValue, type Frame, type Ref, type Value } from '../values/value.ts';

export interface Callers {
  /** One frame for each call of the function, in the order of files and calls. */
  readonly of: (module: LinkedModule, id: FunctionId) => readonly Frame[];
}

/** Finds callers with the call index and confirms each by evaluating its callee. Answers are remembered. */
export function createCallers(index: CallIndex, evaluation: Evaluation): Callers {
  const known = new Map<string, readonly Frame[]>();
  return {
    of(module, id) {
      const key = functionKey(module, id);
      const cached = known.get(key);
      if (cached) return cached;
      const frames = index.candidates(module, id).flatMap((call) => framesAt(call, module, id, evaluation));
      known.set(key, frames);
      return frames;
    },
  };
}

function framesAt(candidate: CallRef, module: LinkedModule, id: FunctionId, evaluation: Evaluation): readonly Frame[] {
  const expr = candidate.module.expressions[candidate.call];
  const callee = expr?.kind === 'call' ? expr.callee : expr?.kind === 'markup' ? expr.tag : null;
  if (typeof callee !== 'number') return [];
  const call: Ref = { module: candidate.module, expr: candidate.call, frame: null };
  const isConstruct = expr?.kind === 'call' && expr.construct;
  return optionsOf(invoked(evaluation.ask({ ...call, expr: callee }), evaluation)).flatMap((value) => {
    const frame = isConstruct
      ? constructorFrame(value, call, module, id, evaluation)
      : closureFrame(value, call, module, id, evaluation);
    return frame ? [frame] : [];
  });
}

function closureFrame(
  value: Value,
  call: Ref,
  module: LinkedModule,
  id: FunctionId,
  evaluation: Evaluation,
): Frame | null {
  if (value.kind !== 'closure' || value.module !== module || value.function !== id) return null;
  return evaluation.frame({ module, function: id, self: value.self, parent: value.frame }, { kind: 'call', call }, 0);
}

/** `new Sub(…)` calls the constructor of the nearest class that has one. */
function constructorFrame(
  value: Value,
  call: Ref,
  module: LinkedModule,
  id: FunctionId,
  evaluation: Evaluation,
): Frame | null {
  if (value.kind !== 'class') return null;
  const owner = constructorOwner(value, evaluation, 0);
  if (!owner || owner.module !== module || owner.module.classes[owner.class]?.constructor !== id) return null;
  const self = construct(value, call);
  return evaluation.frame({ module, function: id, self, parent: owner.frame }, { kind: 'call', call }, 0);
}

function constructorOwner(value: ClassValue, evaluation: Evaluation, depth: number): ClassValue | null {
  if (value.module.classes[value.class]?.constructor != null) return value;
  const parent = depth > 20 ? null : superclassOf(value, null, evaluation)?.superclass;
  return parent?.kind === 'class' ? constructorOwner(parent, evaluation, depth + 1) : null;
}
