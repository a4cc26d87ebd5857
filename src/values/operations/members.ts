/** Members of every kind of value. */
import type { Evaluation } from '../evaluation.ts';
import { LIMITS } from '../limits.ts';
import { keyOf as valueKey } from '../render.ts';
import { choice, closedText, mapOptions, withTrail } from '../text.ts';
import { step } from '../trail.ts';
import { urlMember } from '../url-text.ts';
import {
  UNDEFINED,
  at,
  hole,
  insideOf,
  type FieldWrite,
  type RecordValue,
  type TextValue,
  type Value,
} from '../value.ts';
import { apiMember, schemaMethod, settle } from './api.ts';
import { classMember, instanceMember, superMember } from './classes.ts';
import type { Operation } from './index.ts';
import { narrowed } from './narrowing.ts';
import { namespaceMember, writtenOnFunction } from './module-members.ts';
import { exportNamed, exportsOf, globalNamed } from './names.ts';
import { proxyMember } from './proxies.ts';
import { keyOf, propertiesOf, propertyValue, recordMember } from './records.ts';
import { fieldNamed, parsedFields, parsedMember } from './schemas.ts';

export const evaluateMember: Operation<'member'> = (expr, ref, evaluation) => {
  const base = ref.module.expressions[expr.object];
  if (base?.kind === 'super' && typeof expr.property === 'string')
    return superMember(base, expr.property, ref, evaluation);
  const object = evaluation.evaluate(at(ref, expr.object));
  if (typeof expr.property === 'string') {
    const member = memberOf(object, expr.property, evaluation);
    const found = expr.guards ? narrowed(member, expr.guards, ref, true, evaluation) : member;
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
      return listMember(value, name);
    case 'closure':
      return writtenOnFunction(value, name, evaluation) ?? { kind: 'builtin', name, receiver: value };
    case 'class':
      return classMember(value, name, evaluation);
    case 'api':
      return apiMember(value, name, evaluation);
    case 'namespace':
      return namespaceMember(value.module, name, evaluation);
    case 'environment':
      return variable(name);
    case 'schema':
    case 'parsed':
    case 'proxy':
      return derivedMember(value, name, evaluation);
    case 'builtin':
      return builtinMember(value, name, evaluation);
    case 'hole':
      return insideOf(value);
  }
}

function memberOfText(value: TextValue, name: string): Value {
  // An imported image is its address, and in Next an object that holds it.
  if (name === 'src') return value;
  return urlMember(value, name) ?? { kind: 'builtin', name, receiver: value };
}

function derivedMember(
  value: Extract<Value, { kind: 'schema' | 'parsed' | 'proxy' }>,
  name: string,
  evaluation: Evaluation,
): Value {
  if (value.kind === 'schema') return schemaMethod(value, name, evaluation);
  return evaluation.lookup<Value>(`${valueKey(value)}.${name}`, hole, () =>
    value.kind === 'parsed' ? parsedMember(value, name, evaluation) : proxyMember(value, name, evaluation),
  );
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
      return value.fields.get(name) ?? (value.open ? hole('unknown-member', name) : UNDEFINED);
    case 'instance':
      return instanceMember(value, name, evaluation);
  }
}

/** Any member: what `table[key]` is when the key is unknown. */
export function anyMember(value: Value, evaluation: Evaluation): Value {
  switch (value.kind) {
    case 'choice':
      return mapOptions(value, (option) => anyMember(option, evaluation));
    case 'list':
      return value.items.length > 0 && !value.open ? choice(value.items) : choice([...value.items, hole('element')]);
    case 'record':
    case 'parsed':
    case 'fields': {
      const fields = fieldsOf(value, evaluation);
      if (value.kind === 'record' && !fields) return someMember(value, evaluation);
      return fields && fields.size > 0 ? choice(fields.values()) : hole('unknown-member');
    }
    case 'environment':
      return hole('unknown-environment');
    case 'api':
    case 'namespace': {
      const whole = wholeOf(value, evaluation);
      if (whole) return anyMember(whole, evaluation);
      const fields = fieldsOf(value, evaluation);
      return fields && fields.size > 0 ? choice([...fields.values()]) : hole('unknown-member');
    }
    case 'hole':
      return insideOf(value);
    default:
      return hole('unknown-member');
  }
}

/** Of an object whose fields are not all known: those that are, and what is not. */
function someMember(record: RecordValue, evaluation: Evaluation): Value {
  const known = propertiesOf(record)
    .slice(0, LIMITS.fields)
    .flatMap((property) => (property.kind === 'property' ? [propertyValue(property, record, evaluation)] : []));
  const isCut = propertiesOf(record).length > LIMITS.fields || record.writes.length > LIMITS.writes;
  return choice([...known, hole(isCut ? 'too-many' : 'unknown-member')]);
}

/** All fields of an object with known keys, or null when there may be others. */
export function fieldsOf(value: Value, evaluation: Evaluation): ReadonlyMap<string, Value> | null {
  if (value.kind === 'fields') return value.open ? null : value.fields;
  if (value.kind === 'parsed') return parsedFields(value, evaluation);
  if (value.kind === 'api' || value.kind === 'namespace') {
    const whole = wholeOf(value, evaluation);
    if (whole) return fieldsOf(whole, evaluation);
    return value.kind === 'namespace' ? exportsOf(value.module, evaluation) : null;
  }
  if (value.kind !== 'record') return null;
  return evaluation.lookup(
    `${valueKey(value)}.*`,
    () => null,
    () => fieldsOfRecord(value, evaluation),
  );
}

/** A module of data is its data; a call of a rule's function is what it gives. Null for any other. */
function wholeOf(value: Extract<Value, { kind: 'api' | 'namespace' }>, evaluation: Evaluation): Value | null {
  if (value.kind === 'namespace') {
    return value.module.file.kind === 'json' ? exportNamed(value.module, 'default', evaluation) : null;
  }
  const settled = settle(value, evaluation);
  return settled.kind === 'api' ? null : settled;
}

function fieldsOfRecord(value: RecordValue, evaluation: Evaluation): ReadonlyMap<string, Value> | null {
  const properties = propertiesOf(value);
  const fields = new Map<string, Value>();
  if (properties.length > LIMITS.fields || value.writes.length > LIMITS.writes) return null;
  for (const property of properties) {
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
  return value && (fieldsOf(evaluation.evaluate(value), evaluation)?.keys() ?? null);
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
    return evaluation.lookup(
      key,
      () => false,
      () => fieldIsWritten(spread, name, evaluation),
    );
  });
}

function writesName({ path, value }: FieldWrite, name: string, evaluation: Evaluation): boolean {
  if (path.length > 0) return path[0] === name;
  return value !== null && fieldIsWritten(evaluation.evaluate(value), name, evaluation);
}

function listMember(list: Extract<Value, { kind: 'list' }>, name: string): Value {
  if (/^\d+$/.test(name) && list.loose === true)
    return choice([...list.items, list.open ? hole('element') : UNDEFINED]);
  if (/^\d+$/.test(name)) return list.items[Number(name)] ?? (list.open ? hole('element') : UNDEFINED);
  return { kind: 'builtin', name, receiver: list };
}

/** A variable of the environment; a lower-case member of a validated environment (`result.data`) is the environment again. */
function variable(name: string): Value {
  if (/^(data|env|value)$/.test(name)) return { kind: 'environment' };
  return { kind: 'text', parts: [{ kind: 'hole', hole: { kind: 'env', name } }], trail: null };
}
