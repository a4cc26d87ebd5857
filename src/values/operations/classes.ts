/** Classes and instances: fields, methods, accessors and inheritance, also from a catalogued class. */
import type { ClassInfo, ClassMember, ExprId } from '../../lower/module.ts';
import type { Evaluation } from '../evaluation.ts';
import { choice, mapOptions } from '../text.ts';
import {
  UNDEFINED,
  at,
  hole,
  type ClassValue,
  type Frame,
  type InstanceValue,
  type Ref,
  type Value,
} from '../value.ts';
import { apiInvoke, apiMember, arrive } from './api.ts';
import { invoke } from './functions.ts';
import type { Operation } from './index.ts';
import { memberOf } from './members.ts';

export const evaluateClass: Operation<'class'> = (expr, ref) => ({
  kind: 'class',
  module: ref.module,
  class: expr.class,
  frame: ref.frame,
});

export const evaluateThis: Operation<'this'> = (expr, ref, evaluation) => {
  const { owner } = expr;
  if (owner.kind === 'object') return evaluation.evaluate(at(ref, owner.object));
  const own: ClassValue = { kind: 'class', module: ref.module, class: owner.class, frame: null };
  if (owner.kind === 'static') return own;
  return selfOf(ref, owner.class, evaluation) ?? { kind: 'instance', class: own, construction: null };
};

export const evaluateSuper: Operation<'super'> = (expr, ref, evaluation) => {
  const superclass = ref.module.classes[expr.class]?.superclass;
  return superclass == null ? hole('unknown-member') : evaluation.evaluate(at(ref, superclass));
};

export const evaluateTyped: Operation<'typed'> = (expr, ref, evaluation) =>
  instanceOf(evaluation.evaluate(at(ref, expr.class)), ref) ?? hole('type-only');

/** An instance of a class that is known by an annotation alone; null when it is not a class. */
export function instanceOf(type: Value, ref: Ref): Value | null {
  if (type.kind === 'class') return { kind: 'instance', class: type, construction: null };
  return type.kind === 'api' ? apiInvoke(type, 'construct', ref) : null;
}

/** `new C(…)`: an instance that remembers its construction. */
export function construct(value: ClassValue, construction: Ref): InstanceValue {
  return { kind: 'instance', class: value, construction };
}

/** The superclass of a class, with the place of the call that constructs it: its own `super(…)`, or the construction itself. */
export function superclassOf(
  value: ClassValue,
  construction: Ref | null,
  evaluation: Evaluation,
): { readonly superclass: Value; readonly construction: Ref | null } | null {
  const info = classInfo(value);
  if (info?.superclass == null) return null;
  const superclass = evaluation.evaluate({ module: value.module, expr: info.superclass, frame: value.frame });
  if (info.constructor === null) return { superclass, construction };
  const call = superCall(value, info.constructor);
  const frame = constructorFrame({ kind: 'instance', class: value, construction }, evaluation);
  return { superclass, construction: call === null ? null : { module: value.module, expr: call, frame } };
}

/** A static member; inside `super.x`, an instance member. */
export function classMember(value: ClassValue, name: string, evaluation: Evaluation): Value {
  const found = membersNamed(value, name, true);
  if (found.length > 0)
    return choice(found.map((member) => memberValue(member, value, value, value.frame, evaluation)));
  const parent = superclassOf(value, null, evaluation);
  if (parent) return memberOf(parent.superclass, name, evaluation);
  const onInstance = membersNamed(value, name, false);
  if (onInstance.length === 0) return UNDEFINED;
  return choice(onInstance.map((member) => memberValue(member, value, null, value.frame, evaluation)));
}

/** A member of an instance: of its class, else of what that extends. */
export function instanceMember(instance: InstanceValue, name: string, evaluation: Evaluation): Value {
  return memberInClass(instance.class, instance.construction, instance, name, evaluation, 0);
}

/** The frame in which an instance's fields are evaluated: the constructor's, called by the construction. */
function constructorFrame(instance: InstanceValue, evaluation: Evaluation): Frame | null {
  const { class: value, construction } = instance;
  const constructor = classInfo(value)?.constructor ?? null;
  if (constructor === null || construction === null) return value.frame;
  const callee = { module: value.module, function: constructor, self: instance, parent: value.frame };
  const depth = (construction.frame?.depth ?? 0) + 1;
  return evaluation.frame(callee, { kind: 'call', call: construction }, depth) ?? value.frame;
}

function memberInClass(
  value: ClassValue,
  construction: Ref | null,
  self: InstanceValue,
  name: string,
  evaluation: Evaluation,
  depth: number,
): Value {
  const found = membersNamed(value, name, false);
  if (found.length > 0) {
    const frame = constructorFrame({ ...self, class: value, construction }, evaluation);
    return choice(found.map((member) => memberValue(member, value, self, frame, evaluation)));
  }
  const parent = depth > 20 ? null : superclassOf(value, construction, evaluation);
  if (!parent) return hole('unknown-member', name);
  return mapOptions(parent.superclass, (superclass) => {
    if (superclass.kind === 'class') {
      return memberInClass(superclass, parent.construction, self, name, evaluation, depth + 1);
    }
    if (superclass.kind !== 'api') return hole('unknown-member', name);
    const base = parent.construction && apiInvoke(superclass, 'construct', parent.construction);
    const constructed = base && arrive(base, evaluation);
    return constructed?.kind === 'api' ? apiMember(constructed, name, evaluation) : hole('unknown-member', name);
  });
}

function memberValue(
  member: ClassMember,
  owner: ClassValue,
  self: Value | null,
  frame: Frame | null,
  evaluation: Evaluation,
): Value {
  const value = evaluation.evaluate({ module: owner.module, expr: member.value, frame });
  const bound = value.kind === 'closure' && member.kind !== 'field' ? { ...value, self } : value;
  if (member.kind === 'getter' && bound.kind === 'closure') {
    return invoke(bound, { kind: 'values', values: [] }, frame?.depth ?? 0, evaluation);
  }
  return bound;
}

/** The instance on which the method around an expression was called. */
function selfOf(ref: Ref, id: number, evaluation: Evaluation): Value | null {
  for (let frame = ref.frame; frame; frame = frame.parent) {
    if (frame.self && isMethodOf(frame, ref, id)) return frame.self;
  }
  for (const frame of evaluation.assumptions.values()) {
    if (frame.self && isMethodOf(frame, ref, id)) return frame.self;
  }
  return null;
}

function isMethodOf(frame: Frame, ref: Ref, id: number): boolean {
  return frame.module === ref.module && frame.module.functions[frame.function]?.class === id;
}

function superCall(value: ClassValue, constructor: number): ExprId | null {
  const { module } = value;
  const found = module.calls.find(({ call, owner }) => {
    const expr = module.expressions[call];
    if (owner !== constructor || expr?.kind !== 'call') return false;
    const callee = module.expressions[expr.callee];
    return callee?.kind === 'super' && callee.class === value.class;
  });
  return found?.call ?? null;
}

function membersNamed(value: ClassValue, name: string, isStatic: boolean): readonly ClassMember[] {
  return classInfo(value)?.members.filter((member) => member.name === name && member.static === isStatic) ?? [];
}

function classInfo(value: ClassValue): ClassInfo | undefined {
  return value.module.classes[value.class];
}
