/** What a place of a rule that has a role takes of the value that stands there. */
import type { ArgPattern, Capture } from '../rules/pattern.ts';
import { isDemanded } from './demands.ts';
import type { Evaluation } from './evaluation.ts';
import { answerOf, isAnswer, settle } from './operations/api.ts';
import { addressGiven, type Place } from './given.ts';
import type { Apart } from './options-apart.ts';
import { choice, mapOptions, widthOf } from './text.ts';
import { usableAs } from './usable.ts';
import { optionsOf, type Value } from './value.ts';

/** What was captured for a role. */
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

/** Where captures go, and what kind of place is being read. */
export interface Reading {
  readonly captures: Map<Capture, Captured>;
  readonly evaluation: Evaluation;
  readonly place: Place;
  /** Which of several options objects is looked at. */
  readonly apart?: Apart | undefined;
  /** Whether texts that are demanded are noted: where nothing else is captured, a configuration says there what it is about. */
  readonly isNoting?: boolean;
}

/** Takes what stands at a role; what is not usable as it is none. */
export function readRole(pattern: RolePattern, value: Value | null, explicit: boolean, into: Reading): void {
  const { captures } = into;
  if (value !== null && isHandedNothing(pattern, value, into)) captures.set(pattern.role, { value, explicit });
  else captureRole(pattern, value && settled(value, pattern, into), explicit, captures);
}

/** Nothing is no address; but what hands its argument on hands on nothing, which is known: `$state(null)`, `ref(null)`. */
function isHandedNothing({ role }: RolePattern, value: Value, { place, captures }: Reading): boolean {
  return role === 'value' && place === 'argument' && isUndefined(value) && !captures.has(role);
}

/** Notes a value for a role, and what stands at further places of it. */
export function captureRole(
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

/** What a function gives though longer paths go on from it (`readFileSync(path)` and its `toString()`), and what a client answers. */
function settled(value: Value, { role, except = [], text }: RolePattern, into: Reading): Value | null {
  const { evaluation, place } = into;
  const given = text ? value : addressGiven(role, value, place, evaluation);
  const all = mapOptions(given, (option) => {
    const one = option.kind === 'api' ? settle(option, evaluation) : option;
    return role === 'url' && one.kind === 'api' && isAnswer(one) ? answerOf(one) : one;
  });
  const rest = optionsOf(all).filter(
    (option) => !except.some((pattern) => isDemanded(pattern, option)) && (text !== true || mayBeText(option)),
  );
  return rest.length === optionsOf(all).length ? all : rest.length === 0 ? null : choice(rest, widthOf(all));
}

/** A text; or a parameter, which callers may fill with one. */
function mayBeText(value: Value): boolean {
  return value.kind === 'text' || (value.kind === 'hole' && value.hole.kind === 'parameter');
}

export type RolePattern = Extract<ArgPattern, { kind: 'role' }>;

/** What counts wherever it is captured, not in one place only: the fields of `{ server, client, shared }`. */
const COUNTS_TOGETHER: ReadonlySet<Capture> = new Set<Capture>(['fields', 'also', 'fallback', 'options', 'credential']);

/** A capture that the code names replaces one that is only possible. */
export function isBetter(known: Captured | undefined, explicit: boolean): boolean {
  return !known || (explicit && !known.explicit);
}

/** Whether nothing stands there. */
export function isUndefined(value: Value): boolean {
  return value.kind === 'constant' && (value.value === undefined || value.value === null);
}
