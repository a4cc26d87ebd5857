/** Literals, text building and arithmetic. */
import type { ArithmeticOperator } from '../../lower/module.ts';
import { LIMITS } from '../limits.ts';
import { step } from '../trail.ts';
import type { Evaluation } from '../evaluation.ts';
import { choice, closedText, concatenate, isWide, mapOptions } from '../text.ts';
import { at, constant, hole, optionsOf, text, type Ref, type Value } from '../value.ts';
import { settle } from './api.ts';
import type { Operation } from './index.ts';

export const evaluateLiteral: Operation<'literal'> = (expr, ref) =>
  typeof expr.value === 'string'
    ? { ...text(expr.value), trail: step(ref.module, ref.expr, null) }
    : constant(expr.value);

export const evaluateTemplate: Operation<'template'> = (expr, ref, evaluation) => {
  const built = concatenate(
    expr.parts.map((part) => (typeof part === 'string' ? text(part) : partOf(at(ref, part), evaluation))),
  );
  return traced(built, ref);
};

export const evaluateConcat: Operation<'concat'> = (expr, ref, evaluation) => {
  const left = partOf(at(ref, expr.left), evaluation);
  const right = partOf(at(ref, expr.right), evaluation);
  if (!mayBeNumber(left) || !mayBeNumber(right) || isWide(left) || isWide(right))
    return traced(concatenate([left, right]), ref);
  return traced(choice(optionsOf(left).flatMap((one) => optionsOf(right).map((other) => add(one, other)))), ref);
};

export const evaluateArithmetic: Operation<'arithmetic'> = (expr, ref, evaluation) => {
  const left = evaluation.evaluate(at(ref, expr.left));
  const right = evaluation.evaluate(at(ref, expr.right));
  if (optionsOf(left).length * optionsOf(right).length > LIMITS.choiceWidth) return hole('too-many');
  const results = optionsOf(left).flatMap((one) => optionsOf(right).map((other) => compute(expr.operator, one, other)));
  return choice(results);
};

export const evaluateRegex: Operation<'regex'> = ({ pattern, flags }) => ({ kind: 'regex', pattern, flags });

/** What is put into a text: what a rule's function gives, though longer paths go on from it. */
function partOf(ref: Ref, evaluation: Evaluation): Value {
  return mapOptions(evaluation.evaluate(ref), (one) => (one.kind === 'api' ? settle(one, evaluation) : one));
}

/** Whether `+` may add it as a number rather than append it. */
function mayBeNumber(value: Value): boolean {
  return optionsOf(value).some(({ kind }) => kind === 'constant' || kind === 'hole');
}

/** A number that is added to something unknown says nothing that a text could be told from. */
function add(left: Value, right: Value): Value {
  if (left.kind === 'constant' && right.kind === 'constant') return numeric(Number(left.value) + Number(right.value));
  if (left.kind === 'hole' && right.kind === 'constant') return left;
  return left.kind === 'constant' && right.kind === 'hole' ? right : concatenate([left, right]);
}

function compute(operator: ArithmeticOperator, left: Value, right: Value): Value {
  const one = numberOf(left);
  const other = numberOf(right);
  if (one === null || other === null) return hole('arithmetic');
  return numeric(ARITHMETIC[operator](one, other));
}

/** What is no number was made of something that is not known by then: `SSR_PROXYNaN` is nobody's name. */
function numeric(result: number): Value {
  return Number.isNaN(result) ? hole('arithmetic') : constant(result);
}

function numberOf(value: Value): number | null {
  if (value.kind === 'constant') return Number(value.value);
  const closed = closedText(value);
  return closed === null ? null : Number(closed);
}

const ARITHMETIC: { readonly [K in ArithmeticOperator]: (left: number, right: number) => number } = {
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '%': (left, right) => left % right,
  '**': (left, right) => left ** right,
  '&': (left, right) => left & right,
  '|': (left, right) => left | right,
  '^': (left, right) => left ^ right,
  '<<': (left, right) => left << right,
  '>>': (left, right) => left >> right,
  '>>>': (left, right) => left >>> right,
};

/** Where text was put together is worth a step of its own. */
function traced(value: Value, ref: Ref): Value {
  if (value.kind === 'text') return { ...value, trail: step(ref.module, ref.expr, value.trail) };
  return value;
}
