/** How instances come to be: the constructor that `new` of a class runs, and the one that it calls. */
import { lookupsIn } from '../../link/lookups.ts';
import type { LinkedModule } from '../../link/program.ts';
import type { ClassInfo, ExprId, FunctionId } from '../../lower/module.ts';
import type { Evaluation } from '../evaluation.ts';
import { LIMITS } from '../limits.ts';
import { argumentsAt, type ClassValue, type Frame, type InstanceValue, type Ref, type Value } from '../value.ts';
import { classInfo, extended } from './inheritance.ts';

/** `new C(…)`: an instance that remembers its construction. */
export function construct(value: ClassValue, construction: Ref): InstanceValue {
  return { kind: 'instance', class: value, construction, exact: true };
}

/**
 * The constructor that `new` of a class runs: its own, or the nearest one inherited from a class of the repository; of a class that extends one from
 * elsewhere, the one that hands its arguments on to that.
 */
export function constructorOf(
  value: ClassValue,
  evaluation: Evaluation,
): { readonly module: LinkedModule; readonly function: FunctionId; readonly frame: Frame | null } | null {
  let current = value;
  for (let depth = 0; depth < LIMITS.superclasses; depth += 1) {
    const info = classInfo(current);
    const own = info?.constructor ?? null;
    const parent = own === null ? extended(current, evaluation) : null;
    const entered = parent && parent.kind !== 'class' ? (info?.body ?? null) : own;
    if (entered !== null) return { module: current.module, function: entered, frame: current.frame };
    if (parent?.kind !== 'class') return null;
    current = parent;
  }
  return null;
}

/** The superclass of a class, with the place of the call that constructs it: its own `super(…)`, or the construction itself. */
export function superclassOf(
  value: ClassValue,
  construction: Ref | null,
  evaluation: Evaluation,
  self: InstanceValue = { kind: 'instance', class: value, construction, exact: construction !== null },
): { readonly superclass: Value; readonly construction: Ref | null } | null {
  const info = classInfo(value);
  const superclass = extended(value, evaluation);
  if (!info || superclass === null) return null;
  if (info.constructor === null) return { superclass, construction };
  const call = superCall(value, info.constructor);
  const frame = constructorFrame(value, construction, self, evaluation);
  return { superclass, construction: call === null ? null : { module: value.module, expr: call, frame } };
}

/** The frame in which an instance's fields are evaluated: the constructor's, called by the construction. */
export function constructorFrame(
  value: ClassValue,
  construction: Ref | null,
  self: InstanceValue,
  evaluation: Evaluation,
): Frame | null {
  const info = classInfo(value);
  if (!info) return value.frame;
  const callee = { module: value.module, function: info.body, self, parent: value.frame };
  const around = construction ? construction.frame : value.frame;
  return evaluation.frame(callee, argumentsOf(info, construction), (around?.depth ?? 0) + 1) ?? value.frame;
}

function argumentsOf(info: ClassInfo, construction: Ref | null): Frame['args'] {
  if (construction === null) return { kind: 'open' };
  return info.constructor === null ? { kind: 'values', values: [] } : argumentsAt(construction);
}

function superCall(value: ClassValue, constructor: number): ExprId | null {
  const found = lookupsIn(value.module).supersOf(value.class);
  return found.find(({ owner }) => owner === constructor)?.call ?? null;
}
