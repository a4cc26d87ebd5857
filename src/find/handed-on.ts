/** Who calls a function that was handed to somebody: the calls of the parameter that got it, the method of a list, or those to whom it goes on. */
import type { FunctionId } from '../lower/module.ts';
import type { LinkedModule } from '../link/program.ts';
import { argumentAt } from '../values/arguments.ts';
import type { Evaluation } from '../values/evaluation.ts';
import { LIMITS } from '../values/limits.ts';
import { constructorOf } from '../values/operations/construction.ts';
import { callingMethod } from '../values/operations/callbacks.ts';
import { invoked } from '../values/operations/names.ts';
import { NEVER, optionsOf, type Frame, type ParameterHole, type Ref } from '../values/value.ts';
import { calleeOf, parameterOf, type CallGraph, type Handover } from './call-graph.ts';
import { entering } from './entering.ts';
import { frameOf, methodFrame, openFrames, type Entered } from './entries.ts';

/** A function whose callers are sought. */
export interface Sought extends Entered {
  /** Functions that may still be entered in this search. */
  readonly budget: { left: number };
}

type FramesOf = (module: LinkedModule, id: FunctionId) => readonly Frame[];

/**
 * Follows a function that is handed to another one: to the calls of the parameter that holds it there, and of those to which that hands it on.
 */
export class HandedOn {
  readonly #graph: CallGraph;
  readonly #callersOf: FramesOf;
  readonly #evaluation: Evaluation;

  constructor(graph: CallGraph, callersOf: FramesOf, evaluation: Evaluation) {
    this.#graph = graph;
    this.#callersOf = callersOf;
    this.#evaluation = evaluation;
  }

  /** The frames in which the calls after a handover enter the function that is sought. */
  after(handover: Handover, within: Frame | null, sought: Sought, passed: readonly ParameterHole[]): readonly Frame[] {
    const byMethod = this.#calledByMethod(handover, within, sought);
    if (byMethod.length > 0) return byMethod;
    return this.#receivers(handover, within).flatMap(({ frame, parameter }) => {
      // A function that hands it to itself calls it where it did before.
      if (passed.some((one) => isSame(one, parameter))) return [];
      sought.budget.left -= 1;
      // Past the bounds somebody calls it with nobody knows what.
      if (sought.budget.left < 0 || passed.length >= LIMITS.callbackDepth) return openFrames(sought, this.#evaluation);
      const entered = this.#graph
        .callsThrough(parameter)
        .flatMap((call) => entering(call, frame, sought, this.#evaluation));
      const further = this.#graph.handovers(parameter);
      return [...entered, ...further.flatMap((next) => this.after(next, frame, sought, [...passed, parameter]))];
    });
  }

  /** `urls.forEach(send)`, `load().then(send)`: the method calls it. */
  #calledByMethod({ module, call, position }: Handover, within: Frame | null, sought: Sought): readonly Frame[] {
    const ref: Ref = { module, expr: call, frame: within };
    if (position !== 0 || callingMethod(ref) === null || isWrittenAt(sought, ref)) return [];
    const callee = calleeOf(module, call);
    const method = callee === null ? NEVER : this.#evaluation.ask({ ...ref, expr: callee });
    if (!optionsOf(method).some(({ kind }) => kind === 'builtin' || kind === 'hole')) return [];
    return optionsOf(argumentAt(ref, 0, this.#evaluation) ?? NEVER).flatMap((value) =>
      value.kind === 'closure' ? (methodFrame(value, ref, sought, this.#evaluation) ?? []) : [],
    );
  }

  /** The parameters that get what stands at a position of a call, with the activation in which they do. */
  #receivers({ module, call, position, spread }: Handover, within: Frame | null): readonly Receiver[] {
    const callee = calleeOf(module, call);
    if (callee === null) return [];
    const ref: Ref = { module, expr: call, frame: within };
    return optionsOf(invoked(this.#evaluation.ask({ ...ref, expr: callee }), this.#evaluation)).flatMap((value) => {
      const parameter = within === null ? parameterOf(value) : null;
      if (parameter) return this.#inCallers(parameter, { module, call, position, spread });
      const entered = value.kind === 'class' ? constructorOf(value, this.#evaluation) : value;
      if (entered === null || !('function' in entered)) return [];
      const { module: owner, function: id } = entered;
      const frame = frameOf(value, ref, { module: owner, id }, this.#evaluation);
      const first = parameterAt(owner, id, position + (value.kind === 'closure' ? value.bound.length : 0));
      const last = spread ? (owner.functions[id]?.parameters.length ?? 0) - 1 : first;
      if (!frame) return [];
      return indicesBetween(first, last).map((index) => ({
        frame,
        parameter: { kind: 'parameter', module: owner, function: id, index },
      }));
    });
  }

  /** Handed to what came in as a parameter: what the callers pass receives it. */
  #inCallers({ module, function: id }: ParameterHole, handover: Handover): readonly Receiver[] {
    return this.#callersOf(module, id)
      .slice(0, LIMITS.choiceWidth)
      .flatMap((frame) => this.#receivers(handover, frame));
  }
}

interface Receiver {
  readonly frame: Frame;
  readonly parameter: ParameterHole;
}

/** Whether a function is written as an argument of the call: then its parameters know what they are given. */
function isWrittenAt({ module, id }: Sought, call: Ref): boolean {
  return module === call.module && module.functions[id]?.passedTo?.call === call.expr;
}

function isSame(a: ParameterHole, b: ParameterHole): boolean {
  return a.module === b.module && a.function === b.function && a.index === b.index;
}

/** The index of the parameter at a position: a rest parameter takes all from its own on. */
function parameterAt(module: LinkedModule, id: FunctionId, position: number): number {
  const parameters = module.functions[id]?.parameters ?? [];
  const last = module.expressions[parameters.at(-1) ?? -1];
  return last?.kind === 'parameter' && last.rest ? Math.min(position, last.index) : position;
}

function indicesBetween(first: number, last: number): readonly number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, offset) => first + offset);
}
