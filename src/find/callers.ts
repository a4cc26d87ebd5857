/** Who calls a function: the frames in which its parameters have values. */
import type { FunctionId } from '../lower/module.ts';
import type { Importers } from '../link/importers.ts';
import type { LinkedModule } from '../link/program.ts';
import type { Evaluation } from '../values/evaluation.ts';
import { LIMITS } from '../values/limits.ts';
import { functionKey, optionsOf, type Frame, type Ref, type Value } from '../values/value.ts';
import { calleeOf, type CallGraph, type CallRef } from './call-graph.ts';
import { frameOf } from './entries.ts';
import type { Handed } from './handed.ts';
import type { Handovers } from './handovers.ts';
import { calledOnPassed, type Called } from './passed-instances.ts';
import { entering } from './entering.ts';
import { HandedOn, type Sought } from './handed-on.ts';

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
  readonly #handedOn: HandedOn;
  readonly #known = new Map<string, readonly Frame[]>();
  readonly #onPassedAt = new Map<CallRef, readonly Called[]>();
  /** What is being searched, the outermost first, with the answers that were found on the way: they may lack what is still searched. */
  readonly #running = new Map<string, readonly Frame[]>();

  constructor(graph: CallGraph, handovers: Handovers, evaluation: Evaluation, byType: MethodsByType | null) {
    this.#graph = graph;
    this.#handovers = handovers;
    this.#evaluation = evaluation;
    this.#byType = byType;
    this.#handedOn = new HandedOn(graph, (module, id) => this.of(module, id), evaluation);
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
    const direct = this.#graph.callsOf(module, id).flatMap((call) => entering(call, null, sought, this.#evaluation));
    const handed = this.#handovers
      .of(module, id)
      .flatMap((handover) => this.#handedOn.after(handover, null, sought, []));
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
}

function distinct(frames: readonly Frame[]): readonly Frame[] {
  return [...new Map(frames.map((frame) => [frame.id, frame])).values()];
}
