/** Alternatives: which operand of `?:`, `||`, `??`, `&&` or a default may be the result. */
import { choice } from '../text.ts';
import { at, hole, optionsOf, type Value } from '../value.ts';
import type { Operation } from './index.ts';

export const evaluateChoice: Operation<'choice'> = (expr, ref, evaluation) => {
  const values = expr.options.map((option) => evaluation.evaluate(at(ref, option)));
  const [left, right] = values;
  const { operator } = expr;
  if (!left || !right || operator === '?:') return choice(values);
  const kept = optionsOf(left).filter((option) => keepsLeft(operator, option) !== false);
  const takesRight = optionsOf(left).some((option) => keepsLeft(operator, option) !== true);
  return choice(takesRight ? [...kept, right] : kept);
};

export const evaluateUnknown: Operation<'unknown'> = (expr) => hole(expr.reason);

/** Whether a value counts as true; null when that is not known. */
export function truthOf(value: Value): boolean | null {
  if (value.kind === 'choice') {
    const [first, ...others] = value.options.map(truthOf);
    return first !== undefined && others.every((one) => one === first) ? first : null;
  }
  if (value.kind === 'constant') return Boolean(value.value);
  if (value.kind === 'text' && value.parts.length === 0) return false;
  return isOpenText(value) ? null : true;
}

/** Whether the left operand is the result: yes, no, or unknown (null). */
function keepsLeft(operator: '||' | '??' | '&&' | '=', left: Value): boolean | null {
  switch (operator) {
    case '||':
      return truthOf(left);
    case '??':
      return left.kind === 'constant' ? left.value !== null && left.value !== undefined : known(left);
    case '=':
      return left.kind === 'constant' ? left.value !== undefined : known(left);
    case '&&': {
      // An unknown condition is not itself an address: only what it guards is kept.
      const truthy = truthOf(left);
      return truthy === null ? false : !truthy;
    }
  }
}

function known(value: Value): true | null {
  return isOpenText(value) ? null : true;
}

/** Text that is nothing but holes, and holes, may also be empty or undefined. */
function isOpenText(value: Value): boolean {
  return value.kind === 'hole' || (value.kind === 'text' && value.parts.every((part) => part.kind === 'hole'));
}
