/** Functions that a library calls once they are handed to it: `useSWR(key, fetcher)`, `app.get('/', handler)`, `export const load`. */
import type { CallSite, FunctionId } from '../lower/module.ts';
import { grouped } from '../link/grouped.ts';
import { laterOf } from '../link/later.ts';
import type { LinkedModule, Program } from '../link/program.ts';
import type { Trie } from '../rules/trie.ts';
import type { Assumptions, Evaluation } from '../values/evaluation.ts';
import { argumentAt } from '../values/arguments.ts';
import { LIMITS } from '../values/limits.ts';
import { invoked } from '../values/operations/names.ts';
import {
  UNDEFINED,
  functionKey,
  optionsOf,
  type ApiValue,
  type ClosureValue,
  type Frame,
  type HandedArguments,
  type Ref,
  type Value,
} from '../values/value.ts';
import { assume, wrappersIn } from './assume.ts';
import { parameterOf } from './call-graph.ts';
import type { CallableNames } from './callable-names.ts';
import type { Callers } from './callers.ts';
import type { Handover } from './filling.ts';
import { functionsHanded, handoversOf } from './handover.ts';
import { meetings, meetingsAt, type Meeting } from './meetings.ts';

export interface Handed {
  /** One frame for each way in which a library calls the function; `callers` are those of the program. */
  readonly framesOf: (module: LinkedModule, id: FunctionId, callers: Callers['of']) => readonly Frame[];
}

export interface HandedIndex extends Handed {
  /** The clients that a library calls with what stands at a place: `useSWR(url, fetch)`. */
  readonly clientsAt: (at: Ref, callers: Callers['of']) => readonly HandedClient[];
}

/** A client that a library calls, and what it calls it with. */
export interface HandedClient {
  readonly client: ApiValue;
  readonly args: HandedArguments;
  /** What had to be supposed to know the client. */
  readonly supposing: Assumptions;
}

interface Context {
  readonly callable: CallableNames;
  readonly evaluation: Evaluation;
  readonly under: (assumptions: Assumptions) => Evaluation;
}

interface Found<V extends Value = Value> {
  readonly value: V;
  readonly handover: Handover;
  /** What had to be supposed to know the function. */
  readonly supposing: Assumptions;
}

interface Index {
  readonly functions: ReadonlyMap<string, readonly Found<ClosureValue>[]>;
  readonly clients: ReadonlyMap<string, readonly Found<ApiValue>[]>;
}

/** Indexes the functions and clients that libraries call; the work is done at the first question. */
export function indexHanded(program: Program, trie: Trie, context: Context): HandedIndex {
  let index: Index | null = null;
  const indexed = (callers: Callers['of']): Index =>
    (index ??= context.evaluation.facts.meter.aside(() =>
      indexAll(meetings(program, trie, context.callable, context.evaluation), callers, context),
    ));
  return {
    framesOf(module, id, callers) {
      const found = indexed(callers).functions.get(functionKey(module, id)) ?? [];
      return found.flatMap((one) => frameOf(one, context.evaluation) ?? []);
    },
    clientsAt(at, callers) {
      const found = indexed(callers).clients.get(placeKey(at)) ?? [];
      return found.map((one) => ({ client: one.value, args: argumentsOf(one), supposing: one.supposing }));
    },
  };
}

function placeKey({ module, expr }: Ref): string {
  return `${module.id}:${expr}`;
}

/** Inside a function that is handed something to go on from (`endpoints: (build) => …`), there are meetings too. */
function indexAll(met: readonly Meeting[], callers: Callers['of'], context: Context): Index {
  const outer = foundAt(met, callers, context);
  const openCalls = laterOf((module: LinkedModule) => callsByParameter(module, context));
  const inside = outer
    .filter(isFunction)
    .flatMap((found) => (found.handover.goesOn ? meetingsInside(found, openCalls, context) : []));
  const all = inside.length === 0 ? outer : foundAt([...met, ...inside], callers, context);
  return {
    functions: grouped(all.filter(isFunction), ({ value }) => functionKey(value.module, value.function)),
    clients: grouped(all.filter(isClient), ({ handover }) => placeKey(handover.at)),
  };
}

function isFunction(found: Found): found is Found<ClosureValue> {
  return found.value.kind === 'closure';
}

function isClient(found: Found): found is Found<ApiValue> {
  return found.value.kind === 'api';
}

function foundAt(met: readonly Meeting[], callers: Callers['of'], context: Context): readonly Found[] {
  const { hardHandovers } = context.evaluation.facts.meter;
  return handoversOf(met, context.evaluation).flatMap((one) => {
    const offered = hardHandovers.offer(LIMITS.stepsOfHandover, LIMITS.stepsOfHanded);
    const budget = { left: offered };
    const found = functionsOf(one, new Map(), { callers, context, budget });
    hardHandovers.charge(LIMITS.stepsOfHandover, offered - budget.left);
    return found;
  });
}

function meetingsInside(
  found: Found<ClosureValue>,
  openCalls: OpenCalls,
  { evaluation, under }: Context,
): readonly Meeting[] {
  const { module, function: id } = found.value;
  const frame = frameOf(found, evaluation);
  const assumptions = frame && assume(new Map(), frame);
  if (!assumptions) return [];
  const calls = openCalls(module).get(id) ?? [];
  return calls.flatMap((call) => meetingsAt(module, call, under(assumptions)));
}

/** The calls in a module of what a function is given, by that function. */
type OpenCalls = (module: LinkedModule) => ReadonlyMap<FunctionId, readonly CallSite[]>;

function callsByParameter(module: LinkedModule, { evaluation, callable }: Context): ReturnType<OpenCalls> {
  const found = new Map<FunctionId, CallSite[]>();
  for (const site of module.calls) {
    const expr = module.expressions[site.call];
    if (expr?.kind !== 'call' || !callable.mayBeApi(module, expr.callee)) continue;
    const callee = evaluation.ask({ module, expr: expr.callee, frame: null });
    if (callee.kind !== 'hole' || callee.hole.kind !== 'parameter') continue;
    const known = found.get(callee.hole.function);
    if (known) known.push(site);
    else found.set(callee.hole.function, [site]);
  }
  return found;
}

/** The search for the functions of one handover. */
interface Search {
  readonly callers: Callers['of'];
  readonly context: Context;
  /** Steps that it may still take. */
  readonly budget: { left: number };
}

/** The functions that are handed over; where one came in as a parameter, those that the callers pass. */
function functionsOf(handover: Handover, supposing: Assumptions, search: Search): readonly Found[] {
  const { callers, context, budget } = search;
  const evaluation = context.under(supposing);
  if (budget.left <= 0 || (supposing.size > 0 && handover.suits?.(evaluation) === false)) return [];
  return optionsHanded(handover, evaluation, budget).flatMap((value) => {
    if (value.kind === 'closure' || isCalledClient(value)) return [{ value, handover, supposing }];
    if (wrappersIn(supposing) >= LIMITS.wrapperDepth) return [];
    return callersOf(value, callers).flatMap((frame) => {
      const next = assume(supposing, frame);
      return next ? functionsOf(handover, next, search) : [];
    });
  });
}

/** A function is found in few steps: what takes longer is data, such as a configuration that is merged. */
function optionsHanded(handover: Handover, evaluation: Evaluation, budget: Search['budget']): readonly Value[] {
  const { meter } = evaluation.facts;
  const before = meter.taken;
  const values = meter.within(LIMITS.stepsOfHandover, () =>
    functionsHanded(handover, evaluation).flatMap((value) => optionsOf(invoked(value, evaluation))),
  );
  budget.left -= meter.taken - before;
  return values;
}

/** A client that is there: of one that a parameter is annotated with, those that the callers pass count. */
function isCalledClient(value: Value): boolean {
  if (value.kind !== 'api' || parameterOf(value) !== null) return false;
  return value.node.call?.ends.some(({ kind }) => kind === 'sink') === true;
}

function callersOf(value: Value, callers: Callers['of']): readonly Frame[] {
  const parameter = parameterOf(value);
  return parameter ? callers(parameter.module, parameter.function).slice(0, LIMITS.callerChains) : [];
}

function frameOf(found: Found<ClosureValue>, evaluation: Evaluation): Frame | null {
  const { module, function: id, self, frame: parent } = found.value;
  return evaluation.frame({ module, function: id, self, parent }, argumentsOf(found), 0);
}

function argumentsOf({ value, handover, supposing }: Found<ApiValue | ClosureValue>): HandedArguments {
  const { at, key, argument, drafts } = handover;
  const { bound = [] } = value;
  return {
    kind: 'handed',
    key: `${key} ${[...supposing.values()].map((frame) => frame.id).join(' ')}`,
    at,
    ...(drafts ? { drafts } : {}),
    argument(index, asking) {
      const ahead = bound[index];
      if (!ahead) return argument(index - bound.length, asking);
      return argumentAt(ahead.call, ahead.position, asking) ?? UNDEFINED;
    },
    supposing: [...supposing.values()],
  };
}
