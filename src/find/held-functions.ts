/**
 * Who calls a function that is handed around, told before there is a call graph: `configure((options) => …)`, a middleware that a list keeps.
 * Where functions are handed over is told by their words alone; only what is called out of a list, a map or a field is evaluated.
 */
import { MODULE_LEVEL, type BindingId, type Expr, type ExprId, type FunctionId } from '../lower/module.ts';
import { terminalName } from '../link/names.ts';
import type { LinkedModule, Program } from '../link/program.ts';
import type { Evaluation } from '../values/evaluation.ts';
import { LIMITS } from '../values/limits.ts';
import { invoked } from '../values/operations/names.ts';
import { functionKey, optionsOf, type Value } from '../values/value.ts';
import {
  calledFunction,
  calleeOf,
  parameterKey,
  parameterOf,
  type CallGraph,
  type CallRef,
  type Handover,
} from './call-graph.ts';
import { handedBySyntax, type Handovers } from './handovers.ts';

/** The calls of what a parameter, a list, a map or a field holds. */
export function createHeldCalls(program: Program, evaluation: Evaluation): CallGraph {
  let index: HeldCalls | null = null;
  const known = (): HeldCalls => (index ??= evaluation.facts.meter.aside(() => indexHeld(program, evaluation)));
  return {
    callsOf: (module, id) => known().byFunction.get(functionKey(module, id)) ?? [],
    callsThrough: (parameter) => [...new Set(known().byParameter.get(parameterKey(parameter)))],
    methodCalls: () => [],
    handovers: () => [],
  };
}

/** Where functions are handed over, by what they are called there. */
export function createNamedHandovers(program: Program): Handovers {
  let index: ReadonlyMap<string, readonly Handover[]> | null = null;
  return {
    of(module, id) {
      index ??= indexHandovers(program);
      return [...new Set(keysOf(module, id).flatMap((key) => index?.get(key) ?? []))];
    },
  };
}

interface HeldCalls {
  readonly byFunction: ReadonlyMap<string, readonly CallRef[]>;
  readonly byParameter: ReadonlyMap<string, readonly CallRef[]>;
}

function indexHeld(program: Program, evaluation: Evaluation): HeldCalls {
  const [byFunction, byParameter] = [new Map<string, CallRef[]>(), new Map<string, CallRef[]>()];
  const names = new Set(program.modules.flatMap(({ functions }) => functions.map(({ name }) => name ?? '')));
  for (const ref of program.modules.flatMap((module) => module.calls.map(({ call }) => ({ module, call })))) {
    const callee = calleeOf(ref.module, ref.call);
    if (callee === null) continue;
    const through = parameterIn(ref.module, callee);
    if (through !== null) add(byParameter, through, ref);
    if (!isKept(ref.module, callee, names) || !passesObject(ref.module, ref.call)) continue;
    for (const value of valuesAt(ref.module, callee, evaluation)) {
      const called = calledFunction(value, evaluation);
      if (called) add(byFunction, functionKey(called.module, called.function), ref);
      const parameter = parameterOf(value);
      if (parameter) add(byParameter, parameterKey(parameter), ref);
    }
  }
  return { byFunction, byParameter };
}

function valuesAt(module: LinkedModule, callee: ExprId, evaluation: Evaluation): readonly Value[] {
  const { meter } = evaluation.facts;
  return meter.within(LIMITS.stepsOfHandover, () =>
    optionsOf(invoked(evaluation.ask({ module, expr: callee, frame: null }), evaluation)),
  );
}

/** Names that stand for other names: `const next = this.stack[index]`. */
const ALIASES = 4;

/** The parameter that a callee is, or is read from. */
function parameterIn(module: LinkedModule, id: ExprId, depth = 0): string | null {
  const expr = module.expressions[id];
  if (expr?.kind === 'parameter') return parameterKey({ module, ...expr });
  if (expr?.kind === 'member') return parameterIn(module, expr.object, depth);
  const value = expr?.kind === 'name' && depth < ALIASES ? definitionOf(module, expr.binding) : null;
  return value === null ? null : parameterIn(module, value, depth + 1);
}

/** Whether a callee is taken out of what holds functions under no name of theirs: an item, a field, what another call gives. */
function isKept(module: LinkedModule, id: ExprId, names: ReadonlySet<string>, depth = 0): boolean {
  const expr = module.expressions[id];
  switch (expr?.kind) {
    case 'parameter':
      return module.functions[expr.function]?.passedTo != null;
    case 'name': {
      const value = depth < ALIASES ? definitionOf(module, expr.binding) : null;
      return value !== null && isKept(module, value, names, depth + 1);
    }
    case 'member':
      if (typeof expr.property === 'number') return true;
      return depth === 0 && module.expressions[expr.object]?.kind === 'this' && !names.has(expr.property);
    case 'call':
      return !expr.construct && (depth === 0 || isRead(module, expr.callee));
    default:
      return false;
  }
}

function definitionOf(module: LinkedModule, binding: BindingId): ExprId | null {
  return module.bindings[binding]?.definitions[0]?.value ?? null;
}

/** Whether a call passes something that can be written to. */
function passesObject(module: LinkedModule, call: ExprId): boolean {
  const expr = module.expressions[call];
  return expr?.kind === 'call' && expr.args.some(({ value }) => !WITHOUT_FIELDS.has(module.expressions[value]?.kind));
}

const WITHOUT_FIELDS: ReadonlySet<Expr['kind'] | undefined> = new Set<Expr['kind'] | undefined>([
  'literal',
  'template',
  'concat',
  'function',
]);

/** `handlers.get(name)`, `queue.shift()`: what takes something out of a list or map. */
function isRead(module: LinkedModule, callee: ExprId): boolean {
  return READS.has(terminalName(module, callee) ?? '');
}

const READS: ReadonlySet<string> = new Set(['get', 'at', 'shift', 'pop', 'find', 'values']);

function indexHandovers(program: Program): ReadonlyMap<string, readonly Handover[]> {
  const index = new Map<string, Handover[]>();
  for (const [handover, held] of handedBySyntax(program)) {
    const { module } = handover;
    const expr = module.expressions[held];
    const name = terminalName(module, expr?.kind === 'call' ? expr.callee : held);
    const key = expr?.kind === 'function' ? functionKey(module, expr.function) : name;
    if (key !== null) add(index, key, handover);
  }
  return index;
}

/** A function where it is written, its name, and those of the functions that return it. */
function keysOf(module: LinkedModule, id: FunctionId): readonly string[] {
  const info = module.functions[id];
  if (!info) return [];
  const own = [functionKey(module, id), ...(info.name === null ? [] : [info.name])];
  const maker = info.parent === MODULE_LEVEL ? undefined : module.functions[info.parent];
  const isReturned = maker?.returns.some((value) => {
    const expr = module.expressions[value];
    return expr?.kind === 'function' && expr.function === id;
  });
  return isReturned === true ? [...own, ...keysOf(module, info.parent)] : own;
}

function add<V>(map: Map<string, V[]>, key: string, value: V): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}
