/** Conditions that hold on one side alone, in code that runs on both: `typeof window === 'undefined'`, `import.meta.env.SSR`. */
import { implies, type Conditions, type Sign } from './implied.ts';
import type { Expr, ExprId, Guard } from './module.ts';
import { isEnvironment } from './test-flags.ts';

/** Where code runs that is rendered on a server and goes on in a browser. */
export type Side = 'server' | 'browser';

/** The side on which a condition comes out as it did; null where it may on both. */
export function sideOf(guard: Guard, conditions: Conditions): Side | null {
  if (implies(guard, isSignOf('server'), conditions)) return 'server';
  return implies(guard, isSignOf('browser'), conditions) ? 'browser' : null;
}

function isSignOf(side: Side): Sign {
  return (expr, isTrue, conditions) => {
    const said = sideSaid(expr, isTrue, conditions);
    return said === side;
  };
}

function sideSaid(expr: Expr, isTrue: boolean, conditions: Conditions): Side | null {
  if (expr.kind === 'member') {
    const side = sideOfFlag(expr.property, expr.object, conditions);
    return side === null || isTrue ? side : OTHER[side];
  }
  if (expr.kind !== 'compare' || expr.operator !== '===') return null;
  const operands = [expr.left, expr.right].map((id) => conditions.at(id));
  if (!operands.some((one) => one?.kind === 'typeof' && isOfPage(one.argument, conditions))) return null;
  const type = operands.find((one) => one?.kind === 'literal');
  if (type?.kind !== 'literal') return null;
  if (type.value === 'undefined') return isTrue ? 'server' : 'browser';
  return type.value === 'object' ? (isTrue ? 'browser' : 'server') : null;
}

const OTHER: Readonly<Record<Side, Side>> = { server: 'browser', browser: 'server' };

/** What no server has. Of `navigator` and `self` that cannot be said any more. */
const OF_PAGES: ReadonlySet<string> = new Set(['window', 'document', 'localStorage', 'sessionStorage']);

function isOfPage(id: ExprId, conditions: Conditions): boolean {
  const expr = conditions.at(id);
  return expr?.kind === 'global' && OF_PAGES.has(expr.name);
}

/** Vite's `import.meta.env.SSR`, Nuxt's `import.meta.server` and `import.meta.client`, `process.server` and `process.client` before. */
function sideOfFlag(name: unknown, object: ExprId, conditions: Conditions): Side | null {
  const holder = conditions.at(object);
  if (name === 'SSR') return isEnvironment(object, conditions) ? 'server' : null;
  if (name !== 'server' && name !== 'client') return null;
  const isNuxt = holder?.kind === 'meta' || (holder?.kind === 'global' && holder.name === 'process');
  return isNuxt ? SIDES[name] : null;
}

const SIDES = { server: 'server', client: 'browser' } as const;
