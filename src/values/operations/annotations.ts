/** What annotations say of a parameter that no caller fills: which client it is, or which of its members are. */
import type { Evaluation } from '../evaluation.ts';
import { LIMITS } from '../limits.ts';
import { exportAround } from './api.ts';
import { insideOf } from '../holes.ts';
import { oneOf } from '../text.ts';
import {
  NEVER,
  optionsOf,
  type ClassValue,
  type HoleValue,
  type ParameterHole,
  type Ref,
  type Value,
} from '../value.ts';
import { typedValue } from './typed.ts';
import { classInfo, membersNamed } from './inheritance.ts';

/** A parameter with a type: an instance, a client that callers may say more of, or unknown as that type describes it. */
export function annotated(parameter: ParameterHole, type: Ref, evaluation: Evaluation): Value {
  const typed = typedValue(type, evaluation);
  if (typed?.kind === 'api') return { ...typed, givenTo: parameter };
  if (typed?.kind === 'instance' && classInfo(typed.class)?.isType === true) {
    // Callers may write an object of that type down.
    const written = { ...parameter, shape: typed.class, implemented: true } as const;
    return oneOf([typed, { kind: 'hole', hole: written, trail: null }]);
  }
  return typed ?? described(parameter, type, evaluation);
}

/** A member of what is not known; of an entry of a package, what the package has; of a parameter whose type describes it, the client that the type of the member is. */
export function memberOfHole(value: HoleValue, name: string, evaluation: Evaluation): Value {
  const exported = exportAround(value, name, evaluation);
  if (exported) return exported;
  if (isMethodOfAll(value, name, evaluation)) return NEVER;
  const inside = insideOf(value, name);
  const shape = value.hole.kind === 'parameter' ? value.hole.shape : undefined;
  const held = shape && memberHeld(shape, name);
  if (held) return evaluation.evaluate(held);
  const type = shape && memberType(shape, name, evaluation, 0);
  if (!type || inside.hole.kind !== 'parameter') return inside;
  const typed = typedValue(type, evaluation);
  return typed?.kind === 'api'
    ? { ...typed, givenTo: inside.hole }
    : { ...described(inside.hole, type, evaluation), trail: inside.trail };
}

/** A method is what the classes have that implement the type: an object with functions is not looked for. */
function isMethodOfAll({ hole }: HoleValue, name: string, evaluation: Evaluation): boolean {
  if (hole.kind !== 'parameter' || hole.implemented !== true || hole.shape === undefined) return false;
  const owners = [...evaluation.facts.declaredBelow(hole.shape, name).values()];
  const found = owners.flatMap((owner) => membersNamed(owner, name, false, evaluation));
  return found.length > 0 && found.every(({ kind }) => kind === 'method');
}

function described(parameter: ParameterHole, type: Ref, evaluation: Evaluation): HoleValue {
  const shape = evaluation.evaluate(type);
  const hole = shape.kind === 'class' && isDescription(shape) ? { ...parameter, shape } : parameter;
  return { kind: 'hole', hole, trail: null };
}

function isDescription(shape: ClassValue): boolean {
  const info = classInfo(shape);
  return info?.abstract === true && info.members.length + info.implements.length > 0;
}

/** The member of a description that is known itself: what an event is about. */
function memberHeld(shape: ClassValue, name: string): Ref | null {
  const { module, frame } = shape;
  const own = classInfo(shape)?.members.find((member) => member.name === name);
  if (own === undefined || module.expressions[own.value]?.kind === 'typed') return null;
  return { module, frame, expr: own.value };
}

/** What a type says of a member, or one that it extends. */
function memberType(shape: ClassValue, name: string, evaluation: Evaluation, depth: number): Ref | null {
  const info = classInfo(shape);
  if (!info || depth > LIMITS.superclasses) return null;
  const place = { module: shape.module, frame: shape.frame };
  const own = info.members.find((member) => member.name === name);
  const typed = shape.module.expressions[own?.value ?? -1];
  if (typed?.kind === 'typed') return { ...place, expr: typed.class };
  for (const expr of info.implements) {
    for (const parent of optionsOf(evaluation.evaluate({ ...place, expr }))) {
      const found = parent.kind === 'class' ? memberType(parent, name, evaluation, depth + 1) : null;
      if (found) return found;
    }
  }
  return null;
}
