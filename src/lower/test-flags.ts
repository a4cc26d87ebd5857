/** Conditions that hold in tests alone: `process.env.NODE_ENV === 'test'`, `import.meta.vitest`. */
import { implies, type Conditions, type Sign } from './implied.ts';
import type { ExprId, Guard } from './module.ts';

/** Whether a condition came out as it does where a runner of tests has started the program, and nowhere else. */
export function isOfTests(guard: Guard, conditions: Conditions): boolean {
  return implies(guard, isSignOfTests, conditions);
}

const isSignOfTests: Sign = (expr, isTrue, conditions) => {
  if (!isTrue) return false;
  if (expr.kind === 'compare') return expr.operator === '===' && isModeOfTests(expr.left, expr.right, conditions);
  return expr.kind === 'member' && typeof expr.property === 'string' && isFlag(expr.property, expr.object, conditions);
};

/** What Jest and Vitest set where they run (jest-worker 30: JEST_WORKER_ID; vitest 4: VITEST, VITEST_WORKER_ID, VITEST_POOL_ID). */
const FLAGS = new Set(['JEST_WORKER_ID', 'VITEST', 'VITEST_POOL_ID', 'VITEST_WORKER_ID']);

function isFlag(name: string, object: ExprId, conditions: Conditions): boolean {
  if (name === 'vitest') return conditions.at(object)?.kind === 'meta';
  return FLAGS.has(name) && isEnvironment(object, conditions);
}

/** `process.env.NODE_ENV` and `import.meta.env.MODE`, which the runners set to `test`. */
function isModeOfTests(left: ExprId, right: ExprId, conditions: Conditions): boolean {
  const sides = [left, right].map((id) => conditions.at(id));
  const isTest = sides.some((side) => side?.kind === 'literal' && side.value === 'test');
  const mode = sides.find((side) => side?.kind === 'member');
  if (!isTest || mode?.kind !== 'member') return false;
  return (mode.property === 'NODE_ENV' || mode.property === 'MODE') && isEnvironment(mode.object, conditions);
}

/** Whether it is `process.env` or `import.meta.env`. */
export function isEnvironment(id: ExprId, conditions: Conditions): boolean {
  const expr = conditions.at(id);
  if (expr?.kind !== 'member' || expr.property !== 'env') return false;
  const object = conditions.at(expr.object);
  return object?.kind === 'meta' || (object?.kind === 'global' && object.name === 'process');
}
