/** Functions that a library calls once they are handed to it: `useSWR(key, fetcher)`, `app.get('/', handler)`, `export const load`. */
import type { CallSite, FunctionId } from '../lower/module.ts';
import { laterOf } from '../link/later.ts';
import type { LinkedModule, Program } from '../link/program.ts';
import type { Trie } from '../rules/trie.ts';
import type { Assumptions, Evaluation } from '../values/evaluation.ts';
import { argumentAt } from '../values/arguments.ts';
import { LIMITS } from '../values/limits.ts';
import { invoked } from '../values/operations/names.ts';
import { UNDEFINED, functionKey, optionsOf, type ClosureValue, type Frame, type Value } from '../values/value.ts';
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

interface Context {
  readonly callable: CallableNames;
  readonly evaluation: Evaluation;
  readonly under: (assumptions: Assumptions) => Evaluation;
}

interface Found {
  readonly closure: ClosureValue;
  readonly handover: Handover;
  /** What had to be supposed to know the function. */
  readonly supposing: Assumptions;
}

/** Indexes the functions that libraries call; the work is done at the first question. */
export function indexHanded(program: Program, trie: Trie, context: Context): Handed {
  let index: ReadonlyMap<string, readonly Found[]> | null = null;
  return {
    framesOf(module, id, callers) {
      index ??= context.evaluation.facts.meter.aside(() =>
        indexAll(meetings(program, trie, context.callable, context.evaluation), callers, context),
      );
      const found = index.get(functionKey(module, id)) ?? [];
      return found.flatMap((one) => frameOf(one, context.evaluation) ?? []);
    },
  };
}

/** Inside a function that is handed something to go on from (`endpoints: (build) => …`), there are meetings too. */
function indexAll(
  met: readonly Meeting[],
  callers: Callers['of'],
  context: Context,
): ReadonlyMap<string, readonly Found[]> {
  const outer = foundAt(met, callers, context);
  const openCalls = laterOf((module: LinkedModule) => callsByParameter(module, context));
  const inside = outer.flatMap((found) => (found.handover.goesOn ? meetingsInside(found, openCalls, context) : []));
  const index = new Map<string, Found[]>();
  for (const found of inside.length === 0 ? outer : foundAt([...met, ...inside], callers, context)) {
    const key = functionKey(found.closure.module, found.closure.function);
    const known = index.get(key);
    if (known) known.push(found);
    else index.set(key, [found]);
  }
  return index;
}

function foundAt(met: readonly Meeting[], callers: Callers['of'], context: Context): readonly Found[] {
  return handoversOf(met, context.evaluation).flatMap((one) => functionsOf(one, new Map(), callers, context));
}

function meetingsInside(found: Found, openCalls: OpenCalls, { evaluation, under }: Context): readonly Meeting[] {
  const { module, function: id } = found.closure;
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

/** The functions that are handed over; where one came in as a parameter, those that the callers pass. */
function functionsOf(
  handover: Handover,
  supposing: Assumptions,
  callers: Callers['of'],
  context: Context,
): readonly Found[] {
  const evaluation = context.under(supposing);
  return functionsHanded(handover, evaluation)
    .flatMap((value) => optionsOf(invoked(value, evaluation)))
    .flatMap((value) => {
      if (value.kind === 'closure') return [{ closure: value, handover, supposing }];
      if (wrappersIn(supposing) >= LIMITS.wrapperDepth) return [];
      return callersOf(value, callers).flatMap((frame) => {
        const next = assume(supposing, frame);
        return next ? functionsOf(handover, next, callers, context) : [];
      });
    });
}

function callersOf(value: Value, callers: Callers['of']): readonly Frame[] {
  const parameter = parameterOf(value);
  return parameter ? callers(parameter.module, parameter.function).slice(0, LIMITS.callerChains) : [];
}

function frameOf({ closure, handover, supposing }: Found, evaluation: Evaluation): Frame | null {
  const { module, function: id, self, frame: parent, bound } = closure;
  const { at, key, argument, drafts } = handover;
  return evaluation.frame(
    { module, function: id, self, parent },
    {
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
    },
    0,
  );
}
