/** What the calls on an api value's way say for the roles of a path's end. */
import type { ArgPattern, Capture, LiteralPattern } from '../rules/pattern.ts';
import type { PathEnd } from '../rules/trie.ts';
import { distinct, inParts } from './alternatives.ts';
import { argumentAt, argumentsOf } from './arguments.ts';
import { isDemanded, isMet, literalsIn, optionAt } from './demands.ts';
import type { Evaluation } from './evaluation.ts';
import { isExport, settle } from './operations/api.ts';
import { addressGiven, resultOf, type Place } from './given.ts';
import { allItems } from './operations/collections.ts';
import { fieldsOf } from './operations/contents.ts';
import { memberOf } from './operations/members.ts';
import { choice, mapOptions, widthOf } from './text.ts';
import { mayBeAbsent, usableAs } from './usable.ts';
import { optionsOf, text, type ApiValue, type Applied, type Value } from './value.ts';

export interface Captured {
  readonly value: Value;
  /** Whether the code names it. An options object that is unknown as a whole may or may not hold it. */
  readonly explicit: boolean;
  /** Whether it counts as far as it is a text: a parameter that nobody fills is none. */
  readonly isText?: true;
  /** Whether another snippet says the rest of what stands there: it is never absent. */
  readonly isRest?: true;
  /** What stands at further places, where there are more than one value has alternatives. */
  readonly more?: readonly Value[];
}

export type Captures = ReadonlyMap<Capture, Captured>;

/** What several ends of one sink capture together; a role that the code names wins. Null when none of them matches. */
export function capturesOfAll(
  ends: readonly PathEnd[],
  applied: readonly Applied[],
  evaluation: Evaluation,
): Captures | null {
  const found = ends.map((end) => capturesAt(end, applied, evaluation)).filter((one) => one !== null);
  if (found.length === 0) return null;
  const merged = new Map<Capture, Captured>();
  for (const captures of found) {
    for (const [role, captured] of captures) {
      if (isBetter(merged.get(role), captured.explicit)) merged.set(role, captured);
    }
  }
  return merged;
}

/** The captures of a path's end, or null when a literal argument that it demands is another one. */
export function capturesAt(end: PathEnd, applied: readonly Applied[], evaluation: Evaluation): Captures | null {
  const captures = new Map<Capture, Captured>();
  const matches = eachArgument(end, applied, evaluation, (pattern, argument, place) =>
    capture(pattern, argument, argument !== null, { captures, evaluation, place }),
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

/** Where captures go, and what kind of place is being read. */
interface Reading {
  readonly captures: Map<Capture, Captured>;
  readonly evaluation: Evaluation;
  readonly place: Place;
}

/** False when a demanded literal does not match. The first capture of a role counts. */
function capture(pattern: ArgPattern, value: Value | null, explicit: boolean, into: Reading): boolean {
  const { evaluation } = into;
  switch (pattern.kind) {
    case 'any':
    case 'given':
      return true;
    case 'absent':
      return value === null || optionsOf(value).some(mayBeAbsent);
    case 'text':
    case 'constant':
    case 'import':
      return isAsAsked(pattern, value, explicit, evaluation);
    case 'rest':
      return pattern.each.kind !== 'role' || capture(pattern.each, value, explicit, into);
    case 'role':
      readRole(pattern, value, explicit, into);
      return true;
    case 'object':
      return value === null || isUndefined(value)
        ? isMetByNothing(pattern)
        : captureFields(pattern.fields, value, into);
    case 'values': {
      const fields = value && fieldsOf(value, evaluation);
      if (!fields || fields.size === 0) return true;
      const meant = [...fields].flatMap(([key, one]) => (pattern.without?.includes(key) ? [] : [one]));
      return captureEach(pattern.each, meant, into);
    }
    case 'function':
      if (pattern.result.kind === 'any' || value === null) return true;
      return capture(pattern.result, resultOf(value, evaluation), explicit, into);
    case 'array':
      return value === null || captureItems(pattern.items, value, into);
  }
}

function readRole(pattern: RolePattern, value: Value | null, explicit: boolean, into: Reading): void {
  const { captures } = into;
  if (value !== null && isHandedNothing(pattern, value, into)) captures.set(pattern.role, { value, explicit });
  else captureRole(pattern, value && settled(value, pattern, into), explicit, captures);
}

/** Nothing is no address; but what hands its argument on hands on nothing, which is known: `$state(null)`, `ref(null)`. */
function isHandedNothing({ role }: RolePattern, value: Value, { place, captures }: Reading): boolean {
  return role === 'value' && place === 'argument' && isUndefined(value) && !captures.has(role);
}

/** Options that are left out lack every option. */
function isMetByNothing(pattern: ArgPattern): boolean {
  if (pattern.kind === 'object') return pattern.fields.every(([, field]) => isMetByNothing(field));
  return pattern.kind === 'absent' || literalsIn(pattern) === 0;
}

function isAsAsked(
  pattern: LiteralPattern | Extract<ArgPattern, { kind: 'import' }>,
  value: Value | null,
  explicit: boolean,
  evaluation: Evaluation,
): boolean {
  if (pattern.kind !== 'import') return isMet(pattern, value, explicit);
  return value !== null && optionsOf(value).some((option) => isExport(option, pattern, evaluation));
}

function captureRole(
  { role, text, except }: Omit<RolePattern, 'kind'>,
  value: Value | null,
  explicit: boolean,
  captures: Map<Capture, Captured>,
  more: readonly Value[] = [],
): void {
  const [usable, ...others] = [value, ...more].flatMap((one) =>
    one === null || isUndefined(one) ? [] : (usableAs(role, one) ?? []),
  );
  if (!usable) return;
  const known = captures.get(role);
  if (known && COUNTS_TOGETHER.has(role)) {
    captures.set(role, { value: choice([known.value, usable]), explicit: explicit || known.explicit });
  } else if (isBetter(captures.get(role), explicit)) {
    captures.set(role, {
      value: usable,
      explicit,
      ...(others.length > 0 ? { more: others } : {}),
      ...(text ? { isText: true } : {}),
      ...(except ? { isRest: true } : {}),
    });
  }
}

/** What a function gives though longer paths go on from it (`readFileSync(path)` and its `toString()`). */
function settled(value: Value, { role, except = [], text }: RolePattern, into: Reading): Value | null {
  const { evaluation, place } = into;
  const given = text ? value : addressGiven(role, value, place, evaluation);
  const all = mapOptions(given, (option) => (option.kind === 'api' ? settle(option, evaluation) : option));
  const rest = optionsOf(all).filter(
    (option) => !except.some((pattern) => isDemanded(pattern, option)) && (text !== true || mayBeText(option)),
  );
  return rest.length === optionsOf(all).length ? all : rest.length === 0 ? null : choice(rest, widthOf(all));
}

/** A text; or a parameter, which callers may fill with one. */
function mayBeText(value: Value): boolean {
  return value.kind === 'text' || (value.kind === 'hole' && value.hole.kind === 'parameter');
}

type RolePattern = Extract<ArgPattern, { kind: 'role' }>;

/** What counts wherever it is captured, not in one place only: the fields of `{ server, client, shared }`. */
const COUNTS_TOGETHER: ReadonlySet<Capture> = new Set<Capture>(['fields', 'also', 'fallback', 'options', 'credential']);

/** A capture that the code names replaces one that is only possible. */
function isBetter(known: Captured | undefined, explicit: boolean): boolean {
  return !known || (explicit && !known.explicit);
}

function captureFields(fields: readonly (readonly [string, ArgPattern])[], value: Value, into: Reading): boolean {
  const inside: Reading = into.place === 'argument' ? { ...into, place: 'option' } : into;
  // A ready client in place of the options: the connection is that client's. A package that is imported as a whole has its default.
  if (value.kind === 'api')
    return (
      isPackage(value) &&
      fields.every(
        ([key, one]) => key === 'default' && capture(one, memberOf(value, key, into.evaluation), true, inside),
      )
    );
  return fields.every(([key, pattern]) => {
    const member = optionAt(value, key, into.evaluation);
    // As a member, options of its own are something: `build: { context: '.' }`.
    if (member && pattern.kind === 'absent') return optionsOf(member.value).some(mayBeNothing);
    if (member) return capture(pattern, member.value, member.explicit, inside);
    // Another overload has none of the literals.
    return literalsIn(pattern) === 0;
  });
}

/** What `import('react-player')` gives, of which nothing has been called. */
function isPackage({ applied, node }: ApiValue): boolean {
  return applied.length === 0 && node.members.has('default');
}

/** One pattern stands for every item of a list; several stand for the first, the second … */
function captureItems(patterns: readonly ArgPattern[], value: Value, into: Reading): boolean {
  const [each, ...more] = patterns;
  // A text is another overload, not a list of characters.
  if (!each || value.kind === 'text') return patterns.every((pattern) => literalsIn(pattern) === 0);
  const lists = more.length === 0 ? optionsOf(value).flatMap((one) => (one.kind === 'list' ? [one] : [])) : [];
  // Of several lists the items of each count: `[...(condition ? [proxy] : []), own]`.
  if (lists.length > 1)
    return captureEach(each, distinct(lists.flatMap((list) => allItems(list, into.evaluation))), into);
  if (more.length > 0 || value.kind !== 'list') {
    return patterns.every((pattern, index) =>
      capture(pattern, memberOf(value, String(index), into.evaluation), true, into),
    );
  }
  return captureEach(each, allItems(value, into.evaluation), into);
}

/** What each item captures counts, as far as it is all that the pattern demands. */
function captureEach(each: ArgPattern, items: readonly Value[], into: Reading): boolean {
  const found = items.map((item) => captureItem(each, item, into)).filter((one) => one !== null);
  for (const role of new Set(found.flatMap((one) => [...one.keys()]))) {
    const captured = found.flatMap((one) => one.get(role) ?? []);
    const explicit = captured.some((one) => one.explicit);
    const [value, ...more] = inParts(captured.flatMap((one) => [one.value, ...(one.more ?? [])]));
    if (value) captureRole({ role }, value, explicit, into.captures, more);
  }
  return found.length > 0 || literalsIn(each) === 0;
}

/** An item that is itself the answer of a client (a ready-made provider among plain ones) holds nothing to capture. */
function captureItem(pattern: ArgPattern, item: Value, into: Reading): Map<Capture, Captured> | null {
  if (pattern.kind === 'object' && item.kind === 'hole') return null;
  const captures = new Map<Capture, Captured>();
  return capture(pattern, item, true, { ...into, captures }) ? captures : null;
}

function mayBeNothing(value: Value): boolean {
  return value.kind === 'hole' || (value.kind === 'constant' && value.value == null);
}

function isUndefined(value: Value): boolean {
  return value.kind === 'constant' && (value.value === undefined || value.value === null);
}
