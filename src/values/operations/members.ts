/** Members of every kind of value. */
import type { Property } from '../../lower/module.ts';
import type { LinkedModule } from '../../link/program.ts';
import type { Evaluation } from '../evaluation.ts';
import { LIMITS } from '../limits.ts';
import { keyOf as valueKey } from '../render.ts';
import { choice, closedText, mapOptions, withTrail } from '../text.ts';
import { step } from '../trail.ts';
import { UNDEFINED, at, hole, insideOf, type FieldWrite, type RecordValue, type Value } from '../value.ts';
import { apiMember, schemaMethod } from './api.ts';
import { invoke } from './functions.ts';
import { classMember, instanceMember, superMember } from './classes.ts';
import type { Operation } from './index.ts';
import { anyItem, listMember } from './list-methods.ts';
import { namespaceMember, writtenOnFunction } from './module-members.ts';
import { exportNamed, exportsOf, globalNamed } from './names.ts';
import { fieldNamed, parsedFields, parsedMember } from './schemas.ts';
import { writtenField } from './writes.ts';
import { regexMember } from './regex-methods.ts';
import { memberOfText } from './text-methods.ts';

export const evaluateMember: Operation<'member'> = (expr, ref, evaluation) => {
  const base = ref.module.expressions[expr.object];
  if (base?.kind === 'super' && typeof expr.property === 'string')
    return superMember(base, expr.property, ref, evaluation);
  const object = evaluation.evaluate(at(ref, expr.object));
  if (typeof expr.property === 'string') {
    const found = memberOf(object, expr.property, evaluation);
    // Where a variable is read is where its trail begins.
    if (object.kind === 'parsed') return withTrail(found, (trail) => step(ref.module, ref.expr, trail));
    return object.kind === 'environment' && found.kind === 'text'
      ? { ...found, trail: step(ref.module, ref.expr, null) }
      : found;
  }
  return mapOptions(evaluation.evaluate(at(ref, expr.property)), (property) => {
    const name = closedText(property);
    return name === null ? anyMember(object, evaluation) : memberOf(object, name, evaluation);
  });
};

/** The member of a value under a known name. */
export function memberOf(value: Value, name: string, evaluation: Evaluation): Value {
  switch (value.kind) {
    case 'choice':
      return mapOptions(value, (option) => memberOf(option, name, evaluation));
    case 'record':
    case 'fields':
    case 'instance': {
      const own = ownMemberOf(value, name, evaluation);
      return isMissing(own) && PROMISE_METHODS.has(name) ? { kind: 'builtin', name, receiver: value } : own;
    }
    case 'text':
      return memberOfText(value, name);
    case 'constant':
      return value.value === null || value.value === undefined ? UNDEFINED : { kind: 'builtin', name, receiver: value };
    case 'list':
      return listMember(value, name) ?? { kind: 'builtin', name, receiver: value };
    case 'closure':
    case 'bytes':
    case 'regex':
      return methodOf(value, name, evaluation);
    case 'class':
      return classMember(value, name, evaluation);
    case 'api':
      return apiMember(value, name, evaluation);
    case 'namespace':
      return namespaceMember(value.module, name, evaluation);
    case 'environment':
      return variable(name);
    case 'schema':
      return schemaMethod(value, name, evaluation);
    case 'parsed':
      return evaluation.lookup<Value>(`${valueKey(value)}.${name}`, hole('cyclic'), () =>
        parsedMember(value, name, evaluation),
      );
    case 'builtin':
      return builtinMember(value, name, evaluation);
    case 'hole':
      return insideOf(value);
  }
}

function builtinMember(value: Extract<Value, { kind: 'builtin' }>, name: string, evaluation: Evaluation): Value {
  if (value.receiver) return hole('unknown-member', name);
  return value.name === 'globalThis' ? globalNamed(name, evaluation) : { ...value, name: `${value.name}.${name}` };
}

/** A promise is what it resolves to, so every value has these; a catalogued or repository's own member of the name comes first. */
const PROMISE_METHODS: ReadonlySet<string> = new Set(['then', 'catch', 'finally']);

function isMissing(value: Value): boolean {
  return (
    (value.kind === 'constant' && value.value === undefined) ||
    (value.kind === 'hole' && value.hole.kind === 'unknown' && value.hole.reason === 'unknown-member')
  );
}

function ownMemberOf(
  value: Extract<Value, { kind: 'record' | 'fields' | 'instance' }>,
  name: string,
  evaluation: Evaluation,
): Value {
  switch (value.kind) {
    case 'record':
      return recordMember(value, name, evaluation);
    case 'fields':
      return value.fields.get(name) ?? (value.open ? otherField(value, name) : UNDEFINED);
    case 'instance':
      return instanceMember(value, name, evaluation);
  }
}

function otherField({ rest }: Extract<Value, { kind: 'fields' }>, name: string): Value {
  return rest ?? hole('unknown-member', name);
}

function methodOf(value: Value, name: string, evaluation: Evaluation): Value {
  const own =
    value.kind === 'regex'
      ? regexMember(value, name)
      : value.kind === 'closure'
        ? writtenOnFunction(value, name, evaluation)
        : null;
  return own ?? { kind: 'builtin', name, receiver: value };
}

/** Any member: what `table[key]` is when the key is unknown. */
export function anyMember(value: Value, evaluation: Evaluation): Value {
  switch (value.kind) {
    case 'choice':
      return mapOptions(value, (option) => anyMember(option, evaluation));
    case 'list':
      return anyItem(value);
    case 'record':
    case 'parsed':
    case 'fields': {
      const fields = fieldsOf(value, evaluation);
      return fields && fields.size > 0 ? choice([...fields.values()]) : hole('unknown-member');
    }
    case 'namespace': {
      const found = [...exportsOf(value.module, evaluation).values()];
      return found.length > 0 ? choice(found) : anyOfWhole(value.module, evaluation);
    }
    case 'environment':
      return hole('unknown-environment');
    case 'hole':
      return insideOf(value);
    default:
      return hole('unknown-member');
  }
}

/** `module.exports = [ … ]`: what is exported as a whole has the members. */
function anyOfWhole(module: LinkedModule, evaluation: Evaluation): Value {
  const whole = exportNamed(module, 'default', evaluation);
  return whole.kind === 'namespace' ? hole('unknown-member') : anyMember(whole, evaluation);
}

/** All fields of an object with known keys, or null when there may be others. */
export function fieldsOf(value: Value, evaluation: Evaluation): ReadonlyMap<string, Value> | null {
  if (value.kind === 'fields') return value.open ? null : value.fields;
  if (value.kind === 'parsed') return parsedFields(value, evaluation);
  if (value.kind === 'namespace') return exportsOf(value.module, evaluation);
  if (value.kind !== 'record') return null;
  return evaluation.lookup(`${valueKey(value)}.*`, null, () => fieldsOfRecord(value, evaluation));
}

function fieldsOfRecord(value: RecordValue, evaluation: Evaluation): ReadonlyMap<string, Value> | null {
  const properties = propertiesOf(value);
  const fields = new Map<string, Value>();
  for (const property of properties.slice(0, LIMITS.listItems)) {
    if (property.kind === 'spread') {
      const spread = fieldsOf(evaluation.evaluate(at(value.object, property.value)), evaluation);
      if (!spread) return null;
      for (const [key, field] of spread) fields.set(key, field);
      continue;
    }
    const key = keyOf(property, value, evaluation);
    if (key === null) return null;
    fields.set(key, propertyValue(property, value, evaluation));
  }
  for (const write of value.writes) {
    const names = writtenNames(write, evaluation);
    if (!names) return null;
    for (const name of names) fields.set(name, recordMember(value, name, evaluation));
  }
  return fields;
}

function writtenNames({ path, value }: FieldWrite, evaluation: Evaluation): Iterable<string> | null {
  const [name] = path;
  if (name !== undefined) return name === null ? null : [name];
  return fieldsOf(evaluation.evaluate(value), evaluation)?.keys() ?? null;
}

/** Whether an object literal names a field itself, or something writes it. */
export function fieldIsWritten(value: Value, name: string, evaluation: Evaluation): boolean {
  if (value.kind === 'fields') return value.fields.has(name);
  if (value.kind === 'parsed') return fieldNamed(value.schema, name, evaluation) !== null;
  if (value.kind !== 'record') return false;
  if (value.writes.some((write) => writesName(write, name, evaluation))) return true;
  return propertiesOf(value).some((property) => {
    if (property.kind === 'property') return keyOf(property, value, evaluation) === name;
    const spread = evaluation.evaluate(at(value.object, property.value));
    const key = `${valueKey(value)}?${name}`;
    return evaluation.lookup(key, false, () => fieldIsWritten(spread, name, evaluation));
  });
}

function writesName({ path, value }: FieldWrite, name: string, evaluation: Evaluation): boolean {
  return path.length === 0 ? fieldIsWritten(evaluation.evaluate(value), name, evaluation) : path[0] === name;
}

function recordMember(record: RecordValue, name: string, evaluation: Evaluation): Value {
  const key = `${valueKey(record)}.${name}`;
  return evaluation.lookup<Value>(key, hole('cyclic'), () => findInRecord(record, name, evaluation));
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
  for (const property of propertiesOf(record).toReversed()) {
    if (property.kind === 'spread') {
      const found = spreadMember(evaluation.evaluate(at(record.object, property.value)), name, evaluation);
      if (found) return found;
      continue;
    }
    const key = keyOf(property, record, evaluation);
    if (key === null) return hole('unknown-member', name);
    if (key === name) return propertyValue(property, record, evaluation);
  }
  return null;
}

/** What a property holds; a function of the object is called on it, and what a getter returns is the value. */
function propertyValue(
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

function propertiesOf(record: RecordValue): readonly Property[] {
  const expr = record.object.module.expressions[record.object.expr];
  return expr?.kind === 'object' ? expr.properties : [];
}

function keyOf(property: Property, record: RecordValue, evaluation: Evaluation): string | null {
  if (property.kind !== 'property') return null;
  if (typeof property.key === 'string') return property.key;
  return closedText(evaluation.evaluate(at(record.object, property.key)));
}

/** A variable of the environment; a lower-case member of a validated environment (`result.data`) is the environment again. */
function variable(name: string): Value {
  if (/^(data|env|value)$/.test(name)) return { kind: 'environment' };
  return { kind: 'text', parts: [{ kind: 'hole', hole: { kind: 'env', name } }], trail: null };
}
