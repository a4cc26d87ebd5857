/** What a use captures under an evaluation, and what it reaches by that. */
import { capturesApart, capturesOfAll, type Captures } from '../values/captures.ts';
import type { Evaluation } from '../values/evaluation.ts';
import { together } from '../values/options-apart.ts';
import { keyOf } from '../values/render.ts';
import { compose, type Target, type Unfilled } from './composers/compose.ts';
import type { SinkUse } from './uses.ts';

export interface CapturedTargets {
  readonly captures: Captures;
  readonly targets: readonly Target[];
}

/** Captures and targets; null where a literal is demanded that does not stand there. Of several options objects each is read by itself. */
export function capturedTargets(
  { sink, ends, applied }: Pick<SinkUse, 'sink' | 'ends' | 'applied'>,
  evaluation: Evaluation,
  unfilled: Unfilled,
): CapturedTargets | null {
  const apart = together();
  const captures = capturesOfAll(ends, applied, evaluation, apart);
  if (captures === null) return null;
  if (apart.met.size === 0) return { captures, targets: compose(sink, captures, evaluation, unfilled) };
  const each = capturesApart(ends, applied, evaluation, apart);
  return { captures, targets: distinct(each.flatMap((one) => compose(sink, one, evaluation, unfilled))) };
}

function distinct(targets: readonly Target[]): readonly Target[] {
  const found = new Map<string, Target>();
  for (const target of targets) {
    const key = `${target.origin} ${keyOf(target.value)}`;
    if (!found.has(key)) found.set(key, target);
  }
  return [...found.values()];
}
