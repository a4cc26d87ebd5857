/**
 * What a condition leaves of a value. Only what the condition excludes for certain is removed, so a guard never adds a destination;
 * where a value is unknown, what the condition says of it becomes its known part.
 */
import type { Expr, ExprId, Guard, Literal } from '../../lower/module.ts';
import type { Evaluation } from '../evaluation.ts';
import { LIMITS } from '../limits.ts';
import type { Step } from '../predicates.ts';
import { choice, mapOptions } from '../text.ts';
import { NEVER, at, optionsOf, type Ref, type Value } from '../value.ts';
import { calledFunctions } from './called-functions.ts';
import { isArrayTest, listsAmong } from './list-tests.ts';
import { invoked } from './names.ts';
import { alternatives, keysOf } from './operands.ts';
import { mayTell } from './telling.ts';
import { onlyDefinition, stepsTo, subjectOf, type Subject } from './subjects.ts';
import { EQUALS, filter, filterAny, testOf, type Reading, type When } from './value-tests.ts';

/** What is left of the value that `ref` reads where these guards hold. */
export function narrowed(
  value: Value,
  guards: readonly Guard[],
  ref: Ref,
  refine: boolean,
  evaluation: Evaluation,
): Value {
  const subject = subjectOf(ref.module, ref.expr);
  return subject === null ? value : narrowedAbout(subject, value, guards, ref, refine, evaluation);
}

/** The same about a subject that is not read at `ref`. */
export function narrowedAbout(
  subject: Subject,
  value: Value,
  guards: readonly Guard[],
  ref: Ref,
  refine: boolean,
  evaluation: Evaluation,
): Value {
  if (!optionsOf(value).some(isNarrowable)) return value;
  return guards.reduce((left, { condition, when }) => {
    const reading: Reading = { ref, subject, evaluation, refine, depth: 0, checks: { left: LIMITS.checksOfGuard } };
    return narrow(left, condition, when, reading);
  }, value);
}

function isNarrowable({ kind }: Value): boolean {
  return NARROWABLE.has(kind);
}

const NARROWABLE: ReadonlySet<Value['kind']> = new Set(['text', 'hole', 'constant', 'record', 'fields', 'list']);

function narrow(value: Value, condition: ExprId, when: When, reading: Reading): Value {
  const expr = reading.ref.module.expressions[condition];
  if (!expr || optionsOf(value).length === 0) return value;
  switch (expr.kind) {
    case 'not':
      return narrow(value, expr.argument, opposite(when), reading);
    case 'choice':
      return narrowLogical(value, expr, when, reading);
    case 'compare':
      return narrowComparison(value, expr, when, reading);
    case 'call':
      return narrowCall(value, expr, condition, when, reading);
    case 'literal':
      return when === 'returns' || Boolean(expr.value) === (when === 'true') ? value : NEVER;
    case 'name':
    case 'member': {
      const steps = stepsTo(condition, reading.subject);
      if (steps?.length === 0) return when === 'true' ? mapOptions(value, withoutFalsy) : value;
      const made = expr.kind === 'name' ? onlyDefinition(reading.ref.module, expr.binding, expr.before) : null;
      return made === null || reading.depth > 4
        ? value
        : narrow(value, made, when, { ...reading, depth: reading.depth + 1 });
    }
    default:
      return value;
  }
}

function opposite(when: When): When {
  return when === 'true' ? 'false' : when === 'false' ? 'true' : when;
}

function withoutFalsy(value: Value): Value {
  const isFalsy = value.kind === 'constant' ? !value.value : value.kind === 'text' && value.parts.length === 0;
  return isFalsy ? NEVER : value;
}

function narrowLogical(value: Value, expr: Extract<Expr, { kind: 'choice' }>, when: When, reading: Reading): Value {
  const [left, right] = expr.options;
  if (left === undefined || right === undefined || (expr.operator !== '&&' && expr.operator !== '||')) return value;
  const afterLeft = narrow(value, left, when, reading);
  // Both sides came out so, or the right one was not asked.
  if ((expr.operator === '&&') === (when === 'true')) return narrow(afterLeft, right, when, reading);
  return choice([afterLeft, narrow(narrow(value, left, opposite(when), reading), right, when, reading)]);
}

function narrowComparison(value: Value, expr: Extract<Expr, { kind: 'compare' }>, when: When, reading: Reading): Value {
  const { module } = reading.ref;
  const right = module.expressions[expr.right];
  if (expr.operator === 'in') {
    const steps = stepsTo(expr.left, reading.subject);
    return steps === null
      ? value
      : filter(value, { steps, fact: EQUALS, operands: keysOf(expr.right, reading) }, when, reading);
  }
  if (right?.kind === 'literal' && typeof right.value === 'boolean') {
    return narrow(value, expr.left, right.value ? when : opposite(when), reading);
  }
  const left = module.expressions[expr.left];
  if (left?.kind === 'literal' && left.value === true) return narrow(value, expr.right, when, reading);
  const counted = right?.kind === 'literal' && right.value === 0 ? countedBy(left, reading) : null;
  if (counted) return filter(value, { steps: counted, fact: EQUALS, operands: [['']] }, when, reading);
  if (left?.kind === 'typeof') return narrowTypeof(value, left.argument, right, when, reading);
  if (right?.kind === 'literal' && right.value == null)
    return narrowAbsence(value, expr.left, right.value, when, reading);
  for (const [side, other] of [
    [expr.left, expr.right],
    [expr.right, expr.left],
  ] as const) {
    const steps = stepsTo(side, reading.subject);
    if (steps) return filter(value, { steps, fact: EQUALS, operands: alternatives(other, reading) }, when, reading);
  }
  return value;
}

/** What has the length that is compared: `url.trim().length`. */
function countedBy(expr: Expr | undefined, { subject }: Reading): readonly Step[] | null {
  return expr?.kind === 'member' && expr.property === 'length' ? stepsTo(expr.object, subject) : null;
}

/** `x !== undefined`, `x != null`: what is known to be absent is not there. */
function narrowAbsence(value: Value, side: ExprId, absent: Literal, when: When, reading: Reading): Value {
  if (when !== 'false' || stepsTo(side, reading.subject)?.length !== 0) return value;
  return mapOptions(value, (option) => (option.kind === 'constant' && option.value === absent ? NEVER : option));
}

/** `typeof x === 'string'`: no object, no function; where it is false, no text. */
function narrowTypeof(value: Value, side: ExprId, type: Expr | undefined, when: When, reading: Reading): Value {
  if (when === 'returns' || type?.kind !== 'literal' || type.value !== 'string') return value;
  if (stepsTo(side, reading.subject)?.length !== 0) return value;
  if (when === 'false') return mapOptions(value, (option) => (option.kind === 'text' ? NEVER : option));
  return mapOptions(value, (option) => (option.kind === 'text' || option.kind === 'hole' ? option : NEVER));
}

function narrowCall(
  value: Value,
  expr: Extract<Expr, { kind: 'call' }>,
  call: ExprId,
  when: When,
  reading: Reading,
): Value {
  const { module } = reading.ref;
  const callee = module.expressions[expr.callee];
  const [argument] = expr.args;
  if (callee?.kind === 'member' && typeof callee.property === 'string' && argument && !argument.spread) {
    if (isArrayTest(callee, module)) {
      const isAsked = when !== 'returns' && stepsTo(argument.value, reading.subject)?.length === 0;
      return isAsked ? listsAmong(value, when === 'true') : value;
    }
    const test = testOf(callee.object, callee.property, argument.value, reading);
    if (test) return when === 'returns' ? value : filterAny(value, test, when, reading);
    const callback = module.expressions[argument.value];
    if (callback?.kind === 'function' && (callee.property === 'some' || callee.property === 'every')) {
      const [returned, ...others] = module.functions[callback.function]?.returns ?? [];
      return returned === undefined || others.length > 0 ? value : narrow(value, returned, when, reading);
    }
  }
  return narrowByFunction(value, call, expr, when, reading);
}

function maySay(callee: ExprId, when: When, { ref, evaluation }: Reading): boolean {
  const values = optionsOf(invoked(evaluation.evaluate(at(ref, callee)), evaluation));
  return values.some((one) => one.kind === 'closure' && mayTell(one, when, evaluation));
}

/** `isAllowed(url)`, `assertAllowed(url)`: what the function's own conditions say of its parameter where it came out so. */
function narrowByFunction(
  value: Value,
  call: ExprId,
  expr: Extract<Expr, { kind: 'call' }>,
  when: When,
  reading: Reading,
): Value {
  if (reading.depth > 3 || reading.checks.left <= 0) return value;
  const position = expr.args.findIndex((one) => !one.spread && stepsTo(one.value, reading.subject) !== null);
  const given = expr.args[position];
  const via = given ? stepsTo(given.value, reading.subject) : null;
  if (via === null || expr.args.slice(0, position).some(({ spread }) => spread)) return value;
  if (!maySay(expr.callee, when, reading)) return value;
  reading.checks.left -= 1;
  reading.evaluation.spend(1);
  const callees = calledFunctions(at(reading.ref, call), position, reading.evaluation);
  if (callees === null) return value;
  return choice(
    callees.flatMap(({ frame, binding, exits }) => {
      const { module } = frame;
      const subject: Subject = { module, binding, path: [], before: 1, via };
      const ref: Ref = { module, expr: call, frame };
      const inner: Reading = { ...reading, ref, subject, depth: reading.depth + 1 };
      return exits.map(({ value: returned, guards }) => {
        const left = guards.reduce((kept, guard) => narrow(kept, guard.condition, guard.when, inner), value);
        if (when === 'returns') return left;
        if (returned === null) return when === 'true' ? NEVER : left;
        return narrow(left, returned, when, inner);
      });
    }),
  );
}
