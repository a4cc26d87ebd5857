/** Literals, text building, and alternatives. */
import { step } from '../trail.ts';
import { choice, concatenate } from '../text.ts';
import { at, constant, hole, optionsOf, text, type Ref, type Value } from '../value.ts';
import { truth } from './truth.ts';
import type { Operation } from './index.ts';

export const evaluateLiteral: Operation<'literal'> = (expr, ref) =>
  typeof expr.value === 'string'
    ? { ...text(expr.value), trail: step(ref.module, ref.expr, null) }
    : constant(expr.value);

export const evaluateTemplate: Operation<'template'> = (expr, ref, evaluation) => {
  const built = concatenate(
    expr.parts.map((part) => (typeof part === 'string' ? text(part) : evaluation.evaluate(at(ref, part)))),
  );
  return traced(built, ref);
};

export const evaluateConcat: Operation<'concat'> = (expr, ref, evaluation) => {
  const left = evaluation.evaluate(at(ref, expr.left));
  const right = evaluation.evaluate(at(ref, expr.right));
  if (left.kind === 'constant' && right.kind === 'constant') return addConstants(left.value, right.value);
  return traced(concatenate([left, right]), ref);
};

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
  return choice(takesRight ? [...kept, right] : kept);
};

/** A condition is asked for what it says of others, not for itself. */
export function evaluateCondition(): Value {
  return hole('arithmetic');
}

export const evaluateUnknown: Operation<'unknown'> = (expr) => hole(expr.reason);

/** Whether the left operand is the result: yes, no, or unknown (null). */
function keepsLeft(operator: '||' | '??' | '&&' | '=', left: Value): boolean | null {
  switch (operator) {
    case '||':
      return isTruthy(left);
    case '??':
      return left.kind === 'constant' ? left.value !== null && left.value !== undefined : known(left);
    case '=':
      return left.kind === 'constant' ? left.value !== undefined : known(left);
    case '&&': {
      // An unknown condition is not itself an address: only what it guards is kept.
      const truthy = isTruthy(left);
      return truthy === null ? false : !truthy;
    }
  }
}

function known(value: Value): true | null {
  return isOpenText(value) ? null : true;
}

function isTruthy(value: Value): boolean | null {
  if (value.kind === 'constant') return Boolean(value.value);
  if (value.kind === 'text' && value.parts.length === 0) return false;
  return isOpenText(value) ? null : true;
}

/** Text that is nothing but holes, and holes, may also be empty or undefined. */
function isOpenText(value: Value): boolean {
  return value.kind === 'hole' || (value.kind === 'text' && value.parts.every((part) => part.kind === 'hole'));
}

function addConstants(left: number | boolean | null | undefined, right: number | boolean | null | undefined): Value {
  return constant(Number(left) + Number(right));
}

/** Where text was put together is worth a step of its own. */
function traced(value: Value, ref: Ref): Value {
  if (value.kind === 'text') return { ...value, trail: step(ref.module, ref.expr, value.trail) };
  return value;
}
