/** From a sink use to what it reaches: its roles are evaluated and composed, in the context of each chain of callers that matters. */
import { isProduction, type Surface } from '../identify/destination.ts';
import { capturesOfAll, isLost } from '../values/captures.ts';
import type { Assumptions } from '../values/evaluation.ts';
import { LIMITS } from '../values/limits.ts';
import { isExcluded } from '../values/operations/truth.ts';
import { keyOf } from '../values/render.ts';
import { splitUrl } from '../values/url-text.ts';
import { isFromOutside, type HoleReason } from '../values/reasons.ts';
import { hole, type Hole, type Part, type Value } from '../values/value.ts';
import type { Analysis } from './analysis.ts';
import { wrappersIn } from './assume.ts';
import { settle, type Settled } from './by-type.ts';
import { capturesWithout, lastStanding, standingOf } from './choosing.ts';
import { compose, type Target } from './composers/compose.ts';
import { isBorrowed, receiversOf } from './receivers.ts';
import {
  callersOfOpen,
  settledIn,
  toldSuppositions,
  type Entry,
  type Search,
  type Supposition,
} from './suppositions.ts';
import { decidingHoles, isOpen } from './target.ts';
import { withoutUnreached } from './unreached.ts';
import type { SinkUse } from './uses.ts';

/** Where one of a context's targets enters. */
export function entryOf(value: Value, { entry, settled }: Context): Entry {
  const found = settled.get(keyOf(value)) ?? entry;
  return isInput(value) ? { ...found, origin: found.handler } : found;
}

function isInput(value: Value): boolean {
  const parts: readonly Part[] = value.kind === 'text' ? value.parts : value.kind === 'hole' ? [value] : [];
  return parts.some((part) => part.kind === 'hole' && isSent(part.hole));
}

/** What somebody outside sends comes as parameters; what a database holds is asked for by a call of the program. */
function isSent(hole: Hole): boolean {
  return isFromOutside(hole) && !(hole.kind === 'unknown' && hole.reason === 'database');
}

/** A use as one of its callers sees it. */
export interface Context extends Settled {
  readonly assumptions: Assumptions;
  readonly wrapped: boolean;
  readonly surface: Surface;
  readonly entry: Entry;
  /** Where the targets enter that no caller further out has a say in, by their keys. */
  readonly settled: ReadonlyMap<string, Entry>;
  /** Whether the address is handed over and nothing says what it is. */
  readonly isLost: boolean;
  /** Whether a parameter decides the target and nothing can call the function that has it. */
  readonly unreached: boolean;
  /** Whether it may be the call of several rules: then it is no party's. */
  readonly isShared: boolean;
}

/** The use as seen from its callers, where a parameter decides the target; else as it stands. */
export function contextsOf(use: SinkUse, analysis: Analysis): readonly Context[] {
  const search: Search = { use, analysis, chains: { left: LIMITS.callerChains } };
  const start: Supposition = {
    assumptions: use.assumptions,
    entry: AT_THE_SINK,
    settled: new Map(),
    isChosen: false,
    again: null,
  };
  const { meter } = analysis.evaluation.facts;
  return withLost(
    grounded(meter.withReserve(LIMITS.stepsOfSink, LIMITS.stepsOfHardSink, () => contextsUnder(start, search))),
  );
}

/** A call that reaches nothing whoever calls it, although it is handed an address: that is not followed to where it is made. */
function withLost(contexts: readonly Context[]): readonly Context[] {
  const reachesNothing = contexts.every(({ targets, unreached }) => targets.length === 0 && !unreached);
  if (!reachesNothing) return contexts;
  return contexts.map((context) => (context.isLost ? { ...context, targets: [LOST] } : context));
}

const LOST: Target = { value: hole('uninitialised'), origin: 'code', option: false };

function contextsUnder(supposed: Supposition, search: Search): readonly Context[] {
  const { use, analysis } = search;
  const { assumptions, entry, settled } = supposed;
  const evaluation = analysis.under(assumptions);
  if (isExcluded(use.guards, { module: use.module, expr: use.at, frame: null }, evaluation)) return [];
  const standing = standingOf(use, evaluation);
  const captures = capturesOfAll(standing.ends, use.applied, evaluation);
  const known = captures === null ? [] : compose(use.sink, captures, evaluation, 'callers may say');
  const targets = [...known, ...[...standing.asked, ...standing.said].map(undecided)];
  if (captures === null && targets.length === 0) return [];
  const own = (): readonly Context[] => {
    const here = settledUnder(use, assumptions, analysis);
    if (here === null) return [];
    const found = withoutUnreached(here, targets, use, assumptions, analysis);
    const isCall = use.module.expressions[use.at]?.kind === 'call';
    return [
      {
        ...found,
        assumptions,
        wrapped: wrappersIn(assumptions) > 0,
        surface: surfaceOf(use, assumptions),
        entry,
        settled,
        isLost: targets.length === 0 && isCall && isLost(standing.ends, use.applied, evaluation),
        isShared: standing.isShared,
      },
    ];
  };
  const told = toldSuppositions(targets, supposed, search);
  const isAsked = told.length === 0 && (isAmbiguous(targets) || isBorrowed(use, analysis));
  const receivers = isAsked ? receiversOf(use, assumptions, analysis) : [];
  const callers =
    told.length > 0 || wrappersIn(assumptions) >= LIMITS.wrapperDepth
      ? told
      : callersOfOpen(targets, captures ?? new Map(), { ...supposed, settled: settledIn(targets, supposed) }, search);
  const next =
    receivers.length > 0 ? receivers.map((one): Supposition => ({ ...supposed, assumptions: one })) : callers;
  const expanded = expand(next, own, search);
  if (expanded.length === 0) return next.length > 0 && (use.guards || use.rivals) ? [] : own();
  // What only tests call is still there for callers outside the repository.
  const hasOthers = isProduction(surfaceOf(use, assumptions)) && !expanded.some(({ surface }) => isProduction(surface));
  return hasOthers ? [...own(), ...expanded] : expanded;
}

/** What the use comes to as it stands; null when it is another sink's call. */
function settledUnder(use: SinkUse, assumptions: Assumptions, analysis: Analysis): Settled | null {
  const { evaluation, standing } = lastStanding(use, assumptions, analysis);
  const { ends, said } = standing;
  const captures = capturesOfAll(ends, use.applied, evaluation);
  if (captures === null && said.length === 0) return null;
  const settled: Settled = captures
    ? settle({ ...use, ends }, captures, assumptions, analysis)
    : { captures: capturesWithout(use, evaluation), targets: [], byType: new Set() };
  return said.length === 0 ? settled : { ...settled, targets: [...settled.targets, ...said.map(undecided)] };
}

function undecided(value: Value): Target {
  return { value, origin: 'code', option: true };
}

/**
 * The contexts of each supposition: each may take its share of what may still be looked at, so that no caller's callers take it from the
 * others. Tests, of which there may be hundreds, have together the share of one caller, and what the others leave.
 */
function expand(next: readonly Supposition[], own: () => readonly Context[], search: Search): readonly Context[] {
  const { meter } = search.analysis.evaluation.facts;
  const seen = new Set<string>();
  const isShipped = (one: Supposition): boolean => isProduction(surfaceOf(search.use, one.assumptions));
  const shipped = next.filter(isShipped);
  const others = next.filter((one) => !isShipped(one));
  const found = new Map<Supposition, readonly Context[]>();
  const ordered = [...shipped, ...others];
  for (const [index, supposition] of ordered.entries()) {
    // Past the bound the other callers count as one that is unknown, never as none.
    if (search.chains.left <= 0) {
      const surface = surfaceOf(search.use, supposition.assumptions);
      found.set(
        supposition,
        own().map((one) => ({ ...one, surface })),
      );
      break;
    }
    const waiting =
      index < shipped.length ? shipped.length - index - 1 + Math.min(others.length, 1) : ordered.length - index - 1;
    const chains = { left: Math.ceil(search.chains.left / (waiting + 1)) };
    const before = chains.left;
    found.set(
      supposition,
      meter.share(waiting, () => follow(supposition, own, { ...search, chains }, seen, 1)),
    );
    search.chains.left -= before - chains.left;
  }
  return next.flatMap((one) => found.get(one) ?? []);
}

/** The contexts of a supposition; those of a recursion as long as they reach something new. */
function follow(
  supposition: Supposition,
  own: () => readonly Context[],
  search: Search,
  seen: Set<string>,
  depth: number,
): readonly Context[] {
  const { chains } = search;
  if (chains.left <= 0) return own();
  chains.left -= 1;
  const known = contextsUnder(supposition, search);
  const contexts = supposition.again && seen.size > 0 ? known.map(withoutEnd) : known;
  const reached = contexts.flatMap(({ targets }) => targets.map(({ value }) => whereTo(value)));
  const isNew = reached.some((place) => !seen.has(place));
  for (const place of reached) seen.add(place);
  const again = isNew ? (supposition.again?.() ?? []) : [];
  if (again.length === 0) return contexts;
  if (depth >= LIMITS.recursionDepth) return [...contexts, ...own().map((one) => ({ ...one, targets: [TOO_DEEP] }))];
  return [...contexts, ...again.flatMap((one) => follow(one, own, search, seen, depth + 1))];
}

/** Where the data of a recursion ends, nothing is reached: a list without items, a member that the last of its objects lacks. */
function withoutEnd(context: Context): Context {
  return { ...context, targets: context.targets.filter(({ value }) => !isMissing(value)) };
}

const MISSING: ReadonlySet<HoleReason> = new Set<HoleReason>(['element', 'unknown-member', 'uninitialised']);

function isMissing(value: Value): boolean {
  return decidingHoles(value).some((one) => one.kind === 'unknown' && MISSING.has(one.reason));
}

const TOO_DEEP: Target = { value: hole('too-deep'), origin: 'code', option: false };

/** What decides where a target goes. */
function whereTo(value: Value): string {
  const split = value.kind === 'text' ? splitUrl(value.parts) : null;
  return split ? keyOf({ kind: 'text', parts: split.authority, trail: null }) : isOpen(value) ? keyOf(value) : '';
}

const AT_THE_SINK: Entry = { caller: null, origin: null, handler: null };

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

/** Where a use runs when it is called so: where its file does, unless a caller stands in a test or script. */
function surfaceOf(use: SinkUse, assumptions: Assumptions): Surface {
  const callers = [...assumptions.values()].flatMap(({ args }) => {
    const at = args.kind === 'call' ? args.call : args.kind === 'handed' ? args.at : null;
    return at ? [at.module.file.surface] : [];
  });
  const own = use.module.file.surface;
  // A rule says where production code runs, not that a test is production.
  return callers.find((surface) => !isProduction(surface)) ?? (isProduction(own) ? (use.sink.surface ?? own) : own);
}

/** Whether more than one thing may be meant: another class of `this` may say which. */
function isAmbiguous(targets: readonly Target[]): boolean {
  return targets.length > 1 || targets.some(({ value }) => value.kind !== 'text' || value.parts.some(isUnknown));
}

function isUnknown(part: Part): boolean {
  return part.kind === 'hole' && part.hole.kind === 'unknown';
}
