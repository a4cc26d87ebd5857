/** Who calls a function: the frames in which its parameters have values. */
import type { FunctionId } from '../lower/module.ts';
import type { Importers } from '../link/importers.ts';
import type { LinkedModule } from '../link/program.ts';
import { argumentAt, argumentOf } from '../values/arguments.ts';
import type { Evaluation } from '../values/evaluation.ts';
import { LIMITS } from '../values/limits.ts';
import { constructorOf } from '../values/operations/classes.ts';
import { callingMethod } from '../values/operations/callbacks.ts';
import { invoked } from '../values/operations/names.ts';
import {
  NEVER,
  functionKey,
  optionsOf,
  type Frame,
  type ParameterHole,
  type Ref,
  type Value,
} from '../values/value.ts';
import { ownersOf } from '../link/call-sites.ts';
import { calleeOf, parameterOf, type CallGraph, type CallRef, type Handover } from './call-graph.ts';
import { frameOf, methodFrame, openFrames, type Entered } from './entries.ts';
import type { Handed } from './handed.ts';
import type { Handovers } from './handovers.ts';
import { calledOnPassed, type Called } from './passed-instances.ts';

export interface Callers {
  /** One frame for each call of the function, in the order of files and calls. */
  readonly of: (module: LinkedModule, id: FunctionId) => readonly Frame[];
}

/** How a method is told on a receiver that is known by its type alone. */
export interface MethodsByType {
  readonly method: (callee: Ref, evaluation: Evaluation) => Value | null;
  readonly importers: Importers;
}

/**
 * Finds the calls of a function: those whose callee it is, and those of a parameter that holds it because it was handed to a function
 * of the repository. Libraries call too. Answers are remembered.
 */
export function createCallers(
  graph: CallGraph,
  handovers: Handovers,
  handed: Handed,
  evaluation: Evaluation,
  byType: MethodsByType | null,
): Callers {
  const calls = new CallerSearch(graph, handovers, evaluation, byType);
  const known = new Map<string, readonly Frame[]>();
  return {
    of(module, id) {
      const key = functionKey(module, id);
      const cached = known.get(key);
      if (cached) return cached;
      // The answer serves every question, so no single one cuts it short.
      const frames = evaluation.facts.meter.aside(() => {
        const byLibraries = handed.framesOf(module, id, (owner, other) => calls.of(owner, other));
        return [...calls.of(module, id), ...byLibraries];
      });
      known.set(key, frames);
      return frames;
    },
  };
}

class CallerSearch implements Callers {
  readonly #graph: CallGraph;
  readonly #handovers: Handovers;
  readonly #evaluation: Evaluation;
  readonly #byType: MethodsByType | null;
  readonly #known = new Map<string, readonly Frame[]>();
  readonly #onPassedAt = new Map<CallRef, readonly Called[]>();
  /** What is being searched, the outermost first, with the answers that were found on the way: they may lack what is still searched. */
  readonly #running = new Map<string, readonly Frame[]>();

  constructor(graph: CallGraph, handovers: Handovers, evaluation: Evaluation, byType: MethodsByType | null) {
    this.#graph = graph;
    this.#handovers = handovers;
    this.#evaluation = evaluation;
    this.#byType = byType;
  }

  of(module: LinkedModule, id: FunctionId): readonly Frame[] {
    const key = functionKey(module, id);
    const cached = this.#known.get(key) ?? this.#running.get(key);
    if (cached) return cached;
    const isOutermost = this.#running.size === 0;
    this.#running.set(key, []);
    try {
      const frames = this.#search(module, id);
      this.#running.set(key, frames);
      if (isOutermost) this.#known.set(key, frames);
      return frames;
    } finally {
      if (isOutermost) this.#running.clear();
    }
  }

  #search(module: LinkedModule, id: FunctionId): readonly Frame[] {
    const sought: Sought = { module, id, budget: { left: LIMITS.callerSearch } };
    const direct = this.#graph.callsOf(module, id).flatMap((call) => this.#entering(call, null, sought));
    const handed = this.#handovers
      .of(module, id)
      .flatMap((handover) => this.#afterHandover(handover, null, sought, []));
    return distinct([...direct, ...handed, ...this.#onTyped(sought), ...this.#onPassed(sought)]);
  }

  /** `use(api)`, where that calls `api.send(url)`: who passes the instance says whose method it is. */
  #onPassed(sought: Sought): readonly Frame[] {
    const info = sought.module.functions[sought.id];
    if (!info || info.class === null || info.name === null) return [];
    return this.#graph
      .methodCalls(info.name)
      .flatMap((ref) => this.#calledOnPassed(ref, sought.budget))
      .flatMap(({ value, call }) => frameOf(value, call, sought, this.#evaluation) ?? []);
  }

  /** Methods of one name stand in many classes, and each of them asks for the same calls. */
  #calledOnPassed(ref: CallRef, budget: Sought['budget']): readonly Called[] {
    const known = this.#onPassedAt.get(ref);
    if (known) return known;
    const callersOf = (module: LinkedModule, id: FunctionId): readonly Frame[] =>
      (budget.left -= 1) < 0 ? [] : this.of(module, id);
    const called = calledOnPassed(ref, callersOf, this.#evaluation);
    // Inside another search, or past the bound, some of it may be missing.
    if (this.#running.size === 1 && budget.left >= 0) this.#onPassedAt.set(ref, called);
    return called;
  }

  /** Types are asked about calls of methods by that name, in files whose imports lead to the class. */
  #onTyped({ module, id }: Sought): readonly Frame[] {
    const info = module.functions[id];
    const byType = this.#byType;
    if (!byType || !info || info.class === null || info.name === null) return [];
    const importers = byType.importers.ofModule(module);
    return this.#graph.methodCalls(info.name).flatMap((ref) => {
      const callee = importers.has(ref.module) ? calleeOf(ref.module, ref.call) : null;
      if (callee === null) return [];
      const call: Ref = { module: ref.module, expr: ref.call, frame: null };
      const method = byType.method({ ...call, expr: callee }, this.#evaluation);
      return method
        ? optionsOf(method).flatMap((value) => frameOf(value, call, { module, id }, this.#evaluation) ?? [])
        : [];
    });
  }

  /** The frames in which a call, seen from `within`, enters the function that is sought. */
  #entering(ref: CallRef, within: Frame | null, sought: Sought): readonly Frame[] {
    const callee = calleeOf(ref.module, ref.call);
    if (callee === null) return [];
    const call: Ref = { module: ref.module, expr: ref.call, frame: within && isAround(within, ref) ? within : null };
    const values = optionsOf(invoked(this.#evaluation.ask({ ...call, expr: callee, frame: within }), this.#evaluation));
    return values.flatMap((value) => {
      const entered = frameOf(value, call, sought, this.#evaluation);
      const kept = this.#keptFrames(value, { ...call, frame: null }, within, sought);
      return entered ? [entered, ...kept] : kept;
    });
  }

  /** What was kept is called somewhere else: `use(layer)` adds it to a list, `run` takes it out of there. */
  #keptFrames(value: Value, call: Ref, keeper: Frame | null, sought: Sought): readonly Frame[] {
    const kept = keeper && parameterOf(value);
    if (!kept || kept.module !== keeper.module || kept.function !== keeper.function) return [];
    return optionsOf(argumentOf(keeper, kept.index, this.#evaluation)).flatMap(
      (one) => frameOf(one, call, sought, this.#evaluation) ?? [],
    );
  }

  /** The same for the calls of a parameter to which the function was handed, and of those to which that hands it on. */
  #afterHandover(
    handover: Handover,
    within: Frame | null,
    sought: Sought,
    passed: readonly ParameterHole[],
  ): readonly Frame[] {
    const byMethod = this.#calledByMethod(handover, within, sought);
    if (byMethod.length > 0) return byMethod;
    return this.#receivers(handover, within).flatMap(({ frame, parameter }) => {
      // A function that hands it to itself calls it where it did before.
      if (passed.some((one) => isSame(one, parameter))) return [];
      sought.budget.left -= 1;
      // Past the bounds somebody calls it with nobody knows what.
      if (sought.budget.left < 0 || passed.length >= LIMITS.callbackDepth) return openFrames(sought, this.#evaluation);
      const entered = this.#graph.callsThrough(parameter).flatMap((call) => this.#entering(call, frame, sought));
      const further = this.#graph.handovers(parameter);
      return [
        ...entered,
        ...further.flatMap((next) => this.#afterHandover(next, frame, sought, [...passed, parameter])),
      ];
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
    return this.of(module, id)
      .slice(0, LIMITS.choiceWidth)
      .flatMap((frame) => this.#receivers(handover, frame));
  }
}

interface Receiver {
  readonly frame: Frame;
  readonly parameter: ParameterHole;
}

interface Sought extends Entered {
  /** Functions that may still be entered in this search. */
  readonly budget: { left: number };
}

/** Whether a call stands in the function that an activation is of. */
function isAround({ module, function: id }: Frame, { module: owner, call }: CallRef): boolean {
  return module === owner && [...ownersOf(owner, call)].includes(id);
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

function distinct(frames: readonly Frame[]): readonly Frame[] {
  return [...new Map(frames.map((frame) => [frame.id, frame])).values()];
}
