/** What to suppose next of a use: the calls that may say what decides its target. */
import type { FunctionId } from '../lower/module.ts';
import { lookupsIn } from '../link/lookups.ts';
import type { LinkedModule } from '../link/program.ts';
import { argumentOf } from '../values/arguments.ts';
import type { Captures } from '../values/captures.ts';
import type { Assumptions } from '../values/evaluation.ts';
import { LIMITS } from '../values/limits.ts';
import { mayMake } from '../values/operations/inheritance.ts';
import { keyOf } from '../values/render.ts';
import { splitUrl } from '../values/url-text.ts';
import { functionKey, optionsOf, type Frame, type Hole, type Ref, type Value } from '../values/value.ts';
import type { Analysis } from './analysis.ts';
import { assume, wrappersIn } from './assume.ts';
import type { Target } from './composers/compose.ts';
import { apart, inside, type Calls } from './recursion.ts';
import { suitsReceiver } from './receivers.ts';
import { isOpen, openParameters } from './target.ts';
import { toldReceivers, withoutInstance } from './told-receivers.ts';
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

/** One use, and how far its callers may still be followed. */
export interface Search {
  readonly use: SinkUse;
  readonly analysis: Analysis;
  readonly bounds: Bounds;
}

/** What may still be done for one use. */
export interface Bounds {
  /** Calls that may be looked at. */
  looks: number;
  /** Chains of callers that may be followed. */
  chains: number;
}

/** What is supposed, and the call that it is about. */
export interface Supposition {
  readonly entry: Entry;
  /** Where the targets enter that no caller further out has a say in, by their keys. */
  readonly settled: ReadonlyMap<string, Entry>;
  readonly assumptions: Assumptions;
  /** Whether the call says all that decides the target. */
  readonly isSaid: boolean;
  /** Whether a function met on the way picks the address out of data: what calls it is not asked for a name. */
  readonly isChosen: boolean;
  /** Of a recursion's call: the same one, inside it. */
  readonly again: (() => readonly Supposition[]) | null;
}

/** The instances that are told where to go by methods whose parameters are open. */
export function toldSuppositions(
  targets: readonly Target[],
  { assumptions, entry, settled, isChosen }: Supposition,
  { use, analysis }: Pick<Search, 'use' | 'analysis'>,
): readonly Supposition[] {
  const open = targets.flatMap(({ value }) => openParameters(value));
  if (open.length === 0 || wrappersIn(assumptions) >= LIMITS.wrapperDepth) return [];
  return toldReceivers(open, use, assumptions, analysis).flatMap((frame): readonly Supposition[] => {
    const supposed = assume(assumptions, frame);
    const caller = callIn(frame, entry.caller);
    return supposed
      ? [
          {
            assumptions: supposed,
            entry: { caller, origin: caller, handler: caller },
            settled,
            isSaid: false,
            isChosen,
            again: null,
          },
        ]
      : [];
  });
}

/** What to suppose next: the callers of the first function whose parameter decides a target and that has any. */
export function callersOfOpen(
  targets: readonly Target[],
  captures: Captures,
  { assumptions, entry, settled, isChosen }: Supposition,
  { use, analysis, bounds }: Search,
): readonly Supposition[] {
  const open = [
    ...targets.flatMap(({ value }) => openParameters(value)),
    // Who passes the secret does not say where it goes.
    ...[...captures].flatMap(([role, { value }]) => (role === 'credential' ? [] : wholeParameters(value))),
  ];
  for (const { module, function: id, self, depth = 0 } of open) {
    const store = storeFilled(module, id, use, analysis);
    const chooses = isChosen || depth > LIMITS.handedOnDepth || store !== null;
    const all = analysis.callers
      .of(module, id)
      .filter(
        (frame) => mayMake(frame, self ?? null, analysis.evaluation) && suitsReceiver(frame, assumptions, analysis),
      );
    const suppose = (frame: Frame): readonly Supposition[] => {
      const plain = withoutInstance(frame, use, assumptions, analysis);
      const supposed = plain && assume(assumptions, plain);
      const caller = callIn(frame, entry.caller);
      const handler = frame.args.kind === 'handed' ? entry.handler : caller;
      if (!supposed) return [];
      // What stays unknown although the caller says all that it is asked enters further in.
      const isSaid = open
        .filter((one) => one.module === module && one.function === id)
        .every(({ index }) => isSettled(argumentOf(frame, index, analysis.under(supposed))));
      const kept = store ?? (frame.args.kind === 'handed' ? (frame.args.drafts ?? null) : null);
      const next: Entry = isSaid
        ? { ...entry, caller }
        : kept && !isChosen
          ? { caller, origin: kept, handler: kept }
          : chooses
            ? { ...entry, caller }
            : { caller, origin: caller, handler };
      return [{ assumptions: supposed, entry: next, settled, isSaid, isChosen: chooses || kept !== null, again: null }];
    };
    const next = withRecursion(apart(all, assumptions, analysis), suppose, bounds, analysis);
    if (next.length > 0) return next;
  }
  return [];
}

/**
 * The store that a function tells what it is called with, seen from a sink elsewhere, where that is in the store: what is not known there is
 * one unknown of the store, whoever tells it.
 */
function storeFilled(module: LinkedModule, id: FunctionId, use: SinkUse, { evaluation }: Analysis): Ref | null {
  const store = evaluation.facts.toldIn().get(functionKey(module, id)) ?? null;
  if (store === null || id === 0) return null;
  for (let owner = use.owner; use.module === module && owner !== 0; owner = module.functions[owner]?.parent ?? 0)
    if (owner === id) return null;
  return store;
}

/** Calls from outside, then those that a recursion makes of them; where nothing is known to call it from outside, the recursion by itself. */
function withRecursion(
  { outer, inner }: Calls,
  suppose: (frame: Frame) => readonly Supposition[],
  { looks }: Bounds,
  { evaluation }: Analysis,
): readonly Supposition[] {
  const next: Supposition[] = [];
  let said = 0;
  for (const frame of outer) {
    const supposed = suppose(frame);
    next.push(...supposed);
    said += supposed.filter(({ isSaid }) => isSaid).length;
    // One more than may be looked at says that there are more.
    if (said > looks) return next;
  }
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
  return lookupsIn(module).siteOf(expr) !== undefined;
}

/** A role that is a parameter as a whole may be absent for one caller and given by another. */
function wholeParameters(value: Value): readonly Extract<Hole, { kind: 'parameter' }>[] {
  return optionsOf(value).flatMap((option) =>
    option.kind === 'hole' && option.hole.kind === 'parameter' ? [option.hole] : [],
  );
}

/** With the targets that hold no open parameter: a caller further out sees them too, and did not give them. */
export function settledIn(targets: readonly Target[], { entry, settled }: Supposition): ReadonlyMap<string, Entry> {
  const closed = targets.filter(({ value }) => openParameters(value).length === 0).map(({ value }) => keyOf(value));
  return new Map([...closed.map((key) => [key, entry] as const), ...settled]);
}
