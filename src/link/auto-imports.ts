/**
 * Names that nobody imports because a framework or a build tool does: components, composables and helpers of Nuxt, and of Vue programs that
 * use unplugin-auto-import or unplugin-vue-components. https://nuxt.com/docs/guide/concepts/auto-imports,
 * https://nuxt.com/docs/guide/directory-structure/components
 */
import { dirname, relative } from 'node:path/posix';
import type { Expr, ExprId, Module } from '../lower/module.ts';

interface Named {
  readonly path: string;
  readonly name: string;
}

/** A folder below which names are imported, with what each of them stands for; null where several would do. */
interface Root {
  readonly folder: string;
  readonly names: Map<string, Named | null>;
  readonly onServer: Map<string, Named | null>;
}

/** The same modules, with an import for each name that is imported for them. */
export function withAutoImports(modules: readonly Module[]): readonly Module[] {
  const roots = rootsOf(modules);
  if (roots.length === 0) return modules;
  for (const root of roots) for (const module of modules) collect(module, root);
  return modules.map((module) => {
    const root = roots.find(({ folder }) => module.path.startsWith(folder));
    return root ? importing(module, root) : module;
  });
}

const TOOL = /^unplugin-(?:auto-import|vue-components)(?:\/|$)/;

/** Folders with a configuration that says so, the innermost first. */
function rootsOf(modules: readonly Module[]): readonly Root[] {
  const folders = modules.flatMap(({ path, imports }) => {
    const isRoot = /(?:^|\/)nuxt\.config\.\w+$/.test(path) || imports.some(({ specifier }) => TOOL.test(specifier));
    return isRoot ? [path.replace(/[^/]*$/, '')] : [];
  });
  return [...new Set(folders)]
    .toSorted((left, right) => right.length - left.length)
    .map((folder) => ({ folder, names: new Map(), onServer: new Map() }));
}

const COMPONENT = /(?:^|\/)components\/(.+)\.(?:vue|tsx|jsx)$/;
const HELPERS = /(?:^|\/)(?:composables|utils|stores|hooks|shared)\//;

/** Adds what a module gives to the names of a root. */
function collect({ path, exports }: Module, { folder, names, onServer }: Root): void {
  if (!path.startsWith(folder) || /\.(?:test|spec|stories)\./.test(path)) return;
  const below = path.slice(folder.length);
  const written = COMPONENT.exec(below)?.[1];
  if (written !== undefined) {
    for (const name of componentNames(written)) add(names, name, { path, name: 'default' });
    return;
  }
  if (!HELPERS.test(below)) return;
  const isShared = /(?:^|\/)shared\//.test(below);
  const isServer = /^(?:src\/)?server\//.test(below);
  for (const { name } of exports) {
    if (name === 'default') continue;
    if (!isServer) add(names, name, { path, name });
    if (isServer || isShared) add(onServer, name, { path, name });
  }
}

function add(names: Map<string, Named | null>, name: string, named: Named): void {
  const known = names.get(name);
  names.set(name, known === undefined || known?.path === named.path ? named : null);
}

/** `account/AccountAvatar` is `AccountAvatar`, `base/Button` is `BaseButton`, and `Button` where folders do not count. */
function componentNames(written: string): readonly string[] {
  const folders = written.split('/').map((part) => wordsOf(part.replace(/\.(?:client|server|global)$/, '')));
  const own = folders.pop() ?? [];
  const before = folders.flat().filter((word) => word !== 'Index');
  const isIndex = own.length === 1 && own[0] === 'Index' && before.length > 0;
  const last = isIndex ? [] : own;
  let shared = Math.min(before.length, last.length);
  while (shared > 0 && before.slice(-shared).join(' ') !== last.slice(0, shared).join(' ')) shared -= 1;
  const full = [...before, ...last.slice(shared)].join('');
  const names = new Set([full, last.join('') || full]);
  return [...names].flatMap((name) => [name, `Lazy${name}`]);
}

function wordsOf(part: string): readonly string[] {
  const words = part.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? [];
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1));
}

/** A module in which the names that nobody binds are members of the modules that give them. */
function importing(module: Module, { folder, names, onServer }: Root): Module {
  const isServer = /^(?:src\/)?server\//.test(module.path.slice(folder.length));
  const table = isServer ? onServer : names;
  const copy = { expressions: [...module.expressions], starts: [...module.starts], ends: [...module.ends] };
  const imported = new Map<string, ExprId>();
  const add = (expr: Expr, where: ExprId): ExprId => {
    copy.starts.push(copy.starts[where] ?? 0);
    copy.ends.push(copy.ends[where] ?? 0);
    return copy.expressions.push(expr) - 1;
  };
  const importOf = (path: string, where: ExprId): ExprId => {
    const known = imported.get(path);
    if (known !== undefined) return known;
    const specifier = add({ kind: 'literal', value: specifierTo(module.path, path) }, where);
    const id = add({ kind: 'module', specifier, required: false }, where);
    imported.set(path, id);
    return id;
  };
  const memberFor = (name: string, where: ExprId): Expr | null => {
    const named = table.get(name);
    if (!named || named.path === module.path) return null;
    return { kind: 'member', object: importOf(named.path, where), property: named.name };
  };
  for (const [id, expr] of module.expressions.entries()) {
    const name = unboundName(expr);
    if (name !== null) copy.expressions[id] = memberFor(name, id) ?? expr;
    if (expr.kind !== 'markup' || typeof expr.tag !== 'string' || !expr.tag.includes('-')) continue;
    const tag = memberFor(wordsOf(expr.tag).join(''), id);
    if (tag) copy.expressions[id] = { ...expr, tag: add(tag, id) };
  }
  if (imported.size === 0) return module;
  const edges = [...imported.keys()].map((path) => ({ specifier: specifierTo(module.path, path), typeOnly: false }));
  return { ...module, ...copy, imports: [...module.imports, ...edges] };
}

function unboundName(expr: Expr): string | null {
  if (expr.kind === 'global') return expr.name;
  return expr.kind === 'member' && expr.assumed && typeof expr.property === 'string' ? expr.property : null;
}

function specifierTo(from: string, path: string): string {
  const way = relative(dirname(from), path);
  return way.startsWith('.') ? way : `./${way}`;
}
