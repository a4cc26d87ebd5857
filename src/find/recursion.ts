/** Calls of a function from inside itself, directly or through others that are supposed: what each gives is told from the call around it. */
import { MODULE_LEVEL } from '../lower/module.ts';
import { argumentOf } from '../values/arguments.ts';
import type { Assumptions, Evaluation } from '../values/evaluation.ts';
import { LIMITS } from '../values/limits.ts';
import { functionKey, type Frame, type FrameArguments, type ParameterHole, type Ref } from '../values/value.ts';
import type { Analysis } from './analysis.ts';
import { ownersOf } from '../link/call-sites.ts';
import { openParameters } from './target.ts';

/** The calls of a function, apart by whether they come from outside. */
export interface Calls {
  readonly outer: readonly Frame[];
  /** Calls from inside, which functions that are supposed lie between. */
  readonly inner: readonly Inner[];
}

/** A way around: the call of the function, then those of the functions in which that stands, back to the function. */
export type Inner = readonly Frame[];

/** Tells calls from outside from those that a recursion makes. */
export function apart(frames: readonly Frame[], assumptions: Assumptions, analysis: Analysis): Calls {
  const ways = frames.map((frame) => ({ frame, way: wayAround(frame, assumptions, analysis) }));
  return {
    outer: ways.flatMap(({ frame, way }) => (way === null ? [frame] : [])),
    inner: ways.flatMap(({ way }) => (way ? [way] : [])),
  };
}

/** The call of a function that stands between and whose parameters are handed on: `((...all) => from(...all))(index + 1)`. */
function wrapperCall(frame: Frame, around: readonly string[], goal: string, analysis: Analysis): Frame | null {
  const between = around.slice(0, around.indexOf(goal));
  const wrapper = between.length === 0 ? undefined : parametersIn(frame, analysis).find(isOneOf(between));
  if (!wrapper) return null;
  const calls = analysis.callers.of(wrapper.module, wrapper.function);
  return calls.find((one) => functionsOfCall(one).includes(goal)) ?? null;
}

function parametersIn(frame: Frame, { evaluation }: Analysis): readonly ParameterHole[] {
  const { parameters = [] } = frame.module.functions[frame.function] ?? {};
  return parameters.flatMap((_, index) => openParameters(argumentOf(frame, index, evaluation)));
}

function isOneOf(keys: readonly string[]): (parameter: ParameterHole) => boolean {
  return ({ module, function: id }) => keys.includes(functionKey(module, id));
}

function keyOf({ module, function: id }: Frame): string {
  return functionKey(module, id);
}

/** The same call where the function around it was called in a certain way. */
export function inside(way: Inner, around: Frame, evaluation: Evaluation): Frame | null {
  let frame: Frame | null = around;
  for (const one of way.toReversed()) {
    const args: FrameArguments | null = frame && within(one.args, frame);
    const { module, function: id, self } = one;
    const parent: Frame | null = one.parent ?? (frame && isWrittenIn(one, frame) ? frame : null);
    frame = args && evaluation.frame({ module, function: id, self, parent }, args, 0);
  }
  return frame;
}

function within(args: FrameArguments, frame: Frame): FrameArguments | null {
  if (args.kind === 'call') return { ...args, call: { ...args.call, frame } };
  if (args.kind === 'list') return { ...args, list: { ...args.list, call: { ...args.list.call, frame } } };
  return args.kind === 'handed' ? (args.inside?.(frame) ?? null) : null;
}

function isWrittenIn({ module, function: id }: Frame, outer: Frame): boolean {
  if (module !== outer.module) return false;
  let next = module.functions[id]?.parent ?? MODULE_LEVEL;
  while (next !== MODULE_LEVEL && next !== outer.function) next = module.functions[next]?.parent ?? MODULE_LEVEL;
  return next === outer.function;
}

function wayAround(frame: Frame, assumptions: Assumptions, analysis: Analysis): Inner | null {
  const start = keyOf(frame);
  const way: Frame[] = [];
  for (let next: Frame | null = frame; next && way.length <= assumptions.size + LIMITS.wrapperDepth;) {
    way.push(next);
    const around = functionsOfCall(next);
    const goal = around.includes(start) ? start : around.find((key) => assumptions.has(key));
    if (goal === undefined) return null;
    const wrapper = wrapperCall(next, around, goal, analysis);
    if (!wrapper && goal === start) return way;
    const outer: Frame | null = wrapper ?? assumptions.get(goal) ?? null;
    next = outer && !way.includes(outer) ? outer : null;
  }
  return null;
}

/** The functions in which the call of a frame stands, from the inside out; none where it is already seen from a certain frame. */
function functionsOfCall({ args }: Frame): readonly string[] {
  const call: Ref | null =
    args.kind === 'call' ? args.call : args.kind === 'list' ? args.list.call : args.kind === 'handed' ? args.at : null;
  if (call?.frame !== null) return [];
  return [...ownersOf(call.module, call.expr)].map((id) => functionKey(call.module, id));
}
