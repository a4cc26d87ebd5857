/** What expressions are called. */
import type { ExprId } from '../lower/module.ts';
import type { LinkedModule } from './program.ts';

/** The name that an expression ends in: `b` for `b`, `a.b`; null for a computed one. */
export function terminalName(module: LinkedModule, id: ExprId): string | null {
  const expr = module.expressions[id];
  switch (expr?.kind) {
    case 'name':
      return module.bindings[expr.binding]?.name ?? null;
    case 'global':
      return expr.name;
    case 'member':
      return typeof expr.property === 'string' ? expr.property : null;
    case 'super':
      return 'constructor';
    default:
      return null;
  }
}
