/** What the calls on an api value's way say for the roles of a path's end. */
import type { ArgPattern, Capture } from '../rules/pattern.ts';
import type { PathEnd } from '../rules/trie.ts';
import { argumentAt, argumentsOf } from './arguments.ts';
import { literalsIn } from './demands.ts';
import type { Evaluation } from './evaluation.ts';
import type { Place } from './given.ts';
import { waysApart, type Apart } from './options-apart.ts';
import { LIMITS } from './limits.ts';
import { text, type Applied, type Value } from './value.ts';
import { capture } from './capture-patterns.ts';
import { isBetter, type Captured, type Captures, type Reading } from './capture-roles.ts';

export type { Captured, Captures } from './capture-roles.ts';

/** What several ends of one sink capture together; a role that the code names wins. Null when none of them matches. */
export function capturesOfAll(
  ends: readonly PathEnd[],
  applied: readonly Applied[],
  evaluation: Evaluation,
  apart?: Apart,
): Captures | null {
  const found = ends.map((end) => capturesAt(end, applied, evaluation, apart)).filter((one) => one !== null);
  if (found.length === 0) return null;
  const merged = new Map<Capture, Captured>();
  for (const captures of found) {
    for (const [role, captured] of captures) {
      if (isBetter(merged.get(role), captured.explicit)) merged.set(role, captured);
    }
  }
  return merged;
}

/** The same for each of the options objects that an argument may be, as far as one has alternatives. */
export function capturesApart(
  ends: readonly PathEnd[],
  applied: readonly Applied[],
  evaluation: Evaluation,
  apart: Apart,
): readonly Captures[] {
  const found: Captures[] = [];
  const left = [...waysApart(apart)];
  for (let way = left.shift(); way && found.length < LIMITS.choiceWidth; way = left.shift()) {
    const captures = capturesOfAll(ends, applied, evaluation, way);
    const next = waysApart(way);
    if (next.length > 0) left.unshift(...next);
    else if (captures) found.push(captures);
  }
  return found;
}

/** The captures of a path's end, or null when a literal argument that it demands is another one. */
export function capturesAt(
  end: PathEnd,
  applied: readonly Applied[],
  evaluation: Evaluation,
  apart?: Apart,
): Captures | null {
  const captures = new Map<Capture, Captured>();
  const isNoting = end.path.root.kind === 'export';
  const matches = eachArgument(end, applied, evaluation, (pattern, argument, place) =>
    capture(pattern, argument, argument !== null, { captures, evaluation, place, apart, isNoting }),
  );
  const name = end.path.steps.some((step) => step.kind === 'any-member' && step.captured)
    ? applied.findLast(({ named }) => named !== undefined)?.named
    : undefined;
  if (name !== undefined) captures.set('channel', { value: text(name), explicit: true });
  return matches ? captures : null;
}

/** The captures of a path that ends in one argument, when that is a value of no expression: an element in a text. */
export function capturesOfValue(end: PathEnd, value: Value, evaluation: Evaluation): Captures | null {
  const captures = new Map<Capture, Captured>();
  const patterns = end.args.at(-1) ?? [];
  const into: Reading = { captures, evaluation, place: 'attribute' };
  return patterns.every((pattern) => capture(pattern, value, true, into)) ? captures : null;
}

/** Whether an address is handed over of which nothing is known but that it is undefined: what fills it was not followed. */
export function isLost(ends: readonly PathEnd[], applied: readonly Applied[], evaluation: Evaluation): boolean {
  return ends.some((end) => {
    let found = false;
    eachArgument(end, applied, evaluation, (pattern, argument) => {
      found ||= pattern.kind === 'role' && pattern.role === 'url' && argument !== null && isNowhere(argument);
      return true;
    });
    return found;
  });
}

function isNowhere(value: Value): boolean {
  return value.kind === 'constant' && value.value === undefined;
}

/** How many literal arguments a path's end demands, or null when one of them is another one. */
export function literalsMatched(end: PathEnd, applied: readonly Applied[], evaluation: Evaluation): number | null {
  const count = end.args.flat().reduce((sum, pattern) => sum + literalsIn(pattern), 0);
  if (count === 0) return 0;
  return capturesAt(end, applied, evaluation) === null ? null : count;
}

/** Visits arguments with their patterns, the last call first: it knows best (`create({ baseURL })`, then `.get(url, { baseURL })`). */
function eachArgument(
  end: PathEnd,
  applied: readonly Applied[],
  evaluation: Evaluation,
  visit: (pattern: ArgPattern, argument: Value | null, place: Place) => boolean,
): boolean {
  return [...end.args.entries()].toReversed().every(([index, patterns]) => {
    const ref = applied[index];
    if (!ref) return true;
    const place = ref.module.expressions[ref.expr]?.kind === 'markup' ? 'attribute' : 'argument';
    return patterns.every((pattern, position) => {
      if (pattern.kind !== 'rest' || pattern.each.kind !== 'role')
        return visit(pattern, argumentAt(ref, position, evaluation), place);
      return visit(pattern, { kind: 'list', items: argumentsOf(ref, evaluation).slice(position), open: false }, place);
    });
  });
}
