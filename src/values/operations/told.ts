/** What an instance was told by calls of its methods: the fields that those write hold what the calls on this one instance gave. */
import { partsOf } from '../../link/expression-uses.ts';
import type { LinkedModule } from '../../link/program.ts';
import type { ClassMember, ExprId, FunctionId } from '../../lower/module.ts';
import type { Evaluation } from '../evaluation.ts';
import { LIMITS } from '../limits.ts';
import { mapOptions } from '../text.ts';
import {
  argumentsAt,
  type ClassValue,
  type ClosureValue,
  type Frame,
  type FrameArguments,
  type InstanceValue,
  type Value,
} from '../value.ts';
import { callsOn, methodOf, type CallsOn } from './calls-on.ts';
import { isExcluded } from './truth.ts';

/** What a call of a method gives: where that is what it was called on, it remembers the call. */
export function remembering(
  method: ClosureValue,
  args: FrameArguments,
  depth: number,
  given: Value,
  evaluation: Evaluation,
): Value {
  const { self } = method;
  if (self?.kind !== 'instance' || self.construction === null || !isMethod(method)) return given;
  return mapOptions(given, (option) => {
    if (option.kind !== 'instance' || !isSameInstance(option, self)) return option;
    const frame = evaluation.frame({ ...method, parent: method.frame }, args, depth + 1);
    const told = option.told ?? [];
    return frame && told.length < LIMITS.told ? { ...option, told: [...told, frame] } : bare(option);
  });
}

function isMethod({ module, function: id }: ClosureValue): boolean {
  return module.functions[id]?.class != null;
}

function isSameInstance(one: InstanceValue, other: InstanceValue): boolean {
  const [a, b] = [one.construction, other.construction];
  return a !== null && b !== null && a.module === b.module && a.expr === b.expr && a.frame === b.frame;
}

/** The instance, whatever it was told. */
export function bare(instance: InstanceValue): InstanceValue {
  if (instance.told === undefined) return instance;
  const { told: _, ...rest } = instance;
  return rest;
}

/** What the members of one name come to on an instance. */
export interface ToldField {
  /** What those give that no method writes, or that cannot be told apart. */
  readonly others: readonly ClassMember[];
  /** What the methods wrote that were called on it. */
  readonly values: readonly Value[];
  /** Whether that replaces what the field began with. */
  readonly isReplaced: boolean;
}

/** Tells what was written to a field by the calls on one instance from what any other was told; null where that cannot be told. */
export function toldField(
  members: readonly ClassMember[],
  owner: ClassValue,
  self: InstanceValue,
  evaluation: Evaluation,
): ToldField | null {
  if (!members.some(({ by }) => by !== undefined)) return null;
  const calls = callsOn(self, evaluation);
  if (calls === null) return null;
  const scene: Scene = { owner, self: bare(self), calls, evaluation };
  const written = members.flatMap((member) => writtenBy(member, scene) ?? []);
  if (written.length === 0) return null;
  const told = self.told ?? [];
  let values: Value[] = [];
  let isReplaced = false;
  for (const frame of told) {
    for (const one of written) {
      if (frame.module !== owner.module || frame.function !== one.by.function) continue;
      const written = whetherWritten(one, frame, evaluation);
      if (written === 'never') continue;
      if (written === 'always') values = [];
      isReplaced ||= written === 'always';
      values.push(valueIn(frame, one, scene));
    }
  }
  const later = written.flatMap((one) => {
    const others = one.frames.filter((frame) => !told.some((known) => isSameActivation(known, frame)));
    const reached = others.filter((frame) => whetherWritten(one, frame, evaluation) !== 'never');
    return reached.map((frame) => valueIn(frame, one, scene));
  });
  const others = members.filter(
    (member) => !written.some((one) => one.member === member) && !(isReplaced && member.by === undefined),
  );
  return { others, values: [...values, ...later], isReplaced };
}

interface Scene {
  readonly owner: ClassValue;
  readonly self: InstanceValue;
  readonly calls: CallsOn;
  readonly evaluation: Evaluation;
}

interface WrittenBy {
  readonly member: ClassMember;
  readonly by: NonNullable<ClassMember['by']>;
  /** The activations of the method that writes it. */
  readonly frames: readonly Frame[];
}

/** By which calls a member is written; null where more than those may do so. */
function writtenBy(member: ClassMember, scene: Scene): WrittenBy | null {
  const { by, kind } = member;
  if (by === undefined || kind !== 'field' || readsItself(member, member.value, scene.owner.module, 0)) return null;
  const name = methodOf(scene.owner, by.function);
  const frames = name === null ? null : framesOf(name, scene.owner, by.function, scene, []);
  return frames && { member, by, frames };
}

/** Whether what is written is made of what the field held: `this.path += segment`. In which order that happened is not followed. */
function readsItself(member: ClassMember, value: ExprId, module: LinkedModule, depth: number): boolean {
  const expr = module.expressions[value];
  if (expr?.kind === 'member' && isThis(expr.object, module)) return expr.property === member.name;
  return depth < 8 && partsOf(expr).some((part) => readsItself(member, part, module, depth + 1));
}

function isThis(id: ExprId, module: LinkedModule): boolean {
  const expr = module.expressions[id];
  if (expr?.kind !== 'name') return expr?.kind === 'this';
  const definitions = module.bindings[expr.binding]?.definitions ?? [];
  return definitions.some(({ value }) => module.expressions[value]?.kind === 'this');
}

/** The activations of a method on the instance; null where they cannot be told. */
function framesOf(
  name: string,
  owner: ClassValue,
  id: FunctionId,
  scene: Scene,
  passed: readonly string[],
): readonly Frame[] | null {
  if (passed.includes(name)) return null;
  const { calls, self, evaluation } = scene;
  const found = [...(calls.outside.get(name) ?? [])];
  for (const { call, within } of calls.inside.get(name) ?? []) {
    const around = within && framesOf(within.name, within.owner, within.function, scene, [...passed, name]);
    if (!around) return null;
    found.push(...around.map((frame) => ({ ...call, frame })));
  }
  if (found.length > LIMITS.choiceWidth) return null;
  const callee = { module: owner.module, function: id, self, parent: owner.frame };
  const frames = found.map((call) => evaluation.frame(callee, argumentsAt(call), (call.frame?.depth ?? 0) + 1));
  return frames.every((frame) => frame !== null) ? frames : null;
}

/** Whether an activation passes a write: all ways out that it may take come after it, or none does. */
function whetherWritten({ member, by }: WrittenBy, frame: Frame, evaluation: Evaluation): 'always' | 'maybe' | 'never' {
  const { module } = frame;
  const exits = module.functions[by.function]?.exits ?? [];
  const open = exits.filter(
    ({ value, guards }) => !isExcluded(guards, { module, expr: value ?? member.value, frame }, evaluation),
  );
  const start = module.starts[member.value] ?? 0;
  const after = open.filter(({ value }) => value === null || (module.ends[value] ?? 0) > start);
  if (open.length > 0 && after.length === 0 && open.length < exits.length) return 'never';
  return open.length > 0 && after.length === open.length && !by.conditional ? 'always' : 'maybe';
}

function valueIn(frame: Frame, { member }: WrittenBy, { owner, evaluation }: Scene): Value {
  return evaluation.evaluate({ module: owner.module, expr: member.value, frame });
}

/** Whether two frames are one call, whatever the instance was told before. */
function isSameActivation(one: Frame | null, other: Frame | null): boolean {
  if (one === other || one === null || other === null) return one === other;
  if (one.module !== other.module || one.function !== other.function) return false;
  const [a, b] = [one.args, other.args];
  if (a.kind !== 'call' || b.kind !== 'call') return false;
  return a.call.module === b.call.module && a.call.expr === b.call.expr && isSameActivation(a.call.frame, b.call.frame);
}
