/**
 * Whether a function that a guard calls can say anything of what it is given: somewhere in its conditions, or in those of the functions
 * that they call, something is compared. Functions that only call one another need not be entered, and there may be any number of ways to.
 */
import { laterOf } from '../../link/later.ts';
import type { ExprId, Guard } from '../../lower/module.ts';
import type { LinkedModule } from '../../link/program.ts';
import type { Evaluation } from '../evaluation.ts';
import type { Facts } from '../facts.ts';
import { functionKey, optionsOf, type ClosureValue } from '../value.ts';
import { invoked } from './names.ts';

type When = Guard['when'];

const answersBy = laterOf((_facts: Facts) => new Map<string, boolean>());

/** Whether entering a function may rule something out where its call came out so. In doubt it may. */
export function mayTell(callee: ClosureValue, when: When, evaluation: Evaluation): boolean {
  const answers = answersBy(evaluation.facts);
  const known = answers.get(keyOf(callee, when));
  if (known !== undefined) return known;
  const visited = new Set<string>();
  const found = reaches(callee, when, evaluation, visited);
  // Where nothing was found, nothing is to be found from anywhere on the way either.
  if (found) answers.set(keyOf(callee, when), true);
  else for (const key of visited) answers.set(key, false);
  return found;
}

function keyOf({ module, function: id }: ClosureValue, when: When): string {
  return `${functionKey(module, id)} ${when === 'returns'}`;
}

function reaches(start: ClosureValue, when: When, evaluation: Evaluation, visited: Set<string>): boolean {
  const waiting: { readonly callee: ClosureValue; readonly when: When }[] = [{ callee: start, when }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const key = keyOf(next.callee, next.when);
    if (visited.has(key)) continue;
    visited.add(key);
    const { module } = next.callee;
    for (const { condition, when: inside } of conditionsOf(next.callee, next.when)) {
      const called = condition === null ? null : calledBy(condition, module, evaluation);
      if (called === null) return true;
      for (const callee of called) waiting.push({ callee, when: inside });
    }
  }
  return false;
}

interface Condition {
  /** Null: the end of the function, which says something by itself. */
  readonly condition: ExprId | null;
  readonly when: When;
}

function conditionsOf({ module, function: id }: ClosureValue, when: When): readonly Condition[] {
  const exits = module.functions[id]?.exits ?? [];
  return exits.flatMap(({ value, guards }) => [
    ...guards,
    // What is returned is not looked at where a call stands for itself.
    ...(when === 'returns' ? [] : [{ condition: value, when }]),
  ]);
}

/** The functions that a condition calls and that may tell more; null where it may tell something itself. */
function calledBy(condition: ExprId, module: LinkedModule, evaluation: Evaluation): readonly ClosureValue[] | null {
  const expr = module.expressions[condition];
  if (expr?.kind !== 'call') return null;
  const callee = module.expressions[expr.callee];
  if (callee?.kind === 'member' && (typeof callee.property !== 'string' || TESTS.has(callee.property))) return null;
  const values = optionsOf(invoked(evaluation.evaluate({ module, expr: expr.callee, frame: null }), evaluation));
  // What a parameter is, the frame says.
  return values.some(({ kind }) => kind === 'hole') ? null : values.filter((value) => value.kind === 'closure');
}

/** Methods by which a value is tested; the callbacks of the last two are read in place. */
const TESTS: ReadonlySet<string> = new Set([
  'startsWith',
  'endsWith',
  'includes',
  'match',
  'test',
  'has',
  'hasOwn',
  'hasOwnProperty',
  'some',
  'every',
]);
