/** The last source: what is still unknown in a target when nobody says more, by the types of the expressions that it comes from. */
import type { Captures } from '../values/captures.ts';
import type { Assumptions } from '../values/evaluation.ts';
import type { TypeReach } from '../types/oracle.ts';
import { render } from '../values/render.ts';
import { optionsOf, type Part, type Value } from '../values/value.ts';
import type { Analysis } from './analysis.ts';
import { capturedTargets, type CapturedTargets } from './captured.ts';
import type { Target } from './composers/compose.ts';
import { isOpen, readTarget } from './target.ts';
import type { SinkUse } from './uses.ts';

export interface Settled {
  readonly captures: Captures;
  readonly targets: readonly Target[];
  /** The targets that a type was needed for. */
  readonly byType: ReadonlySet<Target>;
}

/** The targets of a use, with types where they are unknown without. */
export function settle(
  use: SinkUse,
  { captures, targets }: CapturedTargets,
  assumptions: Assumptions,
  analysis: Analysis,
): Settled {
  const plain: Settled = { captures, targets, byType: new Set() };
  const reach = reachOf(use, targets, captures);
  if (!analysis.typed || reach === null) return plain;
  const typed = analysis.typed(assumptions, reach);
  const again = capturedTargets(use, typed, 'nobody says');
  if (again === null) return plain;
  const found = again.targets;
  if (found.length === 0 || dynamicIn(found) > dynamicIn(targets)) return plain;
  const before = new Set(targets.map(({ value }) => render(value)));
  const byType = new Set(found.filter(({ value }) => !before.has(render(value))));
  return byType.size === 0 ? plain : { ...again, byType };
}

/**
 * How far it is worth to look for a type; null: not at all. Where part of the host is known, the rest is likely to have few values.
 * An address that is unknown as a whole seldom has, and there are hundreds; as the source of an image, never.
 */
function reachOf({ ends }: SinkUse, targets: readonly Target[], captures: Captures): TypeReach | null {
  const open = targets.filter(({ value, origin }) => origin === 'code' && isOpen(value));
  if (open.length === 0 || ![...captures.values()].some(({ value }) => hasHole(value))) return null;
  if (open.some(({ value }) => value.kind === 'text' && value.parts.some(isHostText))) return 'far';
  return ends.some(({ path }) => path.steps.at(-1)?.kind === 'markup') ? null : 'near';
}

/** Text of a host: more than `https://` and a path. */
function isHostText(part: Part): boolean {
  return part.kind === 'text' && /^[\w-]*\.[\w-]|\/\/[\w-]|^-/.test(part.text);
}

/** More alternatives than can be followed are no gain over a pattern. */
function dynamicIn(targets: readonly Target[]): number {
  return targets.filter(({ value }) => readTarget(value, {}).kind === 'dynamic').length;
}

function hasHole(value: Value): boolean {
  return optionsOf(value).some((option) => {
    if (option.kind === 'list') return option.items.some(hasHole);
    if (option.kind === 'text') return option.parts.some((part) => part.kind === 'hole' && part.hole.kind !== 'env');
    return option.kind === 'hole' && option.hole.kind !== 'env';
  });
}
