/** Calls of a function from inside itself, directly or through others that are supposed: what each gives is told from the call around it. */
import { MODULE_LEVEL } from '../lower/module.ts';
import type { Assumptions, Evaluation } from '../values/evaluation.ts';
import { functionKey, type Frame, type FrameArguments, type Ref } from '../values/value.ts';

/** The calls of a function, apart by whether they come from outside. */
export interface Calls {
  readonly outer: readonly Frame[];
  /** Calls from inside, which functions that are supposed lie between. */
  readonly inner: readonly Inner[];
}

/** A way around: the call of the function, then those of the functions in which that stands, back to the function. */
export type Inner = readonly Frame[];

/** Tells calls from outside from those that a recursion makes. */
export function apart(frames: readonly Frame[], assumptions: Assumptions): Calls {
  const ways = frames.map((frame) => ({ frame, way: wayAround(frame, assumptions) }));
  return {
    outer: ways.flatMap(({ frame, way }) => (way === null ? [frame] : [])),
    inner: ways.flatMap(({ way }) => (way ? [way] : [])),
  };
}

/** The same call where the function around it was called in a certain way. */
export function inside(way: Inner, around: Frame, evaluation: Evaluation): Frame | null {
  let frame: Frame | null = around;
  for (const one of way.toReversed()) {
    const args: FrameArguments | null = frame && within(one.args, frame);
    const { module, function: id, self, parent } = one;
    frame = args && evaluation.frame({ module, function: id, self, parent }, args, 0);
  }
  return frame;
}

function within(args: FrameArguments, frame: Frame): FrameArguments | null {
  if (args.kind === 'call') return { ...args, call: { ...args.call, frame } };
  if (args.kind === 'list') return { ...args, list: { ...args.list, call: { ...args.list.call, frame } } };
  return args.kind === 'handed' ? (args.inside?.(frame) ?? null) : null;
}

function wayAround(frame: Frame, assumptions: Assumptions): Inner | null {
  const start = functionKey(frame.module, frame.function);
  const way: Frame[] = [];
  for (let next: Frame | undefined = frame; next && way.length <= assumptions.size;) {
    way.push(next);
    const around = functionsAround(next);
    if (around.includes(start)) return way;
    const supposed: Frame | undefined = around.flatMap((key) => assumptions.get(key) ?? [])[0];
    next = supposed && !way.includes(supposed) ? supposed : undefined;
  }
  return null;
}

/** The functions in which the call of a frame stands, from the inside out; none where it is already seen from a certain frame. */
function functionsAround({ args }: Frame): readonly string[] {
  const call: Ref | null =
    args.kind === 'call' ? args.call : args.kind === 'list' ? args.list.call : args.kind === 'handed' ? args.at : null;
  const site = call?.frame === null ? call.module.calls.find((one) => one.call === call.expr) : undefined;
  const found: string[] = [];
  if (!call || !site) return found;
  for (let id = site.owner; id !== MODULE_LEVEL; id = call.module.functions[id]?.parent ?? MODULE_LEVEL) {
    found.push(functionKey(call.module, id));
  }
  return found;
}
