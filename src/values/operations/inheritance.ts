/** What classes have of their own, what they inherit, and from where. */
import { lookupsIn } from '../../link/lookups.ts';
import type { ClassInfo, ClassMember } from '../../lower/module.ts';
import type { PathEnd } from '../../rules/trie.ts';
import type { Evaluation } from '../evaluation.ts';
import { withHoles } from '../holes.ts';
import { LIMITS } from '../limits.ts';
import { closedText, mapOptions } from '../text.ts';
import {
  NEVER,
  UNDEFINED,
  hole,
  optionsOf,
  type ApiValue,
  type ClassValue,
  type ClosureValue,
  type Frame,
  type Hole,
  type InstanceValue,
  type Value,
} from '../value.ts';
import { apiInvoke, apiMember, arrive } from './api.ts';
import { invoked } from './names.ts';

/** All that a class extends and implements. */
export function ancestorsOf(value: ClassValue, evaluation: Evaluation, depth = 0): readonly ClassValue[] {
  const info = classInfo(value);
  if (!info || depth > LIMITS.superclasses) return [];
  const implemented = info.implements.map((expr) => evaluation.ask({ module: value.module, expr, frame: value.frame }));
  return [extended(value, evaluation) ?? NEVER, ...implemented]
    .flatMap(optionsOf)
    .flatMap((parent) => (parent.kind === 'class' ? [parent, ...ancestorsOf(parent, evaluation, depth + 1)] : []));
}

/** What a class extends; a CommonJS module stands for what it exports. Null when it extends nothing. */
export function extended(value: ClassValue, evaluation: Evaluation): Value | null {
  const superclass = classInfo(value)?.superclass ?? null;
  return superclass === null
    ? null
    : invoked(evaluation.evaluate({ module: value.module, expr: superclass, frame: value.frame }), evaluation);
}

/** What a class that is not known may give under a name to instances of one that extends it: a model of a database, whatever the program writes to it besides. */
export function givenByBase(
  value: ClassValue,
  name: string,
  written: readonly Value[],
  evaluation: Evaluation,
): readonly Value[] {
  if (written.length === 0) return [];
  const bases = optionsOf(extended(value, evaluation) ?? UNDEFINED);
  return bases.some(({ kind }) => kind === 'hole' || kind === 'api') ? [hole('unknown-member', name)] : [];
}

/** A method of a base that a package makes instances of by itself, as far as it does not matter what it makes them with: `this.addMcpServer(name, url)`. */
export function madeByNobody(
  superclass: ApiValue,
  value: ClassValue,
  name: string,
  evaluation: Evaluation,
): readonly Value[] {
  const { module, frame } = value;
  const extended = classInfo(value)?.superclass ?? null;
  if (extended === null) return [];
  const base = apiInvoke(superclass, 'construct', { module, expr: extended, frame }, { kind: 'open' });
  const constructed = base && arrive(base, evaluation);
  if (constructed?.kind !== 'api') return [];
  const method = apiMember(constructed, name, evaluation);
  const made = superclass.applied.length;
  const isSaid = (end: PathEnd): boolean => (end.args[made] ?? []).every(({ kind }) => kind === 'any');
  return method.kind === 'api' && method.node.call?.ends.every(isSaid) === true ? [method] : [];
}

/** Whether a call of a constructor or method may be one on a wanted instance: of its class, or of a subclass or superclass where either may be that. */
export function mayMake(frame: Frame, wanted: Value | null, evaluation: Evaluation): boolean {
  if (frame.self?.kind !== 'instance' || wanted?.kind !== 'instance') return true;
  const { class: made, exact } = frame.self;
  if (isSameClass(made, wanted.class)) return true;
  return (
    (!wanted.exact && isBelow(made, wanted.class, evaluation)) || (!exact && isBelow(wanted.class, made, evaluation))
  );
}

/** Whether a class extends another, or may: a mixin extends what it is applied to. */
function isBelow(value: ClassValue, parent: ClassValue, evaluation: Evaluation): boolean {
  const ancestors = ancestorsOf(value, evaluation);
  return (
    ancestors.some((ancestor) => isSameClass(ancestor, parent)) ||
    [value, ...ancestors].some((one) => optionsOf(extended(one, evaluation) ?? NEVER).some(isParameter))
  );
}

function isParameter(value: Value): boolean {
  return value.kind === 'hole' && value.hole.kind === 'parameter';
}

/** What a method writes to a field, as it is read on an instance: a parameter that nobody has filled is for those to say who call the method on such a one. */
export function writtenOn(self: Value | null, member: ClassMember, owner: ClassValue, written: Value): Value {
  const { by } = member;
  if (by === undefined || self?.kind !== 'instance') return written;
  const on: InstanceValue = { kind: 'instance', class: self.class, construction: null, exact: self.exact };
  const toldOn = (one: Hole): Hole =>
    one.kind === 'parameter' && one.module === owner.module && one.function === by.function && !one.self
      ? { ...one, self: on }
      : one;
  return mapOptions(written, (option) => withHoles(option, toldOn));
}

/** The subclasses that have a member of their own under a name, or inherit it from elsewhere than a class does. */
export function overriding(value: ClassValue, name: string, evaluation: Evaluation): readonly InstanceValue[] {
  const below = evaluation.facts.declaredBelow(value, name);
  if (below.size === 0) return [];
  const own = declaring(value, name, evaluation);
  const others = [...below].filter(([key]) => own === null || key !== classKey(own));
  return others.map(([, subclass]) => ({ kind: 'instance', class: subclass, construction: null, exact: false }));
}

/** The class in which a member of an instance is found: its own, or one above it; null when it is none of the program. */
export function declaring(value: ClassValue, name: string, evaluation: Evaluation, depth = 0): ClassValue | null {
  if (membersNamed(value, name, false, evaluation).length > 0) return value;
  if (depth > LIMITS.superclasses) return null;
  const next = optionsOf(extended(value, evaluation) ?? UNDEFINED).find((option) => option.kind === 'class');
  return next ? declaring(next, name, evaluation, depth + 1) : null;
}

/** Whether what is written to a property of an instance goes to a setter. */
export function hasSetter(value: ClassValue, name: string, evaluation: Evaluation): boolean {
  return [value, ...ancestorsOf(value, evaluation)].some((one) =>
    lookupsIn(one.module)
      .membersOf(one.class, name)
      .some((member) => member.kind === 'setter' && member.name === name),
  );
}

/** The members under a name that a class itself declares; a setter is none. */
export function membersNamed(
  value: ClassValue,
  name: string,
  isStatic: boolean,
  evaluation: Evaluation,
): readonly ClassMember[] {
  return lookupsIn(value.module)
    .membersOf(value.class, name)
    .filter((member) => {
      if (member.static !== isStatic || member.kind === 'setter' || member.kind === 'spread') return false;
      if (typeof member.name === 'string') return true;
      return closedText(evaluation.evaluate({ module: value.module, expr: member.name, frame: value.frame })) === name;
    });
}

/** Whether two values are one class, whatever its functions around were called with. */
export function isSameClass(one: ClassValue, other: ClassValue): boolean {
  return one.module === other.module && one.class === other.class;
}

/** Tells a class from others, and from itself in another call of the function around it. */
export function classKey(value: ClassValue): string {
  return `${value.module.id}:${value.class}@${value.frame?.id ?? 0}`;
}

/** The class, as its module describes it. */
export function classInfo(value: ClassValue): ClassInfo | undefined {
  return value.module.classes[value.class];
}

/** A function with a prototype, as it is called without `new`; null for a class. */
export function asFunction({ module, class: id, frame }: ClassValue): ClosureValue | null {
  const info = module.classes[id];
  if (info?.callable !== true || info.constructor === null) return null;
  return { kind: 'closure', module, function: info.constructor, frame, self: null, bound: [] };
}
