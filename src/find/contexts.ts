/** From a sink use to what it reaches: its roles are evaluated and composed, in the context of each chain of callers that matters. */
import { isProduction, type Surface } from '../identify/destination.ts';
import { argumentOf } from '../values/arguments.ts';
import { capturesOfAll, isLost, type Captures } from '../values/captures.ts';
import type { Assumptions } from '../values/evaluation.ts';
import { LIMITS } from '../values/limits.ts';
import { mayMake } from '../values/operations/inheritance.ts';
import { isExcluded } from '../values/operations/truth.ts';
import { keyOf } from '../values/render.ts';
import { splitUrl } from '../values/url-text.ts';
import { isFromOutside, type HoleReason } from '../values/reasons.ts';
import { hole, optionsOf, type Frame, type Hole, type Part, type Ref, type Value } from '../values/value.ts';
import type { Analysis } from './analysis.ts';
import { assume, wrappersIn } from './assume.ts';
import { settle, type Settled } from './by-type.ts';
import { compose, type Target } from './composers/compose.ts';
import { isBorrowed, receiversOf } from './receivers.ts';
import { apart, inside, type Calls } from './recursion.ts';
import { decidingHoles, isOpen, openParameters } from './target.ts';
import { withoutUnreached } from './unreached.ts';
import type { SinkUse } from './uses.ts';

/** Where a target enters; null at the sink itself. */
export interface Entry {
  /** The call that gives what decides it. */
  readonly caller: Ref | null;
  /** The call to name it by when it is not known: functions further out only hand on the data that it is taken from. */
  readonly origin: Ref | null;
  /** The same for what somebody outside sends: it enters in the handler, not where that is handed to a library. */
  readonly handler: Ref | null;
}

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
  readonly wrapped: boolean;
  readonly surface: Surface;
  readonly entry: Entry;
  /** Where the targets enter that no caller further out has a say in, by their keys. */
  readonly settled: ReadonlyMap<string, Entry>;
  /** Whether the address is handed over and nothing says what it is. */
  readonly isLost: boolean;
  /** Whether a parameter decides the target and nothing can call the function that has it. */
  readonly unreached: boolean;
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
  return withLost(grounded(meter.within(LIMITS.stepsOfSink, () => contextsUnder(start, search))));
}

/** A call that reaches nothing whoever calls it, although it is handed an address: that is not followed to where it is made. */
function withLost(contexts: readonly Context[]): readonly Context[] {
  const reachesNothing = contexts.every(({ targets, unreached }) => targets.length === 0 && !unreached);
  if (!reachesNothing) return contexts;
  return contexts.map((context) => (context.isLost ? { ...context, targets: [LOST] } : context));
}

const LOST: Target = { value: hole('uninitialised'), origin: 'code', option: false };

interface Search {
  readonly use: SinkUse;
  readonly analysis: Analysis;
  /** Chains of callers that may still be followed. */
  readonly chains: { left: number };
}

/** What is supposed, and the call that it is about. */
interface Supposition extends Pick<Context, 'entry' | 'settled'> {
  readonly assumptions: Assumptions;
  /** Whether a function met on the way picks the address out of data: what calls it is not asked for a name. */
  readonly isChosen: boolean;
  /** Of a recursion's call: the same one, inside it. */
  readonly again: (() => readonly Supposition[]) | null;
}

function contextsUnder(supposed: Supposition, search: Search): readonly Context[] {
  const { use, analysis } = search;
  const { assumptions, entry, settled } = supposed;
  const evaluation = analysis.under(assumptions);
  if (isExcluded(use.guards, { module: use.module, expr: use.at, frame: null }, evaluation)) return [];
  const captures = capturesOfAll(use.ends, use.applied, evaluation);
  if (captures === null) return [];
  const targets = compose(use.sink, captures, evaluation, 'callers may say');
  const own = (): Context => {
    const settledHere = settle(use, captures, assumptions, analysis);
    const found = withoutUnreached(settledHere, targets, use, assumptions, analysis);
    const wrapped = wrappersIn(assumptions) > 0;
    return {
      ...found,
      wrapped,
      surface: surfaceOf(use, assumptions),
      entry,
      settled,
      isLost:
        targets.length === 0 &&
        use.module.expressions[use.at]?.kind === 'call' &&
        isLost(use.ends, use.applied, evaluation),
    };
  };
  const isAsked = isAmbiguous(targets) || isBorrowed(use, analysis);
  const receivers = isAsked ? receiversOf(use, assumptions, analysis) : [];
  const callers =
    wrappersIn(assumptions) >= LIMITS.wrapperDepth
      ? []
      : callersOfOpen(targets, captures, { ...supposed, settled: settledIn(targets, supposed) }, analysis);
  const next =
    receivers.length > 0 ? receivers.map((one): Supposition => ({ ...supposed, assumptions: one })) : callers;
  const expanded = expand(next, own, search);
  if (expanded.length === 0) return next.length > 0 && use.guards ? [] : [own()];
  // What only tests call is still there for callers outside the repository.
  const hasOthers = isProduction(surfaceOf(use, assumptions)) && !expanded.some(({ surface }) => isProduction(surface));
  return hasOthers ? [own(), ...expanded] : expanded;
}

/** The contexts of each supposition; those of a recursion as long as they reach something new. */
function expand(next: readonly Supposition[], own: () => Context, search: Search): readonly Context[] {
  const { chains } = search;
  const found: Context[] = [];
  const seen = new Set<string>();
  const follow = (supposition: Supposition, depth: number): void => {
    // Past the bound a caller counts as unknown, never as none.
    if (chains.left <= 0) return void found.push(own());
    chains.left -= 1;
    const known = contextsUnder(supposition, search);
    const contexts = supposition.again && seen.size > 0 ? known.map(withoutEnd) : known;
    const reached = contexts.flatMap(({ targets }) => targets.map(({ value }) => whereTo(value)));
    const isNew = reached.some((place) => !seen.has(place));
    found.push(...contexts);
    for (const place of reached) seen.add(place);
    const again = isNew ? (supposition.again?.() ?? []) : [];
    if (depth < LIMITS.recursionDepth) for (const one of again) follow(one, depth + 1);
    else if (again.length > 0) found.push({ ...own(), targets: [TOO_DEEP] });
  };
  for (const supposition of next) follow(supposition, 1);
  return found;
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

/** With the targets that hold no open parameter: a caller further out sees them too, and did not give them. */
function settledIn(targets: readonly Target[], { entry, settled }: Supposition): ReadonlyMap<string, Entry> {
  const closed = targets.filter(({ value }) => openParameters(value).length === 0).map(({ value }) => keyOf(value));
  return new Map([...closed.map((key) => [key, entry] as const), ...settled]);
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

/** What to suppose next: the callers of the first function whose parameter decides a target and that has any. */
function callersOfOpen(
  targets: readonly Target[],
  captures: Captures,
  { assumptions, entry, settled, isChosen }: Supposition,
  analysis: Analysis,
): readonly Supposition[] {
  const open = [
    ...targets.flatMap(({ value }) => openParameters(value)),
    ...[...captures.values()].flatMap(({ value }) => wholeParameters(value)),
  ];
  for (const { module, function: id, self, depth = 0 } of open) {
    const chooses = isChosen || depth > LIMITS.handedOnDepth;
    const all = analysis.callers.of(module, id).filter((frame) => mayMake(frame, self ?? null, analysis.evaluation));
    const suppose = (frame: Frame): readonly Supposition[] => {
      const supposed = assume(assumptions, frame);
      const caller = callIn(frame, entry.caller);
      const handler = frame.args.kind === 'handed' ? entry.handler : caller;
      if (!supposed) return [];
      // What stays unknown although the caller says all that it is asked enters further in.
      const isSaid = open
        .filter((one) => one.module === module && one.function === id)
        .every(({ index }) => isSettled(argumentOf(frame, index, analysis.under(supposed))));
      const next: Entry = chooses || isSaid ? { ...entry, caller } : { caller, origin: caller, handler };
      return [{ assumptions: supposed, entry: next, settled, isChosen: chooses, again: null }];
    };
    const next = withRecursion(apart(all, assumptions), suppose, analysis);
    if (next.length > 0) return next;
  }
  return [];
}

/** Calls from outside, then those that a recursion makes of them; where nothing is known to call it from outside, the recursion by itself. */
function withRecursion(
  { outer, inner }: Calls,
  suppose: (frame: Frame) => readonly Supposition[],
  { evaluation }: Analysis,
): readonly Supposition[] {
  const next = outer.flatMap(suppose);
  if (next.length === 0) return inner.flatMap(([frame]) => (frame ? suppose(frame) : []));
  const again = (around: Frame): readonly Supposition[] =>
    inner.flatMap((way) => {
      const frame = inside(way, around, evaluation);
      return frame ? suppose(frame).map((one) => ({ ...one, again: () => again(frame) })) : [];
    });
  return [...next, ...outer.slice(0, LIMITS.recursionCalls).flatMap(again)];
}

/** Whether a value says where it goes, but for variables: an address whose path alone is unknown, or text without unknown parts. */
function isSettled(value: Value): boolean {
  return optionsOf(value).every((option) => {
    if (option.kind !== 'text') return false;
    if (splitUrl(option.parts) !== null) return !isOpen(option);
    return option.parts.every((part) => part.kind === 'text' || part.hole.kind === 'env');
  });
}

/** The call of the repository that a frame stands for: of a library's, the one that hands the function over. An export is none. */
function callIn({ args }: Frame, before: Ref | null): Ref | null {
  if (args.kind === 'handed') return isCall(args.at) ? args.at : before;
  if (args.kind === 'call') return args.call;
  return args.kind === 'list' ? args.list.call : null;
}

function isCall({ module, expr }: Ref): boolean {
  return module.calls.some(({ call }) => call === expr);
}

/** A role that is a parameter as a whole may be absent for one caller and given by another. */
function wholeParameters(value: Value): readonly Extract<Hole, { kind: 'parameter' }>[] {
  return optionsOf(value).flatMap((option) =>
    option.kind === 'hole' && option.hole.kind === 'parameter' ? [option.hole] : [],
  );
}
