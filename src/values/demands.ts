/** What a rule demands of the arguments of a call before it means that call: texts, booleans and numbers. */
import type { ArgPattern, LiteralPattern } from '../rules/pattern.ts';
import type { PathEnd } from '../rules/trie.ts';
import { argumentAt } from './arguments.ts';
import type { Evaluation } from './evaluation.ts';
import { memberOf } from './operations/members.ts';
import { fieldIsWritten } from './operations/records.ts';
import { isWritten, mayBeWritten } from './text-pattern.ts';
import { choice, closedText } from './text.ts';
import { optionsOf, type Applied, type Value } from './value.ts';

/** A demand, and what stands where it looks. */
export interface Demand {
  /** The place among the arguments; equal for demands that look at the same one. */
  readonly at: string;
  readonly pattern: LiteralPattern;
  readonly value: Value | null;
  /** Whether the code names it. An options object that is unknown as a whole may or may not hold it. */
  readonly explicit: boolean;
}

/** How many literals a pattern demands. */
export function literalsIn(pattern: ArgPattern): number {
  switch (pattern.kind) {
    case 'text':
    case 'constant':
    case 'import':
    case 'absent':
      return 1;
    case 'object':
      return pattern.fields.reduce((sum, [, field]) => sum + literalsIn(field), 0);
    case 'array':
      return pattern.items.reduce((sum, item) => sum + literalsIn(item), 0);
    case 'function':
      return literalsIn(pattern.result);
    case 'values':
      return literalsIn(pattern.each);
    default:
      return 0;
  }
}

/** Whether an alternative is what is demanded. */
export function isDemanded(pattern: LiteralPattern, option: Value): boolean {
  return pattern.kind === 'text' ? isWritten(pattern.text, option) : closedText(option) === String(pattern.value);
}

/** Whether an alternative is not known and may be what is demanded. */
export function mayBeDemanded(pattern: LiteralPattern, option: Value): boolean {
  if (option.kind === 'hole') return true;
  if (option.kind !== 'text' || closedText(option) !== null) return false;
  return pattern.kind === 'constant' || mayBeWritten(pattern.text, option);
}

/** Whether the demand is met. A boolean that is not decided is either: of two hosts, both are reached. */
export function isMet(pattern: LiteralPattern, value: Value | null, explicit: boolean): boolean {
  if (value === null) return false;
  const isEither = pattern.kind === 'constant' && explicit;
  return optionsOf(value).some((option) => isDemanded(pattern, option) || (isEither && mayBeDemanded(pattern, option)));
}

/** The same path's end without its demands. */
export function withoutDemands<E extends PathEnd>(end: E): E {
  return withPatterns(end, (pattern) =>
    pattern.kind === 'text' || pattern.kind === 'constant' || pattern.kind === 'import' ? { kind: 'any' } : pattern,
  );
}

/** The same path's end for what stands at the places of these demands besides what is demanded. */
export function besides<E extends PathEnd>(end: E, demands: readonly Demand[]): E {
  return withPatterns(end, (pattern, place) => {
    const except = demands.filter(({ at }) => at === place).map((demand) => demand.pattern);
    return pattern.kind === 'role' && except.length > 0 ? { ...pattern, except } : pattern;
  });
}

/** What stands at the places that were looked at, for all ends of one call. */
export type Places = Map<string, Omit<Demand, 'at' | 'pattern'>>;

/** The demands of a path's end on plain arguments and the properties of options. */
export function demandsOf(
  end: PathEnd,
  applied: readonly Applied[],
  evaluation: Evaluation,
  places: Places,
): readonly Demand[] {
  return end.args.flatMap((patterns, call) =>
    patterns.flatMap((pattern, position) => {
      const ref = applied[call];
      if (!ref || literalsIn(pattern) === 0) return [];
      const at = `${call}.${position}`;
      lookAt(places, at, () => {
        const value = argumentAt(ref, position, evaluation);
        return { value, explicit: value !== null };
      });
      return demandsIn(pattern, at, places, evaluation);
    }),
  );
}

/** The places of which a path's end captures what stands there, but for secrets. */
export function capturedPlaces(end: PathEnd): readonly string[] {
  return end.args.flatMap((patterns, call) =>
    patterns.flatMap((pattern, position) => placesIn(pattern, `${call}.${position}`)),
  );
}

/** The member of what stands where options are expected, and whether the code names it; null where no options stand. */
export function optionAt(
  value: Value,
  key: string,
  evaluation: Evaluation,
): { readonly value: Value; readonly explicit: boolean } | null {
  // A string where an options object was expected is another overload.
  const objects = optionsOf(value).filter(mayHoldOptions);
  // A ready client in place of the options: the connection is that client's.
  if (value.kind === 'api' || objects.length === 0) return null;
  const found = objects.map((object) => memberOf(object, key, evaluation));
  const [first, ...rest] = found;
  return {
    value: first && rest.length === 0 ? first : choice(found),
    explicit: objects.some((object) => fieldIsWritten(object, key, evaluation)),
  };
}

function demandsIn(pattern: ArgPattern, at: string, places: Places, evaluation: Evaluation): readonly Demand[] {
  const here = places.get(at) ?? { value: null, explicit: false };
  if (pattern.kind === 'text' || pattern.kind === 'constant') return [{ at, pattern, ...here }];
  if (pattern.kind !== 'object') return [];
  return pattern.fields.flatMap(([key, field]) => {
    if (literalsIn(field) === 0) return [];
    const inside = `${at}.${key}`;
    lookAt(places, inside, () => here.value && optionAt(here.value, key, evaluation));
    return demandsIn(field, inside, places, evaluation);
  });
}

function lookAt(places: Places, at: string, look: () => Omit<Demand, 'at' | 'pattern'> | null): void {
  if (!places.has(at)) places.set(at, look() ?? { value: null, explicit: false });
}

type Change = (pattern: ArgPattern, place: string) => ArgPattern;

function withPatterns<E extends PathEnd>(end: E, change: Change): E {
  const args = end.args.map((patterns, call) =>
    patterns.map((pattern, position) => changed(pattern, `${call}.${position}`, change)),
  );
  return { ...end, args };
}

function changed(pattern: ArgPattern, place: string, change: Change): ArgPattern {
  if (pattern.kind !== 'object') return change(pattern, place);
  return {
    ...pattern,
    fields: pattern.fields.map(([key, field]) => [key, changed(field, `${place}.${key}`, change)] as const),
  };
}

function placesIn(pattern: ArgPattern, at: string): readonly string[] {
  if (pattern.kind === 'role') return pattern.role === 'credential' ? [] : [at];
  return pattern.kind === 'object' ? pattern.fields.flatMap(([key, field]) => placesIn(field, `${at}.${key}`)) : [];
}

/** Text is another overload, and a ready client (`drizzle(client)`) is no options object. */
function mayHoldOptions({ kind }: Value): boolean {
  return (
    kind !== 'text' &&
    kind !== 'constant' &&
    kind !== 'list' &&
    kind !== 'api' &&
    kind !== 'closure' &&
    kind !== 'builtin'
  );
}
