/**
 * What a library makes of a value that it was told about: members with defaults, transforms, finite sets. A schema is what a rule
 * captured where it was made; applying it to a value gives what parsing gives.
 */
import type { Capture } from '../../rules/pattern.ts';
import type { Evaluation } from '../evaluation.ts';
import { choice, closedText, mapOptions, variableText } from '../text.ts';
import type { ParsedValue, SchemaValue } from '../described.ts';
import { UNDEFINED, hole, optionsOf, type Ref, type Value } from '../value.ts';
import { callWith } from './builtins.ts';
import { fieldsOf } from './contents.ts';
import { anyMember } from './any-members.ts';
import { memberOf } from './members.ts';
import { checked } from './schema-checks.ts';
import { described, isPresent } from './schema-notation.ts';

/** What parsing a value with a schema gives; with something else than a schema, the value itself. */
export function parseWith(schema: Value, input: Value, ref: Ref, evaluation: Evaluation): Value {
  return mapOptions(schema, (one) => {
    if (one.kind === 'list') return one.items.reduce((value, next) => parseWith(next, value, ref, evaluation), input);
    return one.kind === 'schema' ? applySchema(one, input, ref, evaluation) : input;
  });
}

/** A member of a parsed object: what its own schema makes of the member of the input. */
export function parsedMember(value: ParsedValue, name: string, evaluation: Evaluation): Value {
  const { schema, ref } = value;
  const field = fieldNamed(schema, name, evaluation);
  if (field) return parseWith(field, inputMember(value, name, evaluation), ref, evaluation);
  const lent = partsOf(schema, 'also').filter(({ kind }) => kind !== 'schema');
  const found = lent.map((one) => memberOf(one, name, evaluation)).filter(isPresent);
  return found.length > 0 ? choice(found) : inputMember(value, name, evaluation);
}

/** All members that the schema of a parsed object names, or null when there may be others. */
export function parsedFields(value: ParsedValue, evaluation: Evaluation): ReadonlyMap<string, Value> | null {
  const names = namesIn(value.schema, evaluation);
  return names && new Map([...names].map((name) => [name, parsedMember(value, name, evaluation)]));
}

/** The schema of a member, or null when nothing is said about a member of that name. */
export function fieldNamed(schema: SchemaValue, name: string, evaluation: Evaluation): Value | null {
  const own = partsOf(schema, 'fields').map((fields) => memberOf(fields, name, evaluation));
  const found = own.filter(isPresent).map((field) => described(field, schema.keys, schema.methods, evaluation));
  if (found.length > 0) return choice(found);
  const lent = (['next', 'also', 'schema'] as const).flatMap((capture) => partsOf(schema, capture));
  for (const one of lent) {
    const inherited = one.kind === 'schema' ? fieldNamed(one, name, evaluation) : null;
    if (inherited) return inherited;
  }
  const items = schema.says.get('items');
  const member = schema.says.get('member');
  return items && (!member || closedText(member) === name) ? items : null;
}

/** The schemas of all members, as an object that another schema may take over: `{ ...base.shape }`. */
export function fieldsOfSchema(schema: SchemaValue, evaluation: Evaluation): Value {
  const names = namesIn(schema, evaluation);
  const fields = [...(names ?? [])].map((name) => [name, fieldNamed(schema, name, evaluation) ?? UNDEFINED] as const);
  return { kind: 'fields', fields: new Map(fields), open: names === null };
}

function applySchema(schema: SchemaValue, input: Value, ref: Ref, evaluation: Evaluation): Value {
  const { says } = schema;
  const transform = says.get('transform');
  const next = says.get('next');
  let value = checked(passed(schema, input, ref, evaluation), schema);
  if (transform) value = callWith(transform, [value], { args: [], ref, evaluation });
  if (next) value = parseWith(next, value, ref, evaluation);
  const fallbacks = partsOf(schema, 'fallbacks').map((one) => anyMember(one, evaluation));
  const fallback = choiceOf([...optionsOf(says.get('fallback') ?? UNDEFINED), ...fallbacks].filter(isPresent));
  return fallback ? withFallback(value, fallback, schema, ref, evaluation) : value;
}

/** What comes through before anything is done to it. */
function passed(schema: SchemaValue, input: Value, ref: Ref, evaluation: Evaluation): Value {
  const { says } = schema;
  const name = says.get('name');
  const given = name ? variableNamed(name) : (says.get('value') ?? input);
  const values = says.get('values');
  if (values) return restricted(given, values, evaluation);
  const items = says.get('items');
  if (items && given.kind === 'list') {
    return { ...given, items: given.items.map((item) => parseWith(items, item, ref, evaluation)) };
  }
  if (says.has('fields') || says.has('also') || items) {
    return mapOptions(given, (one) => ({ kind: 'parsed', schema, input: one, otherwise: null, ref }));
  }
  const inner = says.get('schema');
  const own = inner ? parseWith(inner, given, ref, evaluation) : given;
  const options = partsOf(schema, 'options').map((option) =>
    option.kind === 'closure' ? callWith(option, inner ? [inner] : [], { args: [], ref, evaluation }) : option,
  );
  // After the schema (`when`), or in its place (`or`).
  const alternatives = options.flatMap((option) =>
    [own, given].map((value) => parseWith(option, value, ref, evaluation)),
  );
  return alternatives.length > 0 ? choice(inner ? [own, ...alternatives] : alternatives) : own;
}

/** The default beside a value that may be missing. It went through the schema itself in some libraries, and in some it did not. */
export function withFallback(
  value: Value,
  fallback: Value,
  schema: SchemaValue,
  ref: Ref,
  evaluation: Evaluation,
): Value {
  const options = optionsOf(value);
  if (!options.some(mayBeMissing)) return value;
  const given = mapOptions(fallback, (one) =>
    one.kind === 'closure' ? callWith(one, [], { args: [], ref, evaluation }) : one,
  );
  const inner = schema.says.get('schema');
  const through = inner ? [parseWith(inner, given, ref, evaluation)] : [];
  return choice([...options.filter(isPresent), given, ...through]);
}

/** One of the allowed texts, where they are known and the value is not. */
function restricted(value: Value, values: Value, evaluation: Evaluation): Value {
  const allowed = optionsOf(values).flatMap((one): readonly Value[] => {
    if (one.kind === 'list') return one.open ? [hole('element')] : one.items.flatMap(allowedItems);
    return one.kind === 'record' || one.kind === 'fields' ? optionsOf(anyMember(one, evaluation)) : [one];
  });
  const isKnown = allowed.length > 0 && allowed.every((one) => closedText(one) !== null);
  return isKnown ? mapOptions(value, (one) => (closedText(one) === null ? choice(allowed) : one)) : value;
}

function allowedItems(item: Value): readonly Value[] {
  return item.kind === 'list' && !item.open ? item.items.flatMap(allowedItems) : optionsOf(item);
}

function inputMember({ input, otherwise }: ParsedValue, name: string, evaluation: Evaluation): Value {
  // What a variable holds as text (JSON, say) comes from that variable, member or whole.
  if (input.kind === 'text') return closedText(input) === null ? input : UNDEFINED;
  const found =
    input.kind === 'environment'
      ? variableNamed({ ...TEXT, parts: [{ kind: 'text', text: name }] })
      : memberOf(input, name, evaluation);
  return isPresent(found) || otherwise === null ? found : memberOf(otherwise, name, evaluation);
}

const TEXT = { kind: 'text', parts: [], trail: null } as const;

/** The variable of a name. */
export function variableNamed(name: Value): Value {
  const closed = closedText(name);
  return closed === null ? hole('unknown-environment') : variableText(closed);
}

/** What was captured under a name, one by one: lists and alternatives alike. */
function partsOf({ says }: SchemaValue, capture: Capture): readonly Value[] {
  const found = says.get(capture);
  if (!found) return [];
  return optionsOf(found).flatMap((one) => (one.kind === 'list' ? one.items.flatMap(optionsOf) : [one]));
}

function namesIn(schema: SchemaValue, evaluation: Evaluation): ReadonlySet<string> | null {
  const names = new Set<string>();
  for (const fields of partsOf(schema, 'fields')) {
    const own = fieldsOf(fields, evaluation);
    if (!own) return null;
    for (const name of own.keys()) names.add(name);
  }
  for (const one of [...partsOf(schema, 'also'), ...partsOf(schema, 'schema'), ...partsOf(schema, 'next')]) {
    const own = one.kind === 'schema' ? namesIn(one, evaluation) : fieldsOf(one, evaluation)?.keys();
    if (!own) return null;
    for (const name of own) names.add(name);
  }
  return names;
}

function choiceOf(values: readonly Value[]): Value | null {
  return values.length > 0 ? choice(values) : null;
}

/** Nothing, or something of which no part is known: a variable, a parameter. */
function mayBeMissing(value: Value): boolean {
  if (value.kind === 'constant') return value.value === undefined || value.value === null;
  return value.kind === 'hole' || (value.kind === 'text' && value.parts.every(({ kind }) => kind === 'hole'));
}
