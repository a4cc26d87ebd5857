/**
 * Calls of a function that are told by its name: few callees are evaluated for one question, where the call graph evaluates all. For facts
 * that are needed before there is a call graph; a function that is handed around under other names is called by more than it finds.
 */
import { terminalName } from '../link/names.ts';
import type { LinkedModule, Program } from '../link/program.ts';
import type { ExprId, FunctionId } from '../lower/module.ts';
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
  for (const module of program.modules) {
    for (const { call } of module.calls) {
      const callee = calleeOf(module, call);
      for (const name of callee === null ? [] : namesAt(module, callee)) {
        const known = index.get(name);
        if (known) known.push({ module, call });
        else index.set(name, [{ module, call }]);
      }
    }
  }
  return index;
}

/** What a callee is called where it stands, and where it is imported from. */
function namesAt(module: LinkedModule, callee: ExprId): ReadonlySet<string> {
  const names = new Set<string>();
  const own = terminalName(module, callee);
  if (own !== null) names.add(own);
  const expr = module.expressions[callee];
  for (const { value } of expr?.kind === 'name' ? (module.bindings[expr.binding]?.definitions ?? []) : []) {
    const given = terminalName(module, value);
    if (given !== null) names.add(given);
  }
  return names;
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
