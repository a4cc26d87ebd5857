/**
 * Calls of a function that are told by its name: few callees are evaluated for one question, where the call graph evaluates all. For facts
 * that are needed before there is a call graph; a function that is handed around under other names is called by more than it finds.
 */
import { terminalName } from '../link/names.ts';
import type { LinkedModule, Program } from '../link/program.ts';
import type { FunctionId } from '../lower/module.ts';
import type { Evaluation } from '../values/evaluation.ts';
import { invoked } from '../values/operations/names.ts';
import { optionsOf } from '../values/value.ts';
import { calledFunction, calleeOf, type CallGraph, type CallRef } from './call-graph.ts';

/** A call graph that knows the calls of named functions, and no others. */
export function createNamedCalls(program: Program, evaluation: Evaluation): CallGraph {
  let index: ReadonlyMap<string, readonly CallRef[]> | null = null;
  const named = (name: string): readonly CallRef[] => (index ??= indexCalls(program)).get(name) ?? [];
  return {
    callsOf: (module, id) =>
      namesOf(module, id)
        .flatMap(named)
        .filter((call) => mayCall(call, module, id, evaluation)),
    callsThrough: () => [],
    methodCalls: () => [],
    handovers: () => [],
  };
}

/** The names by which a function may be called: its own; its class's for a constructor; the one of a default export. */
function namesOf(module: LinkedModule, id: FunctionId): readonly string[] {
  const info = module.functions[id];
  const owner = info?.class == null ? null : module.classes[info.class];
  const own = owner?.constructor === id ? (owner.name ?? null) : (info?.name ?? null);
  return own === null ? [] : [own, 'default'];
}

function indexCalls(program: Program): ReadonlyMap<string, readonly CallRef[]> {
  const index = new Map<string, CallRef[]>();
  const calls = program.modules.flatMap((module) => module.calls.map(({ call }): CallRef => ({ module, call })));
  for (const ref of calls) {
    for (const name of namesAt(ref)) {
      const known = index.get(name);
      if (known) known.push(ref);
      else index.set(name, [ref]);
    }
  }
  return index;
}

/** What the callee is called where it stands, and where it is imported from. */
function namesAt({ module, call }: CallRef): ReadonlySet<string> {
  const callee = calleeOf(module, call);
  if (callee === null) return new Set();
  const expr = module.expressions[callee];
  const definitions = expr?.kind === 'name' ? (module.bindings[expr.binding]?.definitions ?? []) : [];
  const names = [callee, ...definitions.map(({ value }) => value)].map((id) => terminalName(module, id));
  return new Set(names.filter((name) => name !== null));
}

function mayCall({ module, call }: CallRef, owner: LinkedModule, id: FunctionId, evaluation: Evaluation): boolean {
  const callee = calleeOf(module, call);
  if (callee === null) return false;
  const known = invoked(evaluation.ask({ module, expr: callee, frame: null }), evaluation);
  return optionsOf(known).some((option) => {
    const called = calledFunction(option, evaluation);
    return called?.module === owner && called.function === id;
  });
}
