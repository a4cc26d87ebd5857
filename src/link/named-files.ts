/** Files that a program names as texts and not by an import: it starts or loads them. */
import type { Argument, Expr, ExprId, Module } from '../lower/module.ts';

/**
 * The specifiers of scripts that a module names in calls: `new URL('./worker.ts', import.meta.url)`, `new Worker('./job.js')`,
 * `fork(path.join(__dirname, '../bin/job.js'))`. Relative to the module; whether there is such a file is for who resolves them to say.
 */
export function filesNamedBy(module: Module): readonly string[] {
  return module.calls.flatMap(({ call }) => {
    const expr = module.expressions[call];
    if (expr?.kind !== 'call') return [];
    const joined = joinedPath(expr.args, module);
    const written = expr.args.map(({ value }) => textAt(value, module));
    return [joined, ...written].filter((text) => text !== null && SCRIPT.test(text)).map(String);
  });
}

/** The paths of scripts that a module registers as service workers: `navigator.serviceWorker.register('/push.js')`. */
export function serviceWorkersNamedBy(module: Module): readonly string[] {
  return module.calls.flatMap(({ call }) => {
    const expr = module.expressions[call];
    const [first] = expr?.kind === 'call' ? expr.args : [];
    if (expr?.kind !== 'call' || first === undefined || !isRegistration(module.expressions[expr.callee], module))
      return [];
    return textAt(first.value, module)?.replace(/[?#].*$/, '') ?? [];
  });
}

function isRegistration(callee: Expr | undefined, module: Module): boolean {
  const container =
    callee?.kind === 'member' && callee.property === 'register' ? module.expressions[callee.object] : null;
  return container?.kind === 'member' && container.property === 'serviceWorker';
}

const SCRIPT = /^\.\.?\/.*\.[cm]?[jt]sx?$/;

/** What is put behind the folder of the module itself. */
function joinedPath(args: readonly Argument[], module: Module): string | null {
  const [folder, ...rest] = args;
  if (folder === undefined || rest.length === 0 || !isOwnFolder(module.expressions[folder.value], module)) return null;
  const segments = rest.map(({ value }) => textAt(value, module));
  return segments.includes(null) ? null : `./${segments.join('/').replace(/^(?:\.?\/)+/, '')}`;
}

function isOwnFolder(expr: Expr | undefined, module: Module): boolean {
  if (expr?.kind === 'global') return expr.name === '__dirname';
  return expr?.kind === 'member' && expr.property === 'dirname' && module.expressions[expr.object]?.kind === 'meta';
}

function textAt(id: ExprId, module: Module): string | null {
  const expr = module.expressions[id];
  return expr?.kind === 'literal' && typeof expr.value === 'string' ? expr.value : null;
}
