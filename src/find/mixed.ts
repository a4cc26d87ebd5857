/**
 * A function that keeps what it is given may have been called before each of two reads, each time with something else:
 * `use('a'); const one = host(); use('b'); const other = host();`. What each call gives by itself is not all then.
 */
import { argumentOf } from '../values/arguments.ts';
import { concatenate } from '../values/text.ts';
import {
  functionKey,
  optionsOf,
  text,
  type Frame,
  type ParameterHole,
  type Part,
  type TextValue,
  type Value,
} from '../values/value.ts';
import { keyOf } from '../values/render.ts';
import type { Analysis } from './analysis.ts';
import type { Target } from './composers/compose.ts';
import { placesOf } from './receivers.ts';
import type { Supposition } from './suppositions.ts';
import { openParameters } from './target.ts';
import type { SinkUse } from './uses.ts';

/** The targets that hold what different calls gave. */
export function mixedTargets(
  targets: readonly Target[],
  next: readonly Supposition[],
  { assumptions }: Supposition,
  use: SinkUse,
  analysis: Analysis,
): readonly Target[] {
  if (next.length < 2) return [];
  return targets.flatMap((target): readonly Target[] => {
    const { value } = target;
    if (value.kind !== 'text') return [];
    const kept = openParameters(value).find(
      (one, index, all) => all.findLastIndex((other) => isSame(one, other)) > index && (one.depth ?? 0) === 0,
    );
    if (!kept || isRunning(kept, placesOf(use, assumptions))) return [];
    return mixtures(value, kept, next, analysis).map((mixed) => ({ ...target, value: mixed }));
  });
}

/** Whether all of the target comes from one call: that of a function around the sink or its callers, or of the constructor of one instance. */
function isRunning({ module, function: id }: ParameterHole, places: ReturnType<typeof placesOf>): boolean {
  if (module.classes[module.functions[id]?.class ?? -1]?.constructor === id) return true;
  return places.some(({ module: own, owner }) => {
    if (own !== module) return false;
    for (let at = owner, info = own.functions[at]; info; at = info.parent, info = own.functions[at])
      if (at === id) return true;
    return false;
  });
}

function mixtures(
  value: TextValue,
  kept: ParameterHole,
  next: readonly Supposition[],
  analysis: Analysis,
): readonly Value[] {
  const given = next.flatMap(({ assumptions }) => {
    const frame: Frame | undefined = assumptions.get(functionKey(kept.module, kept.function));
    return frame ? [argumentOf(frame, kept.index, analysis.under(assumptions))] : [];
  });
  const filled = (by: Value): Value =>
    concatenate(value.parts.map((part) => (isHoleOf(part, kept) ? by : asText(part))));
  const alone = new Set(given.flatMap((one) => optionsOf(filled(one))).map(keyOf));
  const together = filled({ kind: 'choice', options: given.flatMap(optionsOf) });
  return optionsOf(together).filter((one) => !alone.has(keyOf(one)));
}

function isHoleOf(part: Part, kept: ParameterHole): boolean {
  return part.kind === 'hole' && part.hole.kind === 'parameter' && isSame(part.hole, kept);
}

function asText(part: Part): Value {
  return part.kind === 'text' ? text(part.text) : { kind: 'hole', hole: part.hole, trail: null };
}

function isSame(one: ParameterHole, other: ParameterHole): boolean {
  return one.module === other.module && one.function === other.function && one.index === other.index;
}
