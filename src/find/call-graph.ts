/**
 * Every call of the program by what it calls: a function of the repository, or a parameter that some function of the repository fills.
 * Built at the first question, by evaluating each callee once, which finding does anyway.
 */
import type { ExprId, FunctionId, Module } from '../lower/module.ts';
import type { LinkedModule, Program } from '../link/program.ts';
import type { Evaluation } from '../values/evaluation.ts';
import { constructorOf } from '../values/operations/construction.ts';
import { invoked } from '../values/operations/names.ts';
import type { CallableNames } from './callable-names.ts';
import { functionKey, optionsOf, type ParameterHole, type Value } from '../values/value.ts';

export interface CallRef {
  readonly module: LinkedModule;
  readonly call: ExprId;
}

/** A function handed to a call: at which position of it, or in the object or list at that position. */
export interface Handover extends CallRef {
  readonly position: number;
  /** Whether a list is spread there: it may come anywhere from that position on. */
  readonly spread: boolean;
}

export interface CallGraph {
  /** Calls whose callee may be this function. */
  readonly callsOf: (module: LinkedModule, id: FunctionId) => readonly CallRef[];
  /** Calls of what a parameter holds, or of a member of it. */
  readonly callsThrough: (parameter: ParameterHole) => readonly CallRef[];
  /** Calls of a method by this name on a receiver that is not known. */
  readonly methodCalls: (name: string) => readonly CallRef[];
  /** Calls to which what a parameter holds is handed on. */
  readonly handovers: (parameter: ParameterHole) => readonly Handover[];
}

/** Makes the call graph of a program. */
export function createCallGraph(program: Program, callable: CallableNames, evaluation: Evaluation): CallGraph {
  let tables: Tables | null = null;
  const built = (): Tables => (tables ??= evaluation.facts.meter.aside(() => build(program, callable, evaluation)));
  return {
    callsOf: (module, id) => built().byFunction.get(functionKey(module, id)) ?? [],
    callsThrough: (parameter) => built().byParameter.get(parameterKey(parameter)) ?? [],
    methodCalls: (name) => built().byMethod.get(name) ?? [],
    handovers: (parameter) => built().handedOn.get(parameterKey(parameter)) ?? [],
  };
}

/** The expression that is called, constructed or used as an element; null when there is none. */
export function calleeOf(module: Module, call: ExprId): ExprId | null {
  const expr = module.expressions[call];
  if (expr?.kind === 'call') return expr.callee;
  return expr?.kind === 'markup' && typeof expr.tag === 'number' ? expr.tag : null;
}

interface Tables {
  readonly byFunction: Map<string, CallRef[]>;
  readonly byParameter: Map<string, CallRef[]>;
  readonly byMethod: Map<string, CallRef[]>;
  readonly handedOn: Map<string, Handover[]>;
}

function build(program: Program, callable: CallableNames, evaluation: Evaluation): Tables {
  const tables: Tables = { byFunction: new Map(), byParameter: new Map(), byMethod: new Map(), handedOn: new Map() };
  for (const module of program.modules) {
    for (const { call } of module.calls) addCall({ module, call }, tables, callable, evaluation);
  }
  return tables;
}

function addCall(ref: CallRef, tables: Tables, callable: CallableNames, evaluation: Evaluation): void {
  const callee = calleeOf(ref.module, ref.call);
  if (callee === null) return;
  if (callable.mayBeFunction(ref.module, callee)) addCallee(ref, callee, tables, evaluation);
  addHandedOn(ref, tables, evaluation);
}

function addCallee(ref: CallRef, callee: ExprId, tables: Tables, evaluation: Evaluation): void {
  const known = invoked(evaluation.ask({ module: ref.module, expr: callee, frame: null }), evaluation);
  const method = ref.module.expressions[callee];
  if (known.kind === 'hole' && method?.kind === 'member' && typeof method.property === 'string') {
    add(tables.byMethod, method.property, ref);
  }
  for (const option of optionsOf(known)) {
    const called = calledFunction(option, evaluation);
    if (called) add(tables.byFunction, functionKey(called.module, called.function), ref);
    const parameter = parameterOf(option);
    if (parameter) add(tables.byParameter, parameterKey(parameter), ref);
  }
}

function addHandedOn(ref: CallRef, tables: Tables, evaluation: Evaluation): void {
  const expr = ref.module.expressions[ref.call];
  if (expr?.kind !== 'call') return;
  for (const [position, { value, spread }] of (expr.pieces ?? expr.args).entries()) {
    if (!isParameterName(ref.module, value)) continue;
    for (const option of optionsOf(evaluation.ask({ module: ref.module, expr: value, frame: null }))) {
      const parameter = parameterOf(option);
      if (parameter) add(tables.handedOn, parameterKey(parameter), { ...ref, position, spread });
    }
  }
}

/** The parameter that a value came in by, also where its annotation says which client that is. */
export function parameterOf(value: Value): ParameterHole | null {
  if (value.kind === 'api') return value.givenTo ?? null;
  return value.kind === 'hole' && value.hole.kind === 'parameter' ? value.hole : null;
}

/** The function of the repository that calling a value enters: itself, its constructor, or what `call` and `apply` call. */
export function calledFunction(
  value: Value,
  evaluation: Evaluation,
): { readonly module: LinkedModule; readonly function: FunctionId } | null {
  switch (value.kind) {
    case 'closure':
      return value;
    case 'class':
      return constructorOf(value, evaluation);
    case 'builtin':
      return value.receiver?.kind === 'closure' && /^(call|apply)$/.test(value.name) ? value.receiver : null;
    default:
      return null;
  }
}

/** Only what is written as a plain parameter is looked at: evaluating every argument would cost too much. */
function isParameterName(module: Module, id: ExprId): boolean {
  const expr = module.expressions[id];
  return expr?.kind === 'name' && module.bindings[expr.binding]?.kind === 'parameter';
}

/** What tells a parameter from all others. */
export function parameterKey({
  module,
  function: id,
  index,
}: Pick<ParameterHole, 'module' | 'function' | 'index'>): string {
  return `${functionKey(module, id)}:${index}`;
}

function add<V>(map: Map<string, V[]>, key: string, value: V): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}
