/** Members of every kind of value. */
import type { ExprId } from '../../lower/module.ts';
import type { Evaluation } from '../evaluation.ts';
import { keyOf as valueKey } from '../render.ts';
import { choice, closedText, mapOptions, present, variableText, withTrail } from '../text.ts';
import { step } from '../trail.ts';
import {
  LACKING,
  UNDEFINED,
  at,
  hole,
  optionsOf,
  type FieldsValue,
  type Part,
  type Ref,
  type Value,
} from '../value.ts';
import { memberOfHole } from './annotations.ts';
import { anyMember } from './any-members.ts';
import { apiMember, arrive, schemaMethod } from './api.ts';
import { classMember, instanceMember, superMember } from './classes.ts';
import { isDrafting } from './drafts.ts';
import type { Operation } from './index.ts';
import { listMember } from './list-methods.ts';
import { narrowed } from './narrowing.ts';
import { namespaceMember, writtenOnFunction } from './module-members.ts';
import { globalNamed } from './names.ts';
import { proxyMember } from './proxies.ts';
import { carriedMember } from './provisions.ts';
import { unknownVariable } from '../holes.ts';
import { fieldsMember, namedAt } from './refs.ts';
import { recordMember } from './records.ts';
import { parsedMember } from './schemas.ts';
import { regexMember } from './regex-methods.ts';
import { memberOfText } from './text-methods.ts';
import { writtenToUnknown } from './unknown-objects.ts';

export const evaluateMember: Operation<'member'> = (expr, ref, evaluation) => {
  const base = ref.module.expressions[expr.object];
  if (base?.kind === 'super' && typeof expr.property === 'string')
    return superMember(base, expr.property, ref, evaluation);
  const given = evaluation.evaluate(at(ref, expr.object));
  // Reading a member of null or undefined throws: of several, these give nothing.
  const object = expr.optional ? given : present(given);
  if (typeof expr.property === 'string') {
    const held = memberOf(object, expr.property, evaluation);
    const own = expr.optional && mayBeAbsent(object) && isMethod(held) ? choice([held, LACKING]) : held;
    // What a method reads of an object that does not have it, whoever borrows or mixes in the method gives.
    const isBorrowed = base?.kind === 'this' && base.owner.kind === 'object' && isMissing(own);
    const read = isBorrowed ? hole('unknown-member', expr.property) : own;
    const written = writtenToUnknown({ object: expr.object, property: expr.property }, object, ref, evaluation);
    const member = written.length > 0 ? choice([read, ...written]) : read;
    const found = expr.guards ? narrowed(member, expr.guards, ref, true, evaluation) : member;
    // What a page is told in a global of its own (`window.__CONFIG__`) is one setting, whoever asks for it.
    if (object.kind === 'builtin' && isUnknownGlobal(found)) return namedAt(found, { ...ref, frame: null });
    // Where a variable is read is where its trail begins.
    if (object.kind === 'parsed') return withTrail(found, (trail) => step(ref.module, ref.expr, trail));
    return object.kind === 'environment' && found.kind === 'text'
      ? { ...found, trail: step(ref.module, ref.expr, null) }
      : found;
  }
  const key = expr.property;
  return mapOptions(present(evaluation.evaluate(at(ref, key))), (property) => {
    // No variable is called nothing: `process.env[config.variable]`, where the configuration names none.
    if (object.kind === 'environment' && property.kind === 'constant' && property.value == null) return LACKING;
    const name = closedText(property);
    if (name !== null) return memberOf(object, name, evaluation);
    const any = object.kind === 'environment' ? unknownVariable(property) : anyMember(object, evaluation);
    return any.kind === 'hole' || isOfLoop(ref, key) ? any : choice([any, LACKING]);
  });
};

/** `process.env.HOSTS?.split(',') ?? fallback`: what a method makes of a text is known to be there only where the text is. */
function mayBeAbsent(object: Value): boolean {
  return optionsOf(object).some((option) => option.kind === 'text' && isAllUnknown(option.parts));
}

function isAllUnknown(parts: readonly Part[]): boolean {
  return parts.length > 0 && parts.every(({ kind }) => kind === 'hole');
}

function isUnknownGlobal(value: Value): boolean {
  return value.kind === 'hole' && value.hole.kind === 'unknown' && value.hole.reason === 'unknown-global';
}

function isMethod(member: Value): boolean {
  return optionsOf(member).some(({ kind }) => kind === 'builtin');
}

/** Whether it is the element that a loop is at: that is always there. */
function isOfLoop({ module }: Ref, property: ExprId): boolean {
  const key = module.expressions[property];
  return key?.kind === 'unknown' && key.reason === 'element';
}

/** The member of a value under a known name. */
export function memberOf(value: Value, name: string, evaluation: Evaluation): Value {
  switch (value.kind) {
    case 'choice':
      return mapOptions(value, (option) => memberOf(option, name, evaluation));
    case 'record':
    case 'fields':
    case 'instance':
      return fieldOrPromiseMethod(value, name, evaluation);
    case 'text':
      return memberOfText(value, name);
    case 'constant':
      return value.value == null || value.instead ? withoutValue(value) : { kind: 'builtin', name, receiver: value };
    case 'list':
    case 'closure':
    case 'bytes':
    case 'map':
    case 'regex':
      return methodOf(value, name, evaluation);
    case 'class':
      return classMember(value, name, evaluation);
    case 'api':
      return apiMember(value, name, evaluation);
    case 'namespace':
      return namespaceMember(value.module, name, evaluation);
    case 'environment':
      return environmentMember(value, name, evaluation);
    case 'carrier':
      return carriedMember(value, name, evaluation);
    case 'schema':
    case 'parsed':
    case 'proxy':
      return derivedMember(value, name, evaluation);
    case 'builtin':
      return builtinMember(value, name, evaluation);
    case 'hole':
      return memberOfHole(value, name, evaluation);
  }
}

/** `table[key]?.url`: what is not there has nothing in it either. */
function withoutValue(value: Extract<Value, { kind: 'constant' }>): Value {
  return value.instead ? LACKING : UNDEFINED;
}

function derivedMember(
  value: Extract<Value, { kind: 'schema' | 'parsed' | 'proxy' }>,
  name: string,
  evaluation: Evaluation,
): Value {
  if (value.kind === 'schema') return schemaMethod(value, name, evaluation);
  return evaluation.lookupValue(`${valueKey(value)}.${name}`, () =>
    value.kind === 'parsed' ? parsedMember(value, name, evaluation) : proxyMember(value, name, evaluation),
  );
}

function builtinMember(value: Extract<Value, { kind: 'builtin' }>, name: string, evaluation: Evaluation): Value {
  if (isDrafting(value)) return { kind: 'builtin', name, receiver: value };
  if (value.receiver) return hole('unknown-member', name);
  return value.name === 'globalThis' ? globalNamed(name, evaluation) : { ...value, name: `${value.name}.${name}` };
}

/** A promise is what it resolves to, so every value has these; a catalogued or repository's own member of the name comes first. */
export const PROMISE_METHODS: ReadonlySet<string> = new Set(['then', 'catch', 'finally']);

function isMissing(value: Value): boolean {
  return (
    (value.kind === 'constant' && value.value === undefined) ||
    (value.kind === 'hole' && value.hole.kind === 'unknown' && value.hole.reason === 'unknown-member')
  );
}

function fieldOrPromiseMethod(
  value: Extract<Value, { kind: 'record' | 'fields' | 'instance' }>,
  name: string,
  evaluation: Evaluation,
): Value {
  const own = ownMemberOf(value, name, evaluation);
  return isMissing(own) && PROMISE_METHODS.has(name) ? { kind: 'builtin', name, receiver: value } : own;
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
      return fieldsMember(value, name, evaluation) ?? otherMember(value, name, evaluation);
    case 'instance':
      return instanceMember(value, name, evaluation);
  }
}

function otherMember({ open, others }: FieldsValue, name: string, evaluation: Evaluation): Value {
  if (others) return memberOf(others, name, evaluation);
  return open ? hole('unknown-member', name) : UNDEFINED;
}

function methodOf(
  value: Extract<Value, { kind: 'list' | 'closure' | 'map' | 'bytes' | 'regex' }>,
  name: string,
  evaluation: Evaluation,
): Value {
  const own = ownProperty(value, name, evaluation);
  if (own !== null) return own;
  // What nobody put there, a function does not have.
  return value.kind === 'closure' && !(name in Function.prototype) && !PROMISE_METHODS.has(name)
    ? hole('unknown-member', name)
    : { kind: 'builtin', name, receiver: value };
}

function ownProperty(
  value: Extract<Value, { kind: 'list' | 'closure' | 'map' | 'bytes' | 'regex' }>,
  name: string,
  evaluation: Evaluation,
): Value | null {
  switch (value.kind) {
    case 'list':
      return listMember(value, name);
    case 'closure':
      return writtenOnFunction(value, name, evaluation);
    case 'regex':
      return regexMember(value, name);
    case 'map':
    case 'bytes':
      return null;
  }
}

function environmentMember(
  { node }: Extract<Value, { kind: 'environment' }>,
  name: string,
  evaluation: Evaluation,
): Value {
  const known = node?.members.get(name);
  return known ? arrive({ kind: 'api', node: known, applied: [] }, evaluation) : variable(name);
}

/** A variable of the environment; a lower-case member of a validated environment (`result.data`) is the environment again. */
function variable(name: string): Value {
  return /^(data|env|value)$/.test(name) ? { kind: 'environment' } : variableText(name);
}
