/** What a callback decides about an item of a list. */
import type { Evaluation } from '../evaluation.ts';
import { primitiveOf } from '../plain.ts';
import { at, type Ref, type Value } from '../value.ts';
import { truthOf } from './alternatives.ts';
import { callWith, type BuiltinCall } from './builtins.ts';
import { literalOf } from './truth.ts';

/** Whether a callback says yes to these arguments; null when that is not known. */
export function verdictOf(callback: Value | undefined, values: readonly Value[], call: BuiltinCall): boolean | null {
  const returned = callback?.kind === 'closure' ? callback.module.functions[callback.function]?.returns : undefined;
  const [only, ...others] = returned ?? [];
  if (callback?.kind !== 'closure' || only === undefined || others.length > 0 || callback.bound.length > 0)
    return truthOf(callWith(callback, values, call));
  const { evaluation, ref } = call;
  const args = { kind: 'values', values } as const;
  const frame = evaluation.frame({ ...callback, parent: callback.frame }, args, (ref.frame?.depth ?? 0) + 1);
  return frame && conditionOf({ module: callback.module, expr: only, frame }, evaluation, 0);
}

/** A condition on an item: it is compared with a literal that can be pointed at. */
function conditionOf(ref: Ref, evaluation: Evaluation, depth: number): boolean | null {
  const expr = ref.module.expressions[ref.expr];
  if (!expr || depth > 8) return null;
  switch (expr.kind) {
    case 'not': {
      const known = conditionOf(at(ref, expr.argument), evaluation, depth + 1);
      return known === null ? null : !known;
    }
    case 'choice': {
      if (expr.operator !== '&&' && expr.operator !== '||') break;
      const decisive = expr.operator === '||';
      const known = expr.options.map((option) => conditionOf(at(ref, option), evaluation, depth + 1));
      if (known.includes(decisive)) return decisive;
      return known.includes(null) ? null : !decisive;
    }
    case 'compare':
      return expr.operator === '===' ? areEqual(at(ref, expr.left), at(ref, expr.right), evaluation) : null;
    default:
  }
  return truthOf(evaluation.evaluate(ref));
}

function areEqual(left: Ref, right: Ref, evaluation: Evaluation): boolean | null {
  const [literal, other] = [literalOf(left, evaluation), literalOf(right, evaluation)];
  if (literal && other) return literal.value === other.value;
  const known = literal ?? other;
  const value = known && primitiveOf(evaluation.evaluate(literal ? right : left));
  return value && known && value.value === known.value;
}
