/** The activation of a function that a call of a known value makes: plainly, by `new`, by `call` and `apply`, or through a method. */
import type { FunctionId } from '../lower/module.ts';
import type { LinkedModule } from '../link/program.ts';
import { argumentAt } from '../values/arguments.ts';
import type { Evaluation } from '../values/evaluation.ts';
import { borrowedArguments, calledOn } from '../values/operations/builtins.ts';
import { givenByMethod } from '../values/operations/callbacks.ts';
import { construct, constructorOf } from '../values/operations/construction.ts';
import { calledWith } from '../values/operations/functions.ts';
import { asFunction } from '../values/operations/inheritance.ts';
import {
  argumentsAt,
  type ClosureValue,
  type Frame,
  type FrameArguments,
  type HandedArguments,
  type Ref,
  type Value,
} from '../values/value.ts';

/** The function whose activations are sought. */
export interface Entered {
  readonly module: LinkedModule;
  readonly id: FunctionId;
}

/** The activation that a call of `value` makes; `null` where it calls another function. */
export function frameOf(value: Value, call: Ref, entered: Entered, evaluation: Evaluation): Frame | null {
  const expr = call.module.expressions[call.expr];
  const called = value.kind === 'class' ? asFunction(value) : null;
  // A component that is a class is made where it stands as an element.
  const isMade = expr?.kind === 'markup' && value.kind === 'class' && called === null;
  if (isMade || (expr?.kind === 'call' && expr.construct)) return constructorFrame(value, call, entered, evaluation);
  if (called) return closureFrame(called, calledWith(called, call), entered, evaluation);
  if (value.kind === 'closure') return closureFrame(value, calledWith(value, call), entered, evaluation);
  if (value.kind !== 'builtin' || value.receiver?.kind !== 'closure') return null;
  const args = borrowedArguments(value.name, value.receiver, call);
  return args && closureFrame(calledOn(value.receiver, call, evaluation), args, entered, evaluation);
}

/** The activation that a method makes of a function that it is handed: `urls.forEach(send)`. */
export function methodFrame(closure: ClosureValue, call: Ref, entered: Entered, evaluation: Evaluation): Frame | null {
  return closureFrame(closure, givenAt(call, closure), entered, evaluation);
}

/** An activation with arguments that nobody knows; none for a function that is not there. */
export function openFrames({ module, id }: Entered, evaluation: Evaluation): readonly Frame[] {
  const frame = evaluation.frame({ module, function: id, self: null, parent: null }, { kind: 'open' }, 0);
  return frame ? [frame] : [];
}

function closureFrame(
  value: ClosureValue,
  args: FrameArguments,
  { module, id }: Entered,
  evaluation: Evaluation,
): Frame | null {
  if (value.module !== module || value.function !== id) return null;
  return evaluation.frame({ module, function: id, self: value.self, parent: value.frame }, args, 0);
}

/** `new Sub(…)` calls the constructor of the nearest class that has one. */
function constructorFrame(value: Value, call: Ref, { module, id }: Entered, evaluation: Evaluation): Frame | null {
  const constructor = value.kind === 'class' ? constructorOf(value, evaluation) : null;
  if (value.kind !== 'class' || constructor?.module !== module || constructor.function !== id) return null;
  const self = construct(value, call);
  return evaluation.frame({ module, function: id, self, parent: constructor.frame }, argumentsAt(call), 0);
}

/** What a method gives to a function that it is handed at a call. */
function givenAt(call: Ref, closure: ClosureValue): HandedArguments {
  const { bound } = closure;
  return {
    kind: 'handed',
    key: `method ${call.module.id}:${call.expr}@${call.frame?.id ?? 0} ${bound.length}`,
    at: call,
    argument(index, asking) {
      const ahead = bound[index];
      if (!ahead) return givenByMethod(call, index - bound.length, asking);
      return argumentAt(ahead.call, ahead.position, asking);
    },
    supposing: call.frame ? [call.frame] : [],
    inside: (frame) => givenAt({ ...call, frame }, closure),
  };
}
