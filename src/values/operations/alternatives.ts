/** Alternatives: which operand of `?:`, `||`, `??`, `&&` or a default may be the result. */
import type { Expr, ExprId } from '../../lower/module.ts';
import type { Evaluation } from '../evaluation.ts';
import { isFromOutside } from '../reasons.ts';
import { choice, closedText, widthOf } from '../text.ts';
import { DECLINED, at, hole, optionsOf, type Ref, type Value } from '../value.ts';
import type { Operation } from './index.ts';
import { truth } from './truth.ts';

export const evaluateChoice: Operation<'choice'> = (expr, ref, evaluation) => {
  const decided = expr.test === undefined ? null : truth(at(ref, expr.test), evaluation);
  const open = decided === null ? expr.options : expr.options.slice(decided ? 0 : 1, decided ? 1 : 2);
  const values = open.map((option) => evaluation.evaluate(at(ref, option)));
  const [left, right] = values;
  const { operator } = expr;
  if (!left || !right || operator === '?:') return choice(values);
  if (operator === 'as') return optionsOf(left).some((option) => variableOf(option) !== null) ? choice(values) : left;
  if (optionsOf(left).length === 0) return left;
  const kept = withoutTwins(expr, left, right, ref, evaluation).filter(
    (option) => keepsLeft(operator, option) !== false,
  );
  const takesRight = optionsOf(left).some((option) => keepsLeft(operator, option) !== true);
  const isOpen = operator === '&&' && optionsOf(left).some((option) => truthOf(option) === null);
  return choice([...kept, ...(takesRight ? [right] : []), ...(isOpen ? [DECLINED] : [])], widthOf(left));
};

/**
 * The options of the left operand without what is the variable on the right under another roof: `window.__config?.[name] ?? process.env[name]`, where
 * a page carries what the server reads.
 */
function withoutTwins(
  { operator, options }: ChoiceExpr,
  left: Value,
  right: Value,
  ref: Ref,
  evaluation: Evaluation,
): readonly Value[] {
  const own = optionsOf(left);
  const [first] = options;
  if ((operator !== '??' && operator !== '||') || first === undefined || !own.some(isUnknown)) return own;
  const names = new Set(optionsOf(right).flatMap((option) => variableOf(option) ?? []));
  const isTwin = names.size > 0 && keysRead(first, ref, evaluation).every((key) => key !== null && names.has(key));
  return isTwin ? own.filter((option) => !isUnknown(option)) : own;
}

/** The names under which the operands of an expression are read; null for one that is no member, or whose name is not known. */
function keysRead(id: ExprId, ref: Ref, evaluation: Evaluation): readonly (string | null)[] {
  const expr = ref.module.expressions[id];
  if (expr?.kind === 'choice' && (expr.operator === '??' || expr.operator === '||'))
    return expr.options.flatMap((option) => keysRead(option, ref, evaluation));
  if (expr?.kind !== 'member') return [null];
  return [typeof expr.property === 'string' ? expr.property : closedText(evaluation.evaluate(at(ref, expr.property)))];
}

/** What is not known, but for what somebody sends. */
function isUnknown(value: Value): boolean {
  return value.kind === 'hole' && value.hole.kind === 'unknown' && !isFromOutside(value.hole);
}

function variableOf(value: Value): string | null {
  const [only] = value.kind === 'text' && value.parts.length === 1 ? value.parts : [];
  const found = value.kind === 'hole' ? value.hole : only?.kind === 'hole' ? only.hole : null;
  return found?.kind === 'env' ? found.name : null;
}

/** A condition is asked for what it says of others, not for itself. */
export function evaluateCondition(): Value {
  return hole('arithmetic');
}

export const evaluateUnknown: Operation<'unknown'> = (expr) => hole(expr.reason);

type ChoiceExpr = Extract<Expr, { kind: 'choice' }>;

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
