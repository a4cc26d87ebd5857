/** Objects: what their literals say, what is spread into them, and what is written to them later. */
import type { Expr, Property } from '../../lower/module.ts';
import { argumentsOf } from '../arguments.ts';
import type { Evaluation } from '../evaluation.ts';
import { besideOwn } from '../holes.ts';
import { keyOf as valueKey } from '../render.ts';
import { isCyclic } from '../rounds.ts';
import { choice, closedText, mapOptions, oneOf, widthOf } from '../text.ts';
import { urlFields } from '../url-object.ts';
import { UNDEFINED, at, hole, optionsOf, type FieldWrite, type RecordValue, type Value } from '../value.ts';
import { invoke } from './functions.ts';
import { memberOf } from './members.ts';
import { propertiesFor } from './properties.ts';
import { fieldNamed } from './schemas.ts';
import { writtenField } from './writes.ts';

/** Whether an object literal names a field itself, or something writes it. */
export function fieldIsWritten(value: Value, name: string, evaluation: Evaluation): boolean {
  if (value.kind === 'fields') {
    return value.fields.has(name) || (value.others !== undefined && fieldIsWritten(value.others, name, evaluation));
  }
  if (value.kind === 'parsed') return fieldNamed(value.schema, name, evaluation) !== null;
  if (value.kind !== 'record') return false;
  if (value.writes.some((write) => writesName(write, name, evaluation))) return true;
  if (evaluation.facts.writes(value, name).some(({ path }) => path[0] === name)) return true;
  const key = `${name} in ${valueKey(value)}${seenIn(value)}`;
  return evaluation.lookup(
    key,
    () => false,
    () =>
      layersOf(value, name, evaluation).some((layer) =>
        layer.kind === 'spread'
          ? optionsOf(layer.value()).some((option) => fieldIsWritten(option, name, evaluation))
          : layer.member().isCertain,
      ),
  );
}

function writesName({ path, value }: FieldWrite, name: string, evaluation: Evaluation): boolean {
  if (path.length > 0) return path[0] === name;
  return value !== null && fieldIsWritten(evaluation.evaluate(value), name, evaluation);
}

/** The member of an object literal, with what is written to it. */
export function recordMember(record: RecordValue, name: string, evaluation: Evaluation): Value {
  const key = `${valueKey(record)}${seenIn(record)}.${name}`;
  const find = (): Value => findInRecord(record, name, evaluation);
  // What is written to the object has to be put together anew for each name.
  const cost = 1 + record.writes.length + evaluation.facts.writes(record, name).length;
  return evaluation.lookupValue(key, find, cost, () => beforeWrites(record, name, find, evaluation));
}

/** How an object's writes are seen from where it is read: what is certain inside of a branch is not behind it. */
export function seenIn({ writes }: RecordValue): string {
  return writes.map(({ conditional, ordered }) => (conditional ? '?' : ordered ? '.' : ',')).join('');
}

/** What a write was made of that reads where it writes: all that is there without it. */
function beforeWrites(record: RecordValue, name: string, find: () => Value, { facts }: Evaluation): Value {
  if (record.writes.length === 0 && facts.writes(record, name).length === 0) return hole('cyclic');
  const found = find();
  const known = optionsOf(found).filter((option) => !isCyclic(option));
  return known.length === 0 ? found : oneOf(known);
}

function findInRecord(record: RecordValue, name: string, evaluation: Evaluation): Value {
  const elsewhere = evaluation.facts.writes(record, name);
  const written = elsewhere.length === 0 ? record : { ...record, writes: [...record.writes, ...elsewhere] };
  return writtenField(written, name, ownMember(record, name, evaluation), evaluation) ?? UNDEFINED;
}

/** A field of an object that is spread into another; null when it does not have it. */
export function fieldOf(spread: Value, name: string, evaluation: Evaluation): Value | null {
  return spreadMember(spread, name, null, evaluation).value;
}

/** Later properties win; a spread or a computed key that cannot be followed may hold anything, or nothing. */
function ownMember(record: RecordValue, name: string, evaluation: Evaluation): Value | null {
  const found: Value[] = [];
  let isLacking = false;
  for (const layer of layersOf(record, name, evaluation).toReversed()) {
    const here = layer.kind === 'spread' ? spreadMember(layer.value(), name, record, evaluation) : layer.member();
    if (here.isCertain && layer.kind === 'property') return besideOwn(found, valuesOf(here));
    found.push(...valuesOf(here));
    if (here.isCertain) return choice(found);
    isLacking ||= here.isLacking === true;
  }
  if (found.length === 0) return null;
  return choice(isLacking ? [...found, UNDEFINED] : found);
}

function valuesOf({ value }: Found): readonly Value[] {
  return value === null ? [] : [value];
}

/** What one property of an object gives for a name, and whether that hides what stands before it. */
interface Found {
  readonly value: Value | null;
  readonly isCertain: boolean;
  /** Whether one of several objects does not have it. */
  readonly isLacking?: boolean;
}

type Layer =
  | { readonly kind: 'property'; readonly member: () => Found }
  | { readonly kind: 'spread'; readonly value: () => Value };

/** What may say something of a name: properties of an object literal, or what `Object.assign` and `Object.create` put together. */
function layersOf(record: RecordValue, name: string, evaluation: Evaluation): readonly Layer[] {
  const expr = record.object.module.expressions[record.object.expr];
  if (expr?.kind === 'call') {
    const operands = argumentsOf(record.object, evaluation);
    return operandsKept(expr, record, operands).map((value) => ({ kind: 'spread', value: () => value }));
  }
  const properties = expr?.kind === 'object' ? propertiesFor(expr, name) : [];
  return properties.map((property): Layer => {
    if (property.kind === 'spread') {
      return { kind: 'spread', value: () => evaluation.evaluate(at(record.object, property.value)) };
    }
    return { kind: 'property', member: () => propertyMember(property, name, record, evaluation) };
  });
}

/** `Object.create(prototype)` takes its members from one operand, `Object.assign` from all. */
export function operandsKept(
  { callee }: Extract<Expr, { kind: 'call' }>,
  record: RecordValue,
  operands: readonly Value[],
): readonly Value[] {
  const member = record.object.module.expressions[callee];
  return member?.kind === 'member' && member.property === 'create' ? operands.slice(0, 1) : operands;
}

function propertyMember(
  property: Extract<Property, { kind: 'property' }>,
  name: string,
  record: RecordValue,
  evaluation: Evaluation,
): Found {
  const key = keyOf(property, record, evaluation);
  if (key === name) return { value: propertyValue(property, record, evaluation), isCertain: true };
  return { value: key === null ? hole('unknown-member', name) : null, isCertain: false };
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

function spreadMember(spread: Value, name: string, into: RecordValue | null, evaluation: Evaluation): Found {
  const found = optionsOf(spread).map((option) => calledOn(into, option, fieldOfOperand(option, name, evaluation)));
  const all = found.flatMap(optionsOf);
  const present = all.filter((one) => one.kind !== 'constant' || one.value !== undefined);
  if (present.length === 0) return { value: null, isCertain: false };
  const isLacking = present.length < all.length;
  // A variable of the environment may not be set.
  const isOptional = optionsOf(spread).some(({ kind }) => kind === 'environment');
  const isCertain = !isLacking && !isOptional && all.every(({ kind }) => kind !== 'hole');
  return { value: choice(present, widthOf(spread)), isCertain, isLacking };
}

function fieldOfOperand(operand: Value, name: string, evaluation: Evaluation): Value {
  if (operand.kind === 'constant') return UNDEFINED;
  return operand.kind === 'text' ? (urlFields(operand)?.get(name) ?? UNDEFINED) : memberOf(operand, name, evaluation);
}

/** A method of an object that is spread, or a prototype, is called on the object that has it now. */
function calledOn(into: RecordValue | null, from: Value, member: Value): Value {
  if (into === null) return member;
  return mapOptions(member, (option) =>
    option.kind === 'closure' && option.self?.kind === 'record' && valueKey(option.self) === valueKey(from)
      ? { ...option, self: into }
      : option,
  );
}

/** The properties of an object literal. */
export function propertiesOf(record: RecordValue): readonly Property[] {
  const expr = record.object.module.expressions[record.object.expr];
  return expr?.kind === 'object' ? expr.properties : [];
}

/** The name of a property; null for one that is not known. */
export function keyOf(property: Property, record: RecordValue, evaluation: Evaluation): string | null {
  if (property.kind !== 'property') return null;
  if (typeof property.key === 'string') return property.key;
  return closedText(evaluation.evaluate(at(record.object, property.key)));
}
