/** `URL` objects as places: whoever is handed one, or finds it in a field, may write to it. */
import type { Evaluation } from '../evaluation.ts';
import { mapOptions } from '../text.ts';
import { MOVING } from '../url-object.ts';
import { optionsOf, type FieldWrite, type Ref, type Value } from '../value.ts';
import { applyWrites } from './writes.ts';

/** What `new URL(…)` makes, with what is written to it from elsewhere; such a write sees what the URL began with. */
export function madeUrl(url: Value, at: Ref, evaluation: Evaluation): Value {
  const { module, expr, frame } = at;
  const call = module.expressions[expr];
  if (call?.kind !== 'call' || !call.construct) return url;
  const made: Ref = { module, expr, frame };
  const own = mapOptions(url, (one) => (one.kind === 'text' || one.kind === 'hole' ? { ...one, made } : one));
  const writes = writesTo(own, evaluation);
  if (writes.length === 0) return own;
  // What another activation makes here is changed by the same writes, so it is not followed through them again.
  return evaluation.guarded(
    `URL ${module.id}:${expr}`,
    () => own,
    () => evaluation.beginningWith(made, own, () => applyWrites(own, writes, evaluation)),
  );
}

/** All that it may be is made in one place. */
function writesTo(url: Value, evaluation: Evaluation): readonly FieldWrite[] {
  const one = optionsOf(url).find((option) => (option.kind === 'text' || option.kind === 'hole') && option.made);
  return one ? MOVING.flatMap((name) => evaluation.facts.writes(one, name)) : [];
}
