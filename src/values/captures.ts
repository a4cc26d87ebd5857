/** What the calls on an api value's way say for the roles of a path's end. */
import type { ArgPattern, Capture } from '../rules/pattern.ts';
import type { PathEnd } from '../rules/trie.ts';
import { argumentAt } from './arguments.ts';
import type { Evaluation } from './evaluation.ts';
import { invoke } from './operations/functions.ts';
import { fieldIsWritten, memberOf } from './operations/members.ts';
import { closedText, mapOptions } from './text.ts';
import { optionsOf, type Ref, type Value } from './value.ts';

export interface Captured {
  readonly value: Value;
  /** Whether the code names it. An options object that is unknown as a whole may or may not hold it. */
  readonly explicit: boolean;
}

export type Captures = ReadonlyMap<Capture, Captured>;

/** The captures of a path's end, or null when a literal argument that it demands is another one. */
export function capturesAt(end: PathEnd, applied: readonly Ref[], evaluation: Evaluation): Captures | null {
  const captures = new Map<Capture, Captured>();
  // The last call on the way knows best: `create({ baseURL })` then `.get(url, { baseURL })`.
  for (const [index, patterns] of [...end.args.entries()].toReversed()) {
    const ref = applied[index];
    if (!ref) continue;
    for (const [position, pattern] of patterns.entries()) {
      const argument = argumentAt(ref, position, evaluation);
      if (!capture(pattern, argument, argument !== null, captures, evaluation)) return null;
    }
  }
  return captures;
}

/** False when a demanded literal does not match. The first capture of a role counts. */
function capture(
  pattern: ArgPattern,
  value: Value | null,
  explicit: boolean,
  captures: Map<Capture, Captured>,
  evaluation: Evaluation,
): boolean {
  switch (pattern.kind) {
    case 'any':
      return true;
    case 'text':
      return value !== null && optionsOf(value).some((option) => closedText(option) === pattern.text);
    case 'role':
      if (value !== null && !isUndefined(value) && isBetter(captures.get(pattern.role), explicit)) {
        captures.set(pattern.role, { value, explicit });
      }
      return true;
    case 'object':
      return value === null || captureFields(pattern.fields, value, captures, evaluation);
    case 'result':
      return value === null || capture(pattern.result, resultOf(value, evaluation), explicit, captures, evaluation);
    case 'array':
      return value === null || captureItems(pattern.items, value, captures, evaluation);
  }
}

/** What a function gives back when nobody knows its arguments; anything else is its own result. */
function resultOf(value: Value, evaluation: Evaluation): Value {
  return mapOptions(value, (option) =>
    option.kind === 'closure' ? invoke(option, { kind: 'values', values: [] }, 0, evaluation) : option,
  );
}

/** A capture that the code names replaces one that is only possible. */
function isBetter(known: Captured | undefined, explicit: boolean): boolean {
  return !known || (explicit && !known.explicit);
}

function captureFields(
  fields: readonly (readonly [string, ArgPattern])[],
  value: Value,
  captures: Map<Capture, Captured>,
  evaluation: Evaluation,
): boolean {
  // A string where an options object was expected is another overload.
  const objects = optionsOf(value).filter(mayHoldOptions);
  if (objects.length === 0) return fields.every(([, pattern]) => pattern.kind !== 'text');
  return fields.every(([key, pattern]) => {
    const explicit = objects.some((object) => fieldIsWritten(object, key, evaluation));
    const found = objects.map((object) => memberOf(object, key, evaluation));
    const [first, ...rest] = found;
    const member = first && rest.length === 0 ? first : mapOptions({ kind: 'choice', options: found }, (one) => one);
    return capture(pattern, member, explicit, captures, evaluation);
  });
}

/** Text is another overload, and a ready client (`drizzle(client)`) is no options object. */
function mayHoldOptions({ kind }: Value): boolean {
  return kind !== 'text' && kind !== 'constant' && kind !== 'api' && kind !== 'closure' && kind !== 'builtin';
}

function captureItems(
  items: readonly ArgPattern[],
  value: Value,
  captures: Map<Capture, Captured>,
  evaluation: Evaluation,
): boolean {
  return items.every((pattern, index) =>
    capture(pattern, memberOf(value, String(index), evaluation), true, captures, evaluation),
  );
}

function isUndefined(value: Value): boolean {
  return value.kind === 'constant' && (value.value === undefined || value.value === null);
}
