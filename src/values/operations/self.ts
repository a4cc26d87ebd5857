/** What `this` is. */
import { lookupsIn } from '../../link/lookups.ts';
import type { ThisOwner } from '../../lower/module.ts';
import type { Evaluation } from '../evaluation.ts';
import { at, hole, type ClassValue, type Frame, type Ref, type Value } from '../value.ts';
import type { Operation } from './index.ts';
import { applyWrites, writesBefore } from './writes.ts';

export const evaluateThis: Operation<'this'> = (expr, ref, evaluation) => {
  const { owner } = expr;
  switch (owner.kind) {
    case 'object':
      return assembled(
        selfOfFunction(ref, owner, evaluation) ?? objectAt(at(ref, owner.object), evaluation),
        evaluation,
      );
    case 'function':
      return selfOfFunction(ref, owner, evaluation) ?? hole('unsupported-syntax');
    case 'static': {
      const own: ClassValue = { kind: 'class', module: ref.module, class: owner.class, frame: null };
      return selfOf(ref, owner.class, evaluation, 'class') ?? own;
    }
    case 'instance': {
      const own: ClassValue = { kind: 'class', module: ref.module, class: owner.class, frame: null };
      const self = selfOf(ref, owner.class, evaluation, 'instance');
      return self ?? { kind: 'instance', class: own, construction: null, exact: false };
    }
  }
};

/** An object whose functions a library puts into another one is that: the actions of a store. */
function assembled(self: Value, { facts }: Evaluation): Value {
  return self.kind === 'record' ? (facts.selves(self.object) ?? self) : self;
}

/** An object literal with what is written to it under the name that holds it, which no method knows to come before or after it. */
function objectAt(ref: Ref, evaluation: Evaluation): Value {
  const value = evaluation.evaluate(ref);
  const name = lookupsIn(ref.module).nameOf(ref.expr);
  const binding = name === undefined ? undefined : ref.module.bindings[name];
  return binding ? applyWrites(value, writesBefore({}, binding, ref), evaluation) : value;
}

/** On what the method of a class was called in which an expression stands: by a call being followed, or one that is supposed. */
export function selfOf(ref: Ref, id: number, evaluation: Evaluation, kind: 'class' | 'instance'): Value | null {
  const isMethod = (frame: Frame): boolean =>
    frame.module === ref.module &&
    frame.module.functions[frame.function]?.class === id &&
    (frame.self?.kind === 'class') === (kind === 'class');
  return selfIn(ref, evaluation, isMethod);
}

function selfOfFunction(
  ref: Ref,
  owner: Extract<ThisOwner, { kind: 'object' | 'function' }>,
  evaluation: Evaluation,
): Value | null {
  return selfIn(ref, evaluation, (frame) => frame.module === ref.module && frame.function === owner.function);
}

function selfIn(ref: Ref, evaluation: Evaluation, isOwn: (frame: Frame) => boolean): Value | null {
  for (let frame = ref.frame; frame; frame = frame.parent) {
    if (frame.self && isOwn(frame)) return frame.self;
  }
  for (const frame of evaluation.allSupposed()) {
    if (frame.self && isOwn(frame)) return frame.self;
  }
  return null;
}
