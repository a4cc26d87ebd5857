/** Supposing that a function was called by one of its callers. */
import type { LinkedModule } from '../link/program.ts';
import type { FunctionId } from '../lower/module.ts';
import type { Assumptions } from '../values/evaluation.ts';
import { functionKey, type Frame } from '../values/value.ts';

/** Adds a frame, with those around it, to what is supposed; null when the function is already supposed to be called: recursion. */
export function assume(assumptions: Assumptions, frame: Frame): Assumptions | null {
  const key = functionKey(frame.module, frame.function);
  if (assumptions.has(key)) return null;
  const next = new Map([...assumptions, [key, frame]]);
  const others = frame.args.kind === 'handed' ? frame.args.supposing : [];
  for (const other of others) {
    const own = functionKey(other.module, other.function);
    if (!next.has(own)) next.set(own, other);
  }
  for (let around: Frame | null = frame; around; around = around.parent) {
    const own = functionKey(around.module, around.function);
    if (!next.has(own)) next.set(own, around);
  }
  return next;
}

/** Supposes of which class `this` is where it may be of several; null when that is supposed already. */
export function assumeReceiver(assumptions: Assumptions, frame: Frame): Assumptions | null {
  const key = receiverKey(frame.module, frame.function);
  return assumptions.has(key) ? null : new Map([...assumptions, [key, frame]]);
}

/** Where it is supposed of which class `this` is in a class, by the function that makes its instances. */
export function receiverKey(module: LinkedModule, body: FunctionId): string {
  return `this in ${functionKey(module, body)}`;
}

/** How many calls are supposed. */
export function wrappersIn(assumptions: Assumptions): number {
  return [...assumptions.values()].filter(({ args }) => args.kind !== 'open').length;
}
