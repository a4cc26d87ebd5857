/** One look at a sink use under one supposition: what it comes to as it stands, and which calls may say more. */
import { later } from '../link/later.ts';
import { isLost, type Captures } from '../values/captures.ts';
import type { Assumptions } from '../values/evaluation.ts';
import { withHoles } from '../values/holes.ts';
import { LIMITS } from '../values/limits.ts';
import { isExcluded } from '../values/operations/truth.ts';
import { isPage } from '../values/reasons.ts';
import type { Hole, Part, Value } from '../values/value.ts';
import type { Analysis } from './analysis.ts';
import { wrappersIn } from './assume.ts';
import { settle, type Settled } from './by-type.ts';
import { capturesWithout, lastStanding, standingOf } from './choosing.ts';
import { capturedTargets } from './captured.ts';
import type { Target } from './composers/compose.ts';
import { surfaceOf, type Context } from './context.ts';
import { mixedTargets } from './mixed.ts';
import { isBorrowed, receiversOf } from './receivers.ts';
import { callersOfOpen, settledIn, toldSuppositions, type Search, type Supposition } from './suppositions.ts';
import { withoutUnreached } from './unreached.ts';
import type { SinkUse } from './uses.ts';

export interface Look {
  readonly supposed: Supposition;
  /** What it comes to as it stands, told when it is asked. */
  readonly own: () => readonly Context[];
  /** What to suppose besides; empty when it is settled. */
  readonly next: readonly Supposition[];
  /** What it comes to where more than one of those holds. */
  readonly mixed: () => readonly Context[];
}

/** Looks at a use under a supposition; null when it reaches nothing so. */
export function look(supposed: Supposition, search: Search): Look | null {
  const { use, analysis } = search;
  const { assumptions, entry, settled } = supposed;
  const evaluation = analysis.under(assumptions);
  if (isExcluded(use.guards, { module: use.module, expr: use.at, frame: null }, evaluation)) return null;
  const standing = standingOf(use, evaluation);
  const known = capturedTargets({ ...use, ends: standing.ends }, evaluation, 'callers may say');
  const captures = known?.captures ?? null;
  const targets = [...(known?.targets ?? []), ...[...standing.asked, ...standing.said].map(undecided)];
  if (captures === null && targets.length === 0) return null;
  const own = later((): readonly Context[] => {
    const here = settledUnder(use, assumptions, analysis);
    if (here === null) return [];
    // What a library has nothing to give to, it does not call.
    const isCall = use.module.expressions[use.at]?.kind === 'call' && use.applied.at(-1)?.args?.kind !== 'handed';
    const found = withoutUnreached(here, targets, use, assumptions, analysis);
    return [
      {
        ...found,
        targets: evaluation.facts.meter.isSpent ? found.targets.map((one) => unfollowed(one, use)) : found.targets,
        assumptions,
        wrapped: wrappersIn(assumptions) > 0,
        surface: surfaceOf(use, assumptions),
        entry,
        settled,
        isLost: targets.length === 0 && isCall && isLost(standing.ends, use.applied, evaluation),
        isShared: standing.isShared,
      },
    ];
  });
  const next = nextOf(targets, captures ?? new Map(), supposed, search);
  const mixed = (): readonly Context[] => {
    const found = mixedTargets(targets, next, supposed, use, analysis);
    return found.length === 0 ? [] : own().map((one) => ({ ...one, targets: found }));
  };
  return { supposed, own, next, mixed };
}

/** Who is told where to go, of which class `this` may be, or who calls: the first that says more. */
function nextOf(
  targets: readonly Target[],
  captures: Captures,
  supposed: Supposition,
  search: Search,
): readonly Supposition[] {
  const { use, analysis } = search;
  const { assumptions } = supposed;
  const told = toldSuppositions(targets, supposed, search);
  if (told.length > 0) return told;
  const isAsked = isAmbiguous(targets) || isBorrowed(use, analysis);
  const receivers = isAsked ? receiversOf(use, assumptions, analysis) : [];
  if (receivers.length > 0) return receivers.map((one): Supposition => ({ ...supposed, assumptions: one }));
  if (wrappersIn(assumptions) >= LIMITS.wrapperDepth) return [];
  return callersOfOpen(targets, captures, { ...supposed, settled: settledIn(targets, supposed) }, search);
}

/** What the use comes to as it stands; null when it is another sink's call. */
function settledUnder(use: SinkUse, assumptions: Assumptions, analysis: Analysis): Settled | null {
  const { evaluation, standing } = lastStanding(use, assumptions, analysis);
  const { ends, said } = standing;
  const captured = capturedTargets({ ...use, ends }, evaluation, 'nobody says');
  if (captured === null && said.length === 0) return null;
  const settled: Settled = captured
    ? settle({ ...use, ends }, captured, assumptions, analysis)
    : { captures: capturesWithout(use, evaluation), targets: [], byType: new Set() };
  return said.length === 0 ? settled : { ...settled, targets: [...settled.targets, ...said.map(undecided)] };
}

/**
 * What is not known because the steps of the sink ran out is one unknown of the sink. How far they went is nobody's doing: an unrelated change
 * would name another of those who hand the address on.
 */
function unfollowed(target: Target, { module, at }: SinkUse): Target {
  const ofSink = (hole: Hole): Hole =>
    hole.kind === 'unknown' && hole.reason === 'too-complex' && hole.at === undefined
      ? { ...hole, at: { module, expr: at, frame: null } }
      : hole;
  return { ...target, value: withHoles(target.value, ofSink) };
}

function undecided(value: Value): Target {
  return { value, origin: 'code', option: true };
}

/** Whether more than one thing may be meant: another class of `this` may say which. */
function isAmbiguous(targets: readonly Target[]): boolean {
  return targets.length > 1 || targets.some(({ value }) => value.kind !== 'text' || value.parts.some(isUnknown));
}

function isUnknown(part: Part): boolean {
  return part.kind === 'hole' && part.hole.kind === 'unknown' && !isPage(part.hole);
}
