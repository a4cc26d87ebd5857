/** What a name is given, in the order in which it is given that, as far as it counts where the name is read. */
import { laterOf } from '../../link/later.ts';
import type { Binding, BindingId, Definition, ExprId, NameExpr, Replaced } from '../../lower/module.ts';
import type { Evaluation } from '../evaluation.ts';
import { LIMITS } from '../limits.ts';
import { withTrail } from '../text.ts';
import { step } from '../trail.ts';
import { at, hole, type Ref, type Value } from '../value.ts';
import { narrowedAbout } from './narrowing.ts';
import { subjectBefore } from './subjects.ts';

/** What a name holds where it is read, of all that it is given. */
export function* definedValues(
  definitions: readonly Definition[],
  { binding: id, before }: NameExpr,
  ref: Ref,
  evaluation: Evaluation,
): Generator<Value> {
  const binding = ref.module.bindings[id];
  const replaced = before === undefined ? [] : definitions.flatMap(({ replaces }) => replaces ?? []);
  for (const definition of definitions.slice(0, LIMITS.definitions)) {
    const { value } = definition;
    const found = evaluation.evaluate(at(ref, value));
    if (definitions.length > 1 && isUnknownGlobal(found, value, ref)) continue;
    const index = replaced.length === 0 ? 0 : (binding?.definitions.indexOf(definition) ?? 0);
    const later = found.kind === 'api' ? [] : replaced.filter(({ above }) => index < above);
    const left = later.reduce((kept, one) => notReplaced(kept, one, id, ref, evaluation), found);
    yield binding?.kind === 'parameter' ? left : withTrail(left, (trail) => step(ref.module, value, trail));
  }
  if (definitions.length > LIMITS.definitions) yield hole('too-many');
}

/** What a name was before the module assigned to it that nobody declares: where nobody knows such a global, there was none. */
function isUnknownGlobal(value: Value, id: ExprId, { module }: Ref): boolean {
  const isUnknown = value.kind === 'hole' && value.hole.kind === 'unknown' && value.hole.reason === 'unknown-global';
  return isUnknown && module.expressions[id]?.kind === 'global';
}

/** What is left of a value where the condition of a definition that takes its place does not hold. */
function notReplaced(
  value: Value,
  { unless, above }: Replaced,
  binding: BindingId,
  ref: Ref,
  evaluation: Evaluation,
): Value {
  const subject = subjectBefore(ref.module, binding, above);
  return subject ? narrowedAbout(subject, value, [unless], ref, false, evaluation) : value;
}

/** Whether the program may pass all assignments by: `let url; if (staging) url = …`. */
export function isPassedBy(live: readonly Definition[], { kind }: Binding): boolean {
  return (kind === 'let' || kind === 'var') && live.every(({ conditional }) => conditional);
}

/**
 * Of the first `before` definitions, those that the last unconditional one does not replace, and what other functions assign; all of them
 * where order is not known.
 */
export function liveDefinitions({ definitions }: Binding, before: number | undefined): readonly Definition[] {
  if (before === undefined) return definitions;
  let last = before - 1;
  while (last > 0 && definitions[last]?.conditional !== false) last -= 1;
  const isEarlier = (index: number): boolean => index < last || index >= before;
  const others = elsewhere(definitions).filter(isEarlier);
  if (others.length === 0) return definitions.slice(Math.max(last, 0), before);
  return definitions.filter((one, index) => one.elsewhere || !isEarlier(index));
}

/** Where a name is given a value by other functions; known once for names that are given thousands. */
const elsewhere = laterOf((definitions: readonly Definition[]): readonly number[] =>
  definitions.flatMap((one, index) => (one.elsewhere ? [index] : [])),
);
