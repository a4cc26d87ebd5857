/** Object literals: their fields through spreads, computed keys and later writes. */
import type { Property } from '../../lower/module.ts';
import type { Evaluation } from '../evaluation.ts';
import { keyOf as valueKey } from '../render.ts';
import { choice, closedText } from '../text.ts';
import { UNDEFINED, at, hole, optionsOf, type RecordValue, type Value } from '../value.ts';
import { invoke } from './functions.ts';
import { memberOf } from './members.ts';
import { writtenField } from './writes.ts';

/** A field of an object literal, with what is written to it later. */
export function recordMember(record: RecordValue, name: string, evaluation: Evaluation): Value {
  const key = `${valueKey(record)}.${name}`;
  return evaluation.lookup<Value>(key, hole, () => findInRecord(record, name, evaluation));
}

function findInRecord(record: RecordValue, name: string, evaluation: Evaluation): Value {
  return writtenField(record, name, ownMember(record, name, evaluation), evaluation) ?? UNDEFINED;
}

/** A field of an object that is spread into another; null when it does not have it. */
export function fieldOf(spread: Value, name: string, evaluation: Evaluation): Value | null {
  return spreadMember(spread, name, evaluation);
}

/** Later properties win; a spread or a computed key that cannot be followed may hold anything. */
function ownMember(record: RecordValue, name: string, evaluation: Evaluation): Value | null {
  const later: Value[] = [];
  let isLacking = false;
  for (const property of propertiesOf(record).toReversed()) {
    if (property.kind === 'spread') {
      const spread = evaluation.evaluate(at(record.object, property.value));
      const found = spreadMember(spread, name, evaluation);
      if (found && !mayLack(spread, found)) return choice([...later, found]);
      const options = found ? optionsOf(found) : [];
      isLacking ||= options.some(isUndefined);
      later.push(...options.filter((option) => !isUndefined(option)));
      continue;
    }
    const key = keyOf(property, record, evaluation);
    if (key === null) return choice([...later, hole('unknown-member', name)]);
    if (key === name) return choice([...later, propertyValue(property, record, evaluation)]);
  }
  if (later.length === 0) return null;
  return choice(isLacking ? [...later, UNDEFINED] : later);
}

/** Whether a spread object may not have the member after all: one of several lacks it, or it is a variable that may not be set. */
function mayLack(spread: Value, found: Value): boolean {
  return optionsOf(found).some(isUndefined) || optionsOf(spread).some(({ kind }) => kind === 'environment');
}

function isUndefined(value: Value): boolean {
  return value.kind === 'constant' && value.value === undefined;
}

/** What a property holds; a function of the object is called on it, and what a getter returns is the value. */
export function propertyValue(
  property: Extract<Property, { kind: 'property' }>,
  self: RecordValue,
  evaluation: Evaluation,
): Value {
  const found = evaluation.evaluate(at(self.object, property.value));
  if (found.kind !== 'closure') return found;
  const bound = found.self ? found : { ...found, self };
  if (property.get !== true) return bound;
  return invoke(bound, { kind: 'values', values: [] }, self.object.frame?.depth ?? 0, evaluation);
}

function spreadMember(spread: Value, name: string, evaluation: Evaluation): Value | null {
  if (spread.kind === 'constant') return null;
  if (spread.kind === 'choice') {
    const found = spread.options.map((option) => spreadMember(option, name, evaluation));
    const present = found.filter((one) => one !== null);
    return present.length === 0 ? null : choice(found.map((one) => one ?? UNDEFINED));
  }
  const found = memberOf(spread, name, evaluation);
  return found.kind === 'constant' && found.value === undefined ? null : found;
}

/** The properties of an object literal as they are written. */
export function propertiesOf(record: RecordValue): readonly Property[] {
  const expr = record.object.module.expressions[record.object.expr];
  return expr?.kind === 'object' ? expr.properties : [];
}

/** The key of a property, or null when it is computed and not known. */
export function keyOf(property: Property, record: RecordValue, evaluation: Evaluation): string | null {
  if (property.kind !== 'property') return null;
  if (typeof property.key === 'string') return property.key;
  return closedText(evaluation.evaluate(at(record.object, property.key)));
}
