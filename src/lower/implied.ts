/** What a condition that came out one way says of where the program runs: through names, negations and connections of conditions. */
import type { Binding, BindingId, Expr, ExprId, Guard } from './module.ts';

/** Where a condition is looked up. */
export interface Conditions {
  readonly at: (id: ExprId) => Expr | undefined;
  readonly binding: (id: BindingId) => Pick<Binding, 'kind' | 'definitions'> | undefined;
}

/** Whether a comparison or member that came out so is such a sign by itself. */
export type Sign = (expr: Expr, isTrue: boolean, conditions: Conditions) => boolean;

/** Whether a condition came out as it does only where a sign holds. */
export function implies({ condition, when }: Guard, sign: Sign, conditions: Conditions, depth = 0): boolean {
  const expr = conditions.at(condition);
  if (expr === undefined || when === 'returns' || depth > ALIASES) return false;
  const further = (id: ExprId, came: Guard['when']): boolean =>
    implies({ condition: id, when: came }, sign, conditions, depth + 1);
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
    default:
      return sign(expr, when === 'true', conditions);
  }
}

/** How deep names and connections of conditions are looked into. */
const ALIASES = 6;
