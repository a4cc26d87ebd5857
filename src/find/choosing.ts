/** Which of the sinks at a call it is, where literals decide that, and what of those literals is not known. */
import type { Rule, Sink } from '../rules/rule.ts';
import { capturesAt, capturesOfAll, type Captures } from '../values/captures.ts';
import {
  besides,
  capturedPlaces,
  demandsOf,
  isDemanded,
  isMet,
  literalsIn,
  mayBeDemanded,
  withoutDemands,
  type Demand,
  type Places,
} from '../values/demands.ts';
import type { Assumptions, Evaluation } from '../values/evaluation.ts';
import { keyOf } from '../values/render.ts';
import { NEVER, optionsOf, type Applied, type Part, type Value } from '../values/value.ts';
import type { Analysis } from './analysis.ts';
import type { SinkEnd, SinkUse } from './uses.ts';

/** What the literals of a call decide. */
export interface Chosen {
  /** Those that it is, of all rules. */
  readonly ends: readonly SinkEnd[];
  /** Those that it may be, besides. */
  readonly possible: readonly SinkEnd[];
  /** What decides and is not known, by rule. */
  readonly open: ReadonlyMap<Rule, Open>;
  /** The sinks that speak for what is not known; with several rules of which it may be any, one for all. */
  readonly speakers: ReadonlySet<Sink>;
  readonly isShared: boolean;
}

export interface Open {
  /** What callers may say. */
  readonly asked: readonly Value[];
  /** What is left when nobody says more. */
  readonly said: readonly Value[];
}

/** What is so of one use among those at its call. */
export interface Standing extends Open {
  /** The ways in which it is met; none when it is another sink's call. */
  readonly ends: readonly SinkEnd[];
  readonly isShared: boolean;
}

/** What a use is under an evaluation. */
export function standingOf({ sink, ends, rivals, applied }: SinkUse, evaluation: Evaluation): Standing {
  if (rivals === null) return { ends, asked: [], said: [], isShared: false };
  const chosen = remembered(rivals, applied, evaluation);
  const [end] = ends;
  const open = end && chosen.open.get(end.rule);
  return {
    ends: chosen.ends.filter((one) => one.sink === sink),
    asked: open?.asked ?? [],
    said: chosen.speakers.has(sink) ? (open?.said ?? []) : [],
    isShared: chosen.isShared,
  };
}

/** The same when nobody says more: by types, where they decide what is not known. */
export function lastStanding(
  use: SinkUse,
  assumptions: Assumptions,
  analysis: Analysis,
): { readonly standing: Standing; readonly evaluation: Evaluation } {
  const evaluation = analysis.under(assumptions);
  const standing = standingOf(use, evaluation);
  if (use.rivals === null || !analysis.typed || standing.asked.length + standing.said.length === 0) {
    return { standing, evaluation };
  }
  const typed = analysis.typed(assumptions, 'near');
  const byType = standingOf(use, typed);
  return byType.asked.length > 0 || byType.said.some(isUnknown)
    ? { standing, evaluation }
    : { standing: byType, evaluation: typed };
}

/** What a sink captures that is not met: whatever it is, it has the same options. */
export function capturesWithout({ ends, applied }: SinkUse, evaluation: Evaluation): Captures {
  return capturesOfAll(ends.map(withoutDemands), applied, evaluation) ?? new Map();
}

/** All sinks at a call ask the same. */
function remembered(rivals: readonly SinkEnd[], applied: readonly Applied[], evaluation: Evaluation): Chosen {
  const known = CHOSEN.get(evaluation) ?? new WeakMap<readonly SinkEnd[], Chosen>();
  CHOSEN.set(evaluation, known);
  const found = known.get(rivals) ?? choose(rivals, applied, evaluation);
  known.set(rivals, found);
  return found;
}

/** Of one call there is one list. */
const CHOSEN = new WeakMap<Evaluation, WeakMap<readonly SinkEnd[], Chosen>>();

/** Whether anything is demanded by one of these. */
export function isDemanding(ends: readonly SinkEnd[]): boolean {
  return ends.some(({ args }) => args.some((patterns) => patterns.some((pattern) => literalsIn(pattern) > 0)));
}

/** Decides among the sinks at a call. Within a rule, a snippet that names a literal wins over one that does not. */
export function choose(ends: readonly SinkEnd[], applied: readonly Applied[], evaluation: Evaluation): Chosen {
  const places: Places = new Map();
  const judged = ends.map((end) => judge(end, applied, evaluation, places));
  const rules = [...new Set(ends.map(({ rule }) => rule))];
  const byRule = rules.map((rule) => ({ rule, all: judged.filter(({ end }) => end.rule === rule) }));
  const kept = new Map(byRule.map(({ rule, all }) => [rule, mostDemanding(all)]));
  const open = new Map(
    byRule.flatMap(({ rule, all }) => {
      const found = openIn(all);
      return found.asked.length > 0 || found.said.length > 0 ? [[rule, found] as const] : [];
    }),
  );
  const possible = judged.flatMap(({ end, status }) => (status === 'open' ? [end] : []));
  return { ends: [...kept.values()].flat(), possible, open, ...speakersOf(open, kept, possible) };
}

interface Judged {
  readonly end: SinkEnd;
  readonly literals: number;
  readonly demands: readonly Demand[];
  readonly status: 'met' | 'open' | 'unmet';
}

function judge(end: SinkEnd, applied: readonly Applied[], evaluation: Evaluation, places: Places): Judged {
  const literals = end.args.flat().reduce((sum, pattern) => sum + literalsIn(pattern), 0);
  const demands = literals === 0 ? [] : demandsOf(end, applied, evaluation, places);
  const unmet = demands.filter(({ pattern, value, explicit }) => !isMet(pattern, value, explicit));
  if (unmet.length > 0) {
    return { end, literals, demands, status: decides(end) && unmet.every(isOpen) ? 'open' : 'unmet' };
  }
  const isIt = literals === 0 || capturesAt(end, applied, evaluation) !== null;
  return { end, literals, demands, status: isIt ? 'met' : 'unmet' };
}

/** A literal decides where it goes, when the rule says the hosts; else it decides whether it goes anywhere. */
function decides({ sink }: SinkEnd): boolean {
  return sink.require === undefined && (sink.defaults ?? []).some((target) => !/\/\/(?:localhost|127\.)/.test(target));
}

/** A property of options that are unknown as a whole says nothing, unless callers give them. */
function isOpen({ pattern, value, explicit }: Demand): boolean {
  return (
    value !== null &&
    optionsOf(value).some((option) => mayBeDemanded(pattern, option) && (explicit || parameterIn(option) !== null))
  );
}

/** Those with the most literals, and others as far as what stands there may be something else as well. */
function mostDemanding(judged: readonly Judged[]): readonly SinkEnd[] {
  const met = judged.filter(({ status }) => status === 'met');
  const levels = [...new Set(met.map(({ literals }) => literals))].toSorted((a, b) => b - a);
  const kept: SinkEnd[] = [];
  const taken: Demand[] = [];
  for (const level of levels) {
    const group = met.filter(({ literals }) => literals === level);
    kept.push(...group.map(({ end }) => (taken.length > 0 ? besides(end, taken) : end)));
    taken.push(...group.flatMap(({ demands }) => demands));
    if (!group.some(({ demands }) => demands.some((demand) => hasMore(demand, met)))) break;
  }
  return kept;
}

function hasMore({ at, value }: Demand, met: readonly Judged[]): boolean {
  const patterns = met.flatMap(({ demands }) => demands.filter((one) => one.at === at).map(({ pattern }) => pattern));
  return value !== null && optionsOf(value).some((option) => !patterns.some((pattern) => isDemanded(pattern, option)));
}

function openIn(judged: readonly Judged[]): Open {
  // What another snippet captures is said by that capture.
  const captured = new Set(judged.flatMap(({ end }) => capturedPlaces(end)));
  const found = judged
    .filter(({ end, status }) => status !== 'unmet' && decides(end))
    .flatMap(({ demands }) => demands.filter(({ at }) => !captured.has(at)).flatMap(unknownsOf));
  return {
    asked: distinct(found.flatMap(({ value, option }) => (parameterIn(option) === null ? [] : [value]))),
    said: distinct(found.flatMap(({ value, option, demand }) => (isSaid(demand, option) ? [value] : []))),
  };
}

interface Unknown {
  readonly demand: Demand;
  readonly option: Value;
  /** What is not known of it. */
  readonly value: Value;
}

function unknownsOf(demand: Demand): readonly Unknown[] {
  const { pattern, value: options } = demand;
  return optionsOf(options ?? NEVER).flatMap((option) => {
    const isKnown = isDemanded(pattern, option) || !mayBeDemanded(pattern, option);
    const value = isKnown ? null : unknownOf(option);
    return value === null ? [] : [{ demand, option, value }];
  });
}

function distinct(values: readonly Value[]): readonly Value[] {
  return [...new Map(values.map((value) => [keyOf(value), value])).values()];
}

/**
 * A boolean that is not known is either, which says it all. Where any text of a form is demanded, something else may stand as well: a model
 * object in place of its name. A variable is a text.
 */
function isSaid({ pattern, explicit }: Demand, option: Value): boolean {
  if (!explicit || pattern.kind === 'constant') return false;
  return (
    !pattern.text.includes('*') || partsOf(option).some((part) => part.kind === 'hole' && part.hole.kind === 'env')
  );
}

/** What is not known of an alternative, as the target that it decides. */
function unknownOf(option: Value): Value | null {
  if (option.kind === 'hole') return option;
  const part = partsOf(option).find(({ kind }) => kind === 'hole');
  return part && option.kind === 'text' ? { kind: 'text', parts: [part], trail: option.trail } : null;
}

function isUnknown(value: Value): boolean {
  return partsOf(value).some((part) => part.kind === 'hole' && part.hole.kind !== 'env');
}

function parameterIn(option: Value): Part | null {
  return partsOf(option).find((part) => part.kind === 'hole' && part.hole.kind === 'parameter') ?? null;
}

function partsOf(option: Value): readonly Part[] {
  return option.kind === 'text' ? option.parts : option.kind === 'hole' ? [option] : [];
}

/** Where a sink of the rule is met, it speaks; where none is, of any rule, the first that may be. */
function speakersOf(
  open: ReadonlyMap<Rule, Open>,
  kept: ReadonlyMap<Rule, readonly SinkEnd[]>,
  possible: readonly SinkEnd[],
): Pick<Chosen, 'speakers' | 'isShared'> {
  const speaking = [...open].flatMap(([rule, { said }]) => (said.length > 0 ? [rule] : []));
  const met = speaking.flatMap((rule) => kept.get(rule)?.find(decides)?.sink ?? []);
  if (met.length > 0) return { speakers: new Set(met), isShared: false };
  const first = possible.find(({ rule }) => speaking.includes(rule));
  return { speakers: new Set(first ? [first.sink] : []), isShared: speaking.length > 1 };
}
