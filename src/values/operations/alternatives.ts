/** Alternatives: which operand of `?:`, `||`, `??`, `&&` or a default may be the result. */
import { choice, widthOf } from '../text.ts';
import { DECLINED, at, hole, optionsOf, type Value } from '../value.ts';
import type { Operation } from './index.ts';
import { truth } from './truth.ts';

export const evaluateChoice: Operation<'choice'> = (expr, ref, evaluation) => {
  const decided = expr.test === undefined ? null : truth(at(ref, expr.test), evaluation);
  const open = decided === null ? expr.options : expr.options.slice(decided ? 0 : 1, decided ? 1 : 2);
  const values = open.map((option) => evaluation.evaluate(at(ref, option)));
  const [left, right] = values;
  const { operator } = expr;
  if (!left || !right || operator === '?:') return choice(values);
  if (optionsOf(left).length === 0) return left;
  const kept = optionsOf(left).filter((option) => keepsLeft(operator, option) !== false);
  const takesRight = optionsOf(left).some((option) => keepsLeft(operator, option) !== true);
  const isOpen = operator === '&&' && optionsOf(left).some((option) => truthOf(option) === null);
  return choice([...kept, ...(takesRight ? [right] : []), ...(isOpen ? [DECLINED] : [])], widthOf(left));
};

/** A condition is asked for what it says of others, not for itself. */
export function evaluateCondition(): Value {
  return hole('arithmetic');
}

export const evaluateUnknown: Operation<'unknown'> = (expr) => hole(expr.reason);

/** Whether a value counts as true; null when that is not known. */
export function truthOf(value: Value): boolean | null {
  if (value.kind === 'choice') {
    const verdicts = new Set(value.options.map(truthOf));
    const [only = null] = verdicts;
    return verdicts.size === 1 ? only : null;
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
