/** Conditions that hold in tests alone: `process.env.NODE_ENV === 'test'`, `import.meta.vitest`. */
import type { Binding, BindingId, Expr, ExprId, Guard } from './module.ts';

/** Where a condition is looked up. */
export interface Conditions {
  readonly at: (id: ExprId) => Expr | undefined;
  readonly binding: (id: BindingId) => Pick<Binding, 'kind' | 'definitions'> | undefined;
}

/** Whether a condition came out as it does where a runner of tests has started the program, and nowhere else. */
export function isOfTests({ condition, when }: Guard, conditions: Conditions, depth = 0): boolean {
  const expr = conditions.at(condition);
  if (expr === undefined || when === 'returns' || depth > ALIASES) return false;
  const further = (id: ExprId, came: Guard['when']): boolean =>
    isOfTests({ condition: id, when: came }, conditions, depth + 1);
  switch (expr.kind) {
    case 'not':
      return further(expr.argument, when === 'true' ? 'false' : 'true');
    case 'name': {
      const binding = conditions.binding(expr.binding);
      const [only, ...others] = binding?.definitions ?? [];
      return binding?.kind === 'const' && only !== undefined && others.length === 0 && further(only.value, when);
    }
    case 'choice':
      // Of several that all hold one is enough; of several of which one holds, all of them.
      return expr.operator === '&&' || expr.operator === '||'
        ? expr.options[(expr.operator === '&&') === (when === 'true') ? 'some' : 'every']((id) => further(id, when))
        : false;
    case 'compare':
      return when === 'true' && expr.operator === '===' && isModeOfTests(expr.left, expr.right, conditions);
    case 'member':
      return when === 'true' && typeof expr.property === 'string' && isFlag(expr.property, expr.object, conditions);
    default:
      return false;
  }
}

/** How deep names and connections of conditions are looked into. */
const ALIASES = 6;

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

function isEnvironment(id: ExprId, conditions: Conditions): boolean {
  const expr = conditions.at(id);
  if (expr?.kind !== 'member' || expr.property !== 'env') return false;
  const object = conditions.at(expr.object);
  return object?.kind === 'meta' || (object?.kind === 'global' && object.name === 'process');
}
