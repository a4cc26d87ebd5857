/** All that an object holds, as far as it is known. */
import { isObjectData } from '../../link/files-matching.ts';
import { argumentsOf } from '../arguments.ts';
import type { Evaluation } from '../evaluation.ts';
import { LIMITS } from '../limits.ts';
import { keyOf as valueKey } from '../render.ts';
import { urlFields } from '../url-object.ts';
import { at, type RecordValue, type Value } from '../value.ts';
import { settle } from './api.ts';
import { memberOf } from './members.ts';
import { exportNamed, exportsOf } from './names.ts';
import { keyOf, operandsKept, propertiesOf, propertyValue, recordMember, seenIn } from './records.ts';
import { parsedFields } from './schemas.ts';
import { writtenValue } from './written.ts';

/** All fields of an object with known keys, or null when there may be others. */
export function fieldsOf(value: Value, evaluation: Evaluation): ReadonlyMap<string, Value> | null {
  const { fields, others, isOpen } = contentsOf(value, evaluation);
  return isOpen || others.length > 0 ? null : fields;
}

/** What an object holds, as far as it is known. */
export interface Contents {
  readonly fields: ReadonlyMap<string, Value>;
  /** Under names that are not known. */
  readonly others: readonly Value[];
  readonly isOpen: boolean;
  /** Whether it is open because it holds more than is followed. */
  readonly isCut?: true;
}

const UNKNOWN: Contents = { fields: new Map(), others: [], isOpen: true };

/** The fields of an object, with what stands under names that are not known. */
export function contentsOf(value: Value, evaluation: Evaluation): Contents {
  if (value.kind === 'fields') {
    const inner = value.others ? contentsOf(value.others, evaluation) : { ...UNKNOWN, isOpen: value.open };
    return { ...inner, fields: new Map([...inner.fields, ...value.fields]) };
  }
  if (value.kind === 'constant') return { ...UNKNOWN, isOpen: false };
  if (value.kind === 'choice') {
    const each = value.options.map((option) => contentsOf(option, evaluation));
    const names = new Set(each.flatMap(({ fields }) => [...fields.keys()]));
    const fields = new Map([...names].map((name) => [name, memberOf(value, name, evaluation)]));
    return { fields, others: each.flatMap(({ others }) => others), isOpen: each.some(({ isOpen }) => isOpen) };
  }
  if (value.kind === 'parsed') return closedContents(parsedFields(value, evaluation));
  if (value.kind === 'api' || value.kind === 'namespace') return contentsOfWhole(value, evaluation);
  if (value.kind !== 'record') return UNKNOWN;
  return evaluation.lookup(
    `contents of ${valueKey(value)}${seenIn(value)}`,
    () => UNKNOWN,
    () => contentsOfRecord(value, evaluation),
  );
}

/** A module of data is its data; a call of a rule's function is what it gives. Null for any other. */
export function wholeOf(value: Extract<Value, { kind: 'api' | 'namespace' }>, evaluation: Evaluation): Value | null {
  if (value.kind === 'namespace') {
    return isObjectData(value.module) ? exportNamed(value.module, 'default', evaluation) : null;
  }
  const settled = settle(value, evaluation);
  return settled.kind === 'api' ? null : settled;
}

function contentsOfWhole(value: Extract<Value, { kind: 'api' | 'namespace' }>, evaluation: Evaluation): Contents {
  const whole = wholeOf(value, evaluation);
  if (whole) return contentsOf(whole, evaluation);
  return value.kind === 'namespace' ? closedContents(exportsOf(value.module, evaluation)) : UNKNOWN;
}

function closedContents(fields: ReadonlyMap<string, Value> | null): Contents {
  return fields === null ? UNKNOWN : { fields, others: [], isOpen: false };
}

function contentsOfRecord(value: RecordValue, evaluation: Evaluation): Contents {
  const plain = plainFields(value, evaluation);
  if (plain) return { fields: plain, others: [], isOpen: false };
  const later = laterParts(value, evaluation);
  const parts = [...writtenParts(value).slice(0, LIMITS.fields), ...later.slice(0, LIMITS.writes)];
  const names = new Set<string>();
  const others: Value[] = [];
  let isOpen = false;
  for (const part of parts.map((one) => one(evaluation))) {
    for (const name of part.names) names.add(name);
    others.push(...part.others);
    isOpen ||= part.isOpen;
  }
  const known = [...names].slice(0, LIMITS.fields);
  const fields = new Map(known.map((name) => [name, recordMember(value, name, evaluation)]));
  const isCut = names.size > known.length || propertiesOf(value).length > LIMITS.fields || later.length > LIMITS.writes;
  return isCut ? { fields, others, isOpen: true, isCut } : { fields, others, isOpen };
}

/** What a literal says alone: nothing is spread, computed or written later. Null for other objects. */
function plainFields(value: RecordValue, evaluation: Evaluation): ReadonlyMap<string, Value> | null {
  const properties = propertiesOf(value);
  if (properties.length === 0 || properties.length > LIMITS.fields || value.writes.length > 0) return null;
  const named = properties.flatMap((property) =>
    property.kind === 'property' && typeof property.key === 'string' ? [{ ...property, key: property.key }] : [],
  );
  if (named.length < properties.length || evaluation.facts.writes(value).length > 0) return null;
  return new Map(named.map((property) => [property.key, propertyValue(property, value, evaluation)]));
}

interface NamedPart {
  readonly names: readonly string[];
  readonly others: readonly Value[];
  readonly isOpen: boolean;
}

type Part = (evaluation: Evaluation) => NamedPart;

/** What the properties of an object name. */
function writtenParts(value: RecordValue): readonly Part[] {
  const expr = value.object.module.expressions[value.object.expr];
  if (expr?.kind === 'call') {
    return [
      (evaluation) => {
        const operands = operandsKept(expr, value, argumentsOf(value.object, evaluation));
        return joined(operands.map((operand) => spreadPart(operand, evaluation)));
      },
    ];
  }
  return propertiesOf(value).map((property) => (evaluation) => {
    if (property.kind === 'spread')
      return spreadPart(evaluation.evaluate(at(value.object, property.value)), evaluation);
    const key = keyOf(property, value, evaluation);
    return key === null ? unnamed(propertyValue(property, value, evaluation)) : named(key);
  });
}

/** What is written later. */
function laterParts(value: RecordValue, evaluation: Evaluation): readonly Part[] {
  const writes = [...value.writes, ...evaluation.facts.writes(value)];
  return writes.flatMap((write): readonly Part[] => {
    const { how, path } = write;
    const [head] = path;
    if (head === undefined) return [() => spreadPart(writtenValue(write, evaluation), evaluation)];
    if (head !== null) return how === 'delete' ? [] : [() => named(head)];
    return how === 'property' && path.length === 1 ? [() => unnamed(writtenValue(write, evaluation))] : [];
  });
}

function named(name: string): NamedPart {
  return { names: [name], others: [], isOpen: false };
}

function unnamed(value: Value): NamedPart {
  return { names: [], others: [value], isOpen: false };
}

function spreadPart(value: Value, evaluation: Evaluation): NamedPart {
  // `url.parse(…)` has fields; of another text there is nothing to take.
  if (value.kind === 'text') return { names: [...(urlFields(value)?.keys() ?? [])], others: [], isOpen: false };
  const { fields, others, isOpen } = contentsOf(value, evaluation);
  return { names: [...fields.keys()], others, isOpen };
}

function joined(parts: readonly NamedPart[]): NamedPart {
  return {
    names: parts.flatMap(({ names }) => names),
    others: parts.flatMap(({ others }) => others),
    isOpen: parts.some(({ isOpen }) => isOpen),
  };
}
