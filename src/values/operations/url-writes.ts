/** What is written to a `URL` object: part by part, or all that another object has. */
import type { Evaluation } from '../evaluation.ts';
import { choice, mapOptions } from '../text.ts';
import { MOVING, replaceUrlPart } from '../url-object.ts';
import type { FieldWrite, HoleValue, TextValue, Value } from '../value.ts';
import { fieldOf } from './records.ts';
import { writtenValue } from './written.ts';

/** A `URL` after writes to it. */
export function writeUrlParts(
  value: TextValue | HoleValue,
  writes: readonly FieldWrite[],
  evaluation: Evaluation,
): Value {
  let current: Value = value;
  for (const write of writes) {
    const changed = mapOptions(current, (option) => writtenOnce(option, write, evaluation));
    const { conditional, ordered } = write;
    current = conditional || !ordered ? choice([current, changed]) : changed;
  }
  return sameUrl(current, value);
}

/** A `URL` after `Object.assign(url, other)`. */
export function writeAllOfUrl(url: Value, other: Value, evaluation: Evaluation): Value {
  let current = url;
  for (const name of MOVING) {
    const part = fieldOf(other, name, evaluation);
    if (part) current = mapOptions(current, (option) => replaceUrlPart(option, name, () => part));
  }
  return url.kind === 'text' || url.kind === 'hole' ? sameUrl(current, url) : current;
}

function writtenOnce(url: Value, write: FieldWrite, evaluation: Evaluation): Value {
  const { how, path } = write;
  const [property] = path;
  if (how === 'spread' && path.length === 0) return writeAllOfUrl(url, writtenValue(write, evaluation), evaluation);
  if (how !== 'property' || typeof property !== 'string' || path.length !== 1) return url;
  return replaceUrlPart(url, property, () => writtenValue(write, evaluation));
}

/** What is written to a `URL` object changes its text, not which object it is. */
function sameUrl(changed: Value, { made }: TextValue | HoleValue): Value {
  if (made === undefined) return changed;
  return mapOptions(changed, (option) =>
    option.kind === 'text' || option.kind === 'hole' ? { ...option, made } : option,
  );
}
