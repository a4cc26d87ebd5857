/** Classes and instances: fields, methods, accessors and inheritance, also from a catalogued class. */
import type { ClassMember, Expr } from '../../lower/module.ts';
import type { Evaluation } from '../evaluation.ts';
import { LIMITS } from '../limits.ts';
import { keyOf } from '../render.ts';
import { choice, mapOptions, oneOf } from '../text.ts';
import {
  LACKING,
  NEVER,
  UNDEFINED,
  hole,
  optionsOf,
  type ClassValue,
  type Frame,
  type InstanceValue,
  type Ref,
  type Value,
} from '../value.ts';
import { apiInvoke, apiMember, arrive } from './api.ts';
import { propsOf } from './components.ts';
import { invoke } from './functions.ts';
import type { Operation } from './index.ts';
import {
  classInfo,
  extended,
  hasSetter,
  givenByBase,
  isSameClass,
  madeByNobody,
  membersNamed,
  overriding,
  writtenOn,
} from './inheritance.ts';
import { constructorFrame, superclassOf } from './construction.ts';
import { memberOf } from './members.ts';
import { selfOf } from './self.ts';
import { bare, toldField } from './told.ts';
import { writtenTo } from './written.ts';

export const evaluateClass: Operation<'class'> = (expr, ref) => ({
  kind: 'class',
  module: ref.module,
  class: expr.class,
  frame: ref.frame,
});

export const evaluateSuper: Operation<'super'> = (expr, ref, evaluation) => {
  const own: ClassValue = { kind: 'class', module: ref.module, class: expr.class, frame: ref.frame };
  return extended(own, evaluation) ?? hole('unknown-member');
};

/** A static member, of the class or of one that it extends. */
export function classMember(
  value: ClassValue,
  name: string,
  evaluation: Evaluation,
  receiver: ClassValue = value,
): Value {
  const found = membersNamed(value, name, true, evaluation);
  const written = writtenTo(value, name, evaluation);
  if (found.length + written.length > 0) {
    return oneOf([...found.map((member) => memberValue(member, value, receiver, value.frame, evaluation)), ...written]);
  }
  if (name === 'prototype') return { kind: 'instance', class: value, construction: null, exact: false };
  const parent = extended(value, evaluation);
  if (!parent) return UNDEFINED;
  // A class may be above itself: the glue of Emscripten begins so.
  return evaluation.lookup(
    `${keyOf(value)} inherits ${name} for ${keyOf(receiver)}`,
    (reason): Value => (reason === 'cyclic' ? UNDEFINED : hole(reason)),
    () =>
      mapOptions(parent, (option) =>
        option.kind === 'class' ? classMember(option, name, evaluation, receiver) : memberOf(option, name, evaluation),
      ),
  );
}

/** A member of an instance: of its class, of what that extends, or of a subclass where it may be an instance of one. */
export function instanceMember(instance: InstanceValue, name: string, evaluation: Evaluation): Value {
  const { class: value, construction } = instance;
  if (name === 'constructor') return value;
  const own = memberInClass(value, construction, instance, name, evaluation, 0);
  const others = instance.exact || construction !== null ? [] : overriding(value, name, evaluation);
  const found = others.flatMap((self) => memberInClass(self.class, null, self, name, evaluation, 0) ?? []);
  const written = hasSetter(value, name, evaluation) ? [] : writtenTo(instance, name, evaluation);
  const values = [...(own === null ? [] : [own]), ...found, ...written];
  if (own === null && construction === null) values.push(...givenByBase(value, name, written, evaluation));
  if (values.length > 0) return oneOf(values);
  return (name === 'props' ? propsOf(instance, evaluation) : null) ?? hole('unknown-member', name);
}

/** `super.name`: of what the class extends, on the instance that `this` is. */
export function superMember(
  expr: Extract<Expr, { kind: 'super' }>,
  name: string,
  ref: Ref,
  evaluation: Evaluation,
): Value {
  const own: ClassValue = { kind: 'class', module: ref.module, class: expr.class, frame: null };
  if (expr.static) return memberOf(extended(own, evaluation) ?? UNDEFINED, name, evaluation);
  const known = selfOf(ref, expr.class, evaluation, 'instance');
  const self: InstanceValue =
    known?.kind === 'instance' ? known : { kind: 'instance', class: own, construction: null, exact: false };
  const lineage = isSameClass(self.class, own) ? self.construction : null;
  return memberInSuperclass(own, lineage, self, name, evaluation, 0) ?? hole('unknown-member', name);
}

function memberInClass(
  value: ClassValue,
  construction: Ref | null,
  self: InstanceValue,
  name: string,
  evaluation: Evaluation,
  depth: number,
): Value | null {
  const found = membersNamed(value, name, false, evaluation);
  const frame = constructorFrame(value, construction, bare(self), evaluation);
  const told = toldField(found, value, self, evaluation);
  const begun = told?.others ?? found;
  const given = [
    ...begun.map((member) => memberValue(member, value, self, frame, evaluation)),
    ...(told?.values ?? []),
  ];
  // A field that nobody fills says nothing.
  const values = [...withoutPromises(given.filter((one) => one !== NEVER))];
  const isField = found.every(({ kind }) => kind === 'field');
  const spread = isField ? spreadInto(value, self, name, frame, evaluation) : [];
  const isOwn =
    told?.isReplaced === true ||
    (values.length > 0 && !found.every(({ kind, conditional }) => kind === 'field' && conditional));
  const inherited = isOwn ? null : memberInSuperclass(value, construction, self, name, evaluation, depth);
  const all = [...values, ...(inherited ? [inherited] : []), ...spread];
  if (all.length === 0) return told ? UNDEFINED : null;
  // Only methods write it, which nobody may have called.
  return oneOf(isOwn || inherited !== null || values.length === 0 ? all : [...all, LACKING]);
}

/** An annotation says what a field will be; where more is known it says nothing. */
export function* withoutPromises(values: Iterable<Value>): Generator<Value> {
  let promise: Value | null = null;
  let isKnown = false;
  for (const value of values) {
    if (isPromise(value)) {
      promise ??= value;
      continue;
    }
    isKnown = true;
    yield value;
  }
  if (!isKnown && promise) yield promise;
}

function isPromise(value: Value): boolean {
  return value.kind === 'hole' && value.hole.kind === 'unknown' && value.hole.reason === 'type-only';
}

/** What `Object.assign(this, options)` gives an instance under a name; where the options are the instance itself, nothing more. */
function spreadInto(
  value: ClassValue,
  self: InstanceValue,
  name: string,
  frame: Frame | null,
  evaluation: Evaluation,
): readonly Value[] {
  const spreads =
    classInfo(value)?.members.filter(({ kind, static: isStatic }) => kind === 'spread' && !isStatic) ?? [];
  if (spreads.length === 0) return [];
  return evaluation.lookup<readonly Value[]>(
    `${keyOf(self)} as ${keyOf(value)} assigned ${name}`,
    (reason) => [reason === 'cyclic' ? NEVER : hole(reason)],
    () =>
      spreads
        .flatMap(({ value: expr }) => optionsOf(evaluation.evaluate({ module: value.module, expr, frame })))
        .flatMap((spread) => optionsOf(memberOf(spread, name, evaluation)))
        .filter((option) => option !== NEVER && (option.kind !== 'constant' || option.value !== undefined)),
  );
}

function memberInSuperclass(
  value: ClassValue,
  construction: Ref | null,
  self: InstanceValue,
  name: string,
  evaluation: Evaluation,
  depth: number,
): Value | null {
  const parent = depth > LIMITS.superclasses ? null : superclassOf(value, construction, evaluation, self);
  if (!parent) return null;
  const found = optionsOf(parent.superclass).flatMap((superclass) => {
    if (superclass.kind === 'class') {
      return memberInClass(superclass, parent.construction, self, name, evaluation, depth + 1) ?? [];
    }
    if (superclass.kind !== 'api') return [];
    if (parent.construction === null) return madeByNobody(superclass, value, name, evaluation);
    const base = apiInvoke(superclass, 'construct', parent.construction);
    const constructed = base && arrive(base, evaluation);
    return constructed?.kind === 'api' ? [apiMember(constructed, name, evaluation)] : [];
  });
  return found.length === 0 ? null : choice(found);
}

function memberValue(
  member: ClassMember,
  owner: ClassValue,
  self: Value | null,
  frame: Frame | null,
  evaluation: Evaluation,
): Value {
  const value = evaluation.evaluate({ module: owner.module, expr: member.value, frame });
  if (member.kind === 'field' || member.kind === 'spread') return writtenOn(self, member, owner, value);
  const bound = mapOptions(value, (option) =>
    option.kind === 'closure' ? { ...option, frame: owner.frame, self } : option,
  );
  if (member.kind === 'getter' && bound.kind === 'closure') {
    return invoke(bound, { kind: 'values', values: [] }, frame?.depth ?? 0, evaluation);
  }
  return bound;
}
