/** From a sink use to what it reaches: its roles are evaluated and composed, in the context of each chain of callers that matters. */
import { LIMITS } from '../values/limits.ts';
import { hole, type Value } from '../values/value.ts';
import type { Analysis } from './analysis.ts';
import type { Target } from './composers/compose.ts';
import type { Context } from './context.ts';
import { contextsFrom } from './expand.ts';
import { look } from './look.ts';
import type { Bounds, Entry, Search, Supposition } from './suppositions.ts';
import { decidingHoles } from './target.ts';
import type { SinkUse } from './uses.ts';

/** The use as seen from its callers, where a parameter decides the target; else as it stands. */
export function contextsOf(use: SinkUse, analysis: Analysis): readonly Context[] {
  const { left } = analysis;
  const most: Readonly<Bounds> = {
    looks: Math.min(LIMITS.callerLooks, Math.max(LIMITS.leastCallerLooks, left.looks)),
    chains: Math.min(LIMITS.callerChains, Math.max(LIMITS.leastCallerChains, left.chains)),
  };
  const search: Search = { use, analysis, bounds: { ...most } };
  const start: Supposition = {
    assumptions: use.assumptions,
    entry: AT_THE_SINK,
    settled: new Map(),
    isSaid: false,
    isChosen: false,
    again: null,
  };
  const { meter } = analysis.evaluation.facts;
  const found = meter.withReserve(meter.hardSinks, LIMITS.stepsOfSink, LIMITS.stepsOfHardSink, () => {
    const first = look(start, search);
    return first === null ? [] : contextsFrom(first, search);
  });
  left.looks -= most.looks - Math.max(0, search.bounds.looks);
  left.chains -= most.chains - Math.max(0, search.bounds.chains);
  return withLost(implemented(grounded(found)));
}

const AT_THE_SINK: Entry = { caller: null, origin: null, handler: null };

/** A call that reaches nothing whoever calls it, although it is handed an address: that is not followed to where it is made. */
function withLost(contexts: readonly Context[]): readonly Context[] {
  const reachesNothing = contexts.every(({ targets, unreached }) => targets.length === 0 && !unreached);
  if (!reachesNothing) return contexts;
  return contexts.map((context) => (context.isLost ? { ...context, targets: [LOST] } : context));
}

const LOST: Target = { value: hole('uninitialised'), origin: 'code', option: false };

/** Where no call says what a type stands for, it stands for the classes that implement it. */
function implemented(contexts: readonly Context[]): readonly Context[] {
  const rest = contexts.map((context) => ({
    ...context,
    targets: context.targets.filter(({ value }) => !isOfImplementers(value)),
  }));
  return rest.some(({ targets }) => targets.length > 0) ? rest : contexts;
}

function isOfImplementers(value: Value): boolean {
  return decidingHoles(value).some((one) => one.kind === 'parameter' && one.implemented === true);
}

/** Recursion reaches what its first call reaches: an alternative that begins with itself adds nothing to the others. */
function grounded(contexts: readonly Context[]): readonly Context[] {
  const rest = contexts.map((context) => ({
    ...context,
    targets: context.targets.filter(({ value }) => !isCyclic(value)),
  }));
  return rest.some(({ targets }) => targets.length > 0) ? rest : contexts;
}

function isCyclic(value: Value): boolean {
  const first = value.kind === 'text' ? value.parts[0] : value;
  return first?.kind === 'hole' && first.hole.kind === 'unknown' && first.hole.reason === 'cyclic';
}
