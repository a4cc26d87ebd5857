/** What an annotation promises: an instance of a class, an object like another, a client. */
import type { Evaluation } from '../evaluation.ts';
import { at, hole, type ClassValue, type Ref, type Value } from '../value.ts';
import { apiInvoke, arrive } from './api.ts';
import type { Operation } from './index.ts';
import { classInfo } from './inheritance.ts';
import { invoked } from './names.ts';

export const evaluateTyped: Operation<'typed'> = (expr, ref, evaluation) =>
  typedValue(at(ref, expr.class), evaluation) ?? hole('type-only');

/** What an annotation says of a value; null when it names nothing that is known. */
export function typedValue(type: Ref, evaluation: Evaluation): Value | null {
  const found = instanceOf(invoked(evaluation.evaluate(type), evaluation), type, evaluation);
  const expr = type.module.expressions[type.expr];
  // `Box<typeof x>` is a `Box` where no rule says more.
  return (
    found ?? (expr?.kind === 'call' ? instanceOf(evaluation.evaluate(at(type, expr.callee)), type, evaluation) : null)
  );
}

/** An instance of a class that is known by an annotation alone; null when it is not a class, or one that nothing implements. */
export function instanceOf(type: Value, ref: Ref, evaluation: Evaluation): Value | null {
  if (type.kind === 'class') {
    const like = classInfo(type)?.like;
    if (like !== undefined)
      return knownApi(evaluation.evaluate({ module: type.module, expr: like, frame: type.frame }));
    if ([type, ...evaluation.facts.subclasses(type)].every(isAbstract)) return null;
    return { kind: 'instance', class: type, construction: null, exact: false };
  }
  if (type.kind === 'record') return type;
  const made = type.kind === 'api' ? apiInvoke(type, 'construct', ref) : null;
  return made && arrive(made, evaluation);
}

/** An interface, or a class that others complete: an interface that extends another implements nothing. */
function isAbstract(type: ClassValue): boolean {
  return classInfo(type)?.abstract === true;
}

/** A type that names a value says that others are like it: the same client, and not the same text. */
function knownApi(value: Value): Value | null {
  return value.kind === 'api' ? value : null;
}
