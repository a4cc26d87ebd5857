/** The names under which a call may stand in a table of names. */
import type { Expr, ExprId } from '../lower/module.ts';
import { terminalName } from './names.ts';
import type { LinkedModule, Program } from './program.ts';

/** What a callee is called, and what it is called where it is taken from or made, also in another file: `const { set: setUrl } = writable(url)`, `const setUrl = useSetAtom(url)`. */
export function calledNames(module: LinkedModule, callee: ExprId, program: Program, far = 0): readonly string[] {
  const expr = module.expressions[callee];
  const definitions = expr?.kind === 'name' ? (module.bindings[expr.binding]?.definitions ?? []) : [];
  const [only, ...others] = definitions;
  const taken = expr?.kind === 'call' ? expr : only && others.length === 0 ? module.expressions[only.value] : undefined;
  const original = taken?.kind === 'member' && typeof taken.property === 'string' ? taken.property : null;
  const maker = taken?.kind === 'call' ? terminalName(module, taken.callee) : null;
  const near = [terminalName(module, callee), original, maker].filter((name) => name !== null);
  return taken && far < MOST_FILES ? [...near, ...namesExported(module, taken, program, far)] : near;
}

/** Through how many files a function is handed on before it is called. */
const MOST_FILES = 4;

/** The same where an import leads to. */
function namesExported(module: LinkedModule, taken: Expr, program: Program, far: number): readonly string[] {
  const from = taken.kind === 'member' ? module.expressions[taken.object] : undefined;
  if (taken.kind !== 'member' || typeof taken.property !== 'string' || from?.kind !== 'module') return [];
  const specifier = module.expressions[from.specifier];
  if (specifier?.kind !== 'literal' || typeof specifier.value !== 'string') return [];
  const next = program.resolve(module, specifier.value);
  const targets = next ? program.findExport(next, taken.property) : [];
  return targets.flatMap((target) =>
    target.kind === 'expression' ? calledNames(target.module, target.value, program, far + 1) : [],
  );
}
