/** Where a function is handed to a call: as an argument, or in an object or list that is one. */
import type { Argument, Binding, BindingId, Expr, ExprId, FunctionId } from '../lower/module.ts';
import type { LinkedModule, Program } from '../link/program.ts';
import { terminalName } from '../link/names.ts';
import type { Evaluation } from '../values/evaluation.ts';
import { LIMITS } from '../values/limits.ts';
import { callingMethod } from '../values/operations/callbacks.ts';
import { constructorOf } from '../values/operations/construction.ts';
import { invoked } from '../values/operations/names.ts';
import { functionKey, optionsOf, type ClosureValue, type Ref } from '../values/value.ts';
import { calleeOf, parameterOf, type Handover } from './call-graph.ts';
import type { CallableNames } from './callable-names.ts';
import { functionsOf, givesObject } from './objects-of-functions.ts';

export interface Handovers {
  /** Calls to which this function is handed. */
  readonly of: (module: LinkedModule, id: FunctionId) => readonly Handover[];
}

/** Indexes the arguments of all calls by the function that they are; the work is done at the first question. */
export function createHandovers(program: Program, callable: CallableNames, evaluation: Evaluation): Handovers {
  let index: ReadonlyMap<string, readonly Handover[]> | null = null;
  return {
    of(module, id) {
      index ??= evaluation.facts.meter.aside(() => build(program, callable, evaluation));
      return index.get(functionKey(module, id)) ?? [];
    },
  };
}

function build(
  program: Program,
  callable: CallableNames,
  evaluation: Evaluation,
): ReadonlyMap<string, readonly Handover[]> {
  const index = new Map<string, Handover[]>();
  const names = functionNames(program);
  for (const module of program.modules) {
    for (const [handover, held] of handedIn(module, names)) {
      if (!mayBeFunction(module, held, names)) continue;
      if (!isNamedFunction(module, held) && !mayCallIt(handover, callable, evaluation)) continue;
      for (const called of functionsAt({ module, expr: held, frame: null }, evaluation)) {
        add(index, functionKey(called.module, called.function), handover);
      }
    }
  }
  return index;
}

/** Whether it is told at once which function or class it is. That it is handed anywhere may be all that reaches it. */
function isNamedFunction(module: LinkedModule, id: ExprId): boolean {
  const expr = module.expressions[id];
  const kind = expr?.kind === 'name' ? module.bindings[expr.binding]?.kind : undefined;
  return kind === 'class' || kind === 'import' || isFunction(module, id);
}

/** Whether what is called is a function of the repository, what somebody passes, or a method of the language: others call nothing that is followed. */
function mayCallIt({ module, call }: Handover, callable: CallableNames, evaluation: Evaluation): boolean {
  const callee = calleeOf(module, call);
  if (callee === null) return false;
  if (callingMethod({ module, expr: call, frame: null }) !== null) return true;
  if (!callable.mayBeFunction(module, callee)) return false;
  return optionsOf(invoked(evaluation.ask({ module, expr: callee, frame: null }), evaluation)).some(
    (option) => option.kind === 'closure' || option.kind === 'class' || parameterOf(option) !== null,
  );
}

/** The same by their words alone, whatever the argument turns out to be. */
export function handedBySyntax(program: Program): readonly (readonly [Handover, ExprId])[] {
  const names = functionNames(program);
  return program.modules.flatMap((module) =>
    handedIn(module, names).filter(([, held]) => mayBeFunction(module, held, names)),
  );
}

/** A class is handed over to be constructed. */
function functionsAt(ref: Ref, evaluation: Evaluation): readonly Pick<ClosureValue, 'module' | 'function'>[] {
  const { meter } = evaluation.facts;
  const value = meter.within(LIMITS.stepsOfHandover, () => invoked(evaluation.ask(ref), evaluation));
  return optionsOf(value).flatMap((option) => {
    if (option.kind === 'class') return constructorOf(option, evaluation) ?? [];
    if (option.kind === 'record') return functionsOf(option.object);
    return option.kind === 'closure' ? [option] : [];
  });
}

/** What the calls of a module are handed, or have in the objects and lists that they are handed. */
function handedIn(module: LinkedModule, names: Names): readonly (readonly [Handover, ExprId])[] {
  return module.calls.flatMap(({ call }) =>
    argumentsIn(module.expressions[call]).flatMap(({ value, spread }, position) =>
      heldIn(module, value, names, 0).map((held) => [{ module, call, position, spread }, held] as const),
    ),
  );
}

/** The arguments of a call; an element has one, its attributes. */
function argumentsIn(expr: Expr | undefined): readonly Argument[] {
  if (expr?.kind === 'call') return expr.pieces ?? expr.args;
  return expr?.kind === 'markup' && typeof expr.tag === 'number' ? [{ value: expr.attributes, spread: false }] : [];
}

/** How deep functions are looked for in an argument: `{ handlers: [f] }` is two. */
const NESTING = 3;

function heldIn(module: LinkedModule, id: ExprId, names: Names, depth: number): readonly ExprId[] {
  const expr = module.expressions[id];
  if (depth >= NESTING) return [];
  switch (expr?.kind) {
    case 'function':
    case 'class':
    case 'member':
      return [id];
    case 'name': {
      const given = [...givenTo(module, expr.binding), ...objectsGivenTo(module, expr.binding)];
      return given.length === 0 ? [id] : given.flatMap((value) => heldIn(module, value, names, depth));
    }
    case 'object':
      return expr.properties.flatMap(({ value }) => heldIn(module, value, names, depth + 1));
    case 'array':
      return expr.items.flatMap(({ value }) => heldIn(module, value, names, depth + 1));
    case 'choice':
      return expr.options.flatMap((option) => heldIn(module, option, names, depth + 1));
    case 'call':
      return makesFunction(module, expr.callee, names) ? [id] : [];
    case 'module':
      return expr.required ? [id] : [];
    default:
      return [];
  }
}

/** What a parameter gets of a function that is called where it is written. */
function givenTo(module: LinkedModule, binding: BindingId): readonly ExprId[] {
  const { kind, definitions } = module.bindings[binding] ?? {};
  const parameter = module.expressions[kind === 'parameter' ? (definitions?.[0]?.value ?? -1) : -1];
  if (parameter?.kind !== 'parameter') return [];
  const call = module.expressions[module.functions[parameter.function]?.calledAt ?? -1];
  if (call?.kind !== 'call') return [];
  const { index, rest } = parameter;
  return (call.pieces ?? call.args).slice(index, rest ? undefined : index + 1).map(({ value }) => value);
}

/** The objects that a name stands for, where they are written down. */
function objectsGivenTo(module: LinkedModule, binding: BindingId): readonly ExprId[] {
  const values = (module.bindings[binding]?.definitions ?? []).map(({ value }) => value);
  return values.every((value) => module.expressions[value]?.kind === 'object') ? values : [];
}

/** Told without evaluation, so that only few arguments are evaluated: most are data. What a parameter holds is handed on, not over. */
function mayBeFunction(module: LinkedModule, id: ExprId, names: Names): boolean {
  const expr = module.expressions[id];
  if (expr?.kind === 'member') return typeof expr.property === 'string' && names.functions.has(expr.property);
  if (expr?.kind !== 'name') return true;
  const binding = module.bindings[expr.binding];
  if (!binding) return false;
  if (binding.kind === 'parameter') return isFolded(module, binding);
  if (binding.kind === 'function' || binding.kind === 'class' || binding.kind === 'import') return true;
  return binding.definitions.some(({ value }) => isFunctionLike(module, value, names));
}

/** What a fold gave before is known as the function that it is: `layers.reduceRight((next, layer) => layer(next), send)`. */
function isFolded(module: LinkedModule, { definitions }: Binding): boolean {
  const parameter = module.expressions[definitions[0]?.value ?? -1];
  const passedTo = parameter?.kind === 'parameter' ? module.functions[parameter.function]?.passedTo : null;
  const call = passedTo ? module.expressions[passedTo.call] : undefined;
  const method = call?.kind === 'call' ? terminalName(module, call.callee) : null;
  return method === 'reduce' || method === 'reduceRight';
}

/** A function, another name for one, a call that was given one, `useCallback(() => …)`, or that makes one. */
function isFunctionLike(module: LinkedModule, id: ExprId, names: Names): boolean {
  const expr = module.expressions[id];
  switch (expr?.kind) {
    case 'function':
    case 'name':
    case 'member':
    case 'choice':
      return true;
    case 'module':
      return expr.required;
    case 'call':
      return makesFunction(module, expr.callee, names) || expr.args.some(({ value }) => isFunction(module, value));
    default:
      return false;
  }
}

function makesFunction(module: LinkedModule, callee: ExprId, names: Pick<Names, 'makers'>): boolean {
  const written = module.expressions[callee];
  if (written?.kind === 'function') return givesFunction(module, written.function, names);
  const name = terminalName(module, callee);
  return name === 'bind' || (name !== null && names.makers.has(name));
}

/** Whether a function returns one, or an object of them, as far as its own words say: it is written there, or a maker called. */
function givesFunction(module: LinkedModule, id: FunctionId, names: Pick<Names, 'makers'>): boolean {
  const returns = module.functions[id]?.returns ?? [];
  return returns.some((value) => {
    const expr = module.expressions[value];
    return expr?.kind === 'call'
      ? makesFunction(module, expr.callee, names)
      : isFunction(module, value) || givesObject(module, value);
  });
}

interface Names {
  readonly functions: ReadonlySet<string>;
  /** Of functions that return a function, or an object of functions: what calls of them give is looked at. */
  readonly makers: ReadonlySet<string>;
}

function functionNames({ modules }: Program): Names {
  const named = modules.flatMap((module) =>
    module.functions.flatMap(({ name }, id) => (name === null ? [] : [{ module, name, id }])),
  );
  const makers = new Set<string>();
  for (let rest = named, before = -1; before < makers.size; rest = rest.filter(({ name }) => !makers.has(name))) {
    before = makers.size;
    for (const { module, name, id } of rest) if (givesFunction(module, id, { makers })) makers.add(name);
  }
  return { functions: new Set(named.map(({ name }) => name)), makers };
}

/** A function as it is written, or the name of one. */
function isFunction(module: LinkedModule, id: ExprId): boolean {
  const expr = module.expressions[id];
  if (expr?.kind !== 'name') return expr?.kind === 'function';
  const definitions = module.bindings[expr.binding]?.definitions ?? [];
  return definitions.some(({ value }) => module.expressions[value]?.kind === 'function');
}

function add(map: Map<string, Handover[]>, key: string, handover: Handover): void {
  const known = map.get(key);
  if (known) known.push(handover);
  else map.set(key, [handover]);
}
