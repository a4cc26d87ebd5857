/** The modules of a repository, and how one names another. Nothing here evaluates. */
import { dirname, join } from 'node:path/posix';
import type { SourceFile } from '../discover/source-file.ts';
import { EXPORT_EQUALS, type ExprId, type Module } from '../lower/module.ts';
import type { SourceText } from '../parse/source-text.ts';
import type { ResolveSpecifier } from './resolve.ts';

/** A module in its program; `id` is its position in `Program.modules`. */
export interface LinkedModule extends Module {
  readonly id: number;
  readonly file: SourceFile;
  readonly source: SourceText;
}

export interface Program {
  readonly modules: readonly LinkedModule[];
  readonly byPath: ReadonlyMap<string, LinkedModule>;
  /** The module of the repository that a specifier names, or null for a package from outside. */
  readonly resolve: (from: LinkedModule, specifier: string) => LinkedModule | null;
  /** What a module exports under a name, through `export *`; several when a CommonJS module assigns it several times. */
  readonly findExport: (module: LinkedModule, name: string) => readonly ExportTarget[];
  /** The names that a module exports itself or through `export *`, sorted. */
  readonly exportNames: (module: LinkedModule) => readonly string[];
  /** The modules that a relative specifier with `*` for its unknown parts may name. */
  readonly modulesLike: (from: LinkedModule, pattern: string) => readonly LinkedModule[];
}

/** What an export name stands for: an expression of some module, or a name of a package from outside. */
export type ExportTarget =
  | { readonly kind: 'expression'; readonly module: LinkedModule; readonly value: ExprId }
  | { readonly kind: 'external'; readonly specifier: string };

/** Puts modules together; `resolveSpecifier` answers with a path. Answers are remembered. */
export function link(modules: readonly LinkedModule[], resolveSpecifier: ResolveSpecifier): Program {
  const byPath = new Map(modules.map((module) => [module.path, module]));
  const resolved = modules.map(() => new Map<string, LinkedModule | null>());
  const found = modules.map(() => new Map<string, readonly ExportTarget[]>());
  const replacements = replacementsAmong(modules);
  const program: Program = {
    modules,
    byPath,
    resolve: (from, specifier) =>
      remember(resolved[from.id], specifier, () => {
        const path = resolveSpecifier(from.path, specifier);
        return (path === null ? undefined : byPath.get(path)) ?? null;
      }),
    findExport: (module, name) =>
      remember(found[module.id], name, () =>
        [module, ...(replacements.get(module.path) ?? [])].flatMap((one) =>
          searchExport(program, one, name, new Set()),
        ),
      ),
    exportNames: (module) => [...namesOf(program, module, new Set())].toSorted(),
    modulesLike: (from, pattern) => matching(modules, from, pattern),
  };
  return program;
}

/** What `module.exports = …` or `export = …` gives, if the module has it. */
export function wholeExports(module: LinkedModule): readonly ExportTarget[] {
  return ownExports(module, EXPORT_EQUALS);
}

function searchExport(
  program: Program,
  module: LinkedModule,
  name: string,
  seen: Set<LinkedModule>,
): readonly ExportTarget[] {
  if (seen.has(module)) return [];
  seen.add(module);
  const own = ownExports(module, name);
  if (own.length > 0 || name === 'default') return own;
  return module.stars.flatMap((specifier): readonly ExportTarget[] => {
    const next = program.resolve(module, specifier);
    return next ? searchExport(program, next, name, seen) : [{ kind: 'external', specifier }];
  });
}

function namesOf(program: Program, module: LinkedModule, seen: Set<LinkedModule>): ReadonlySet<string> {
  if (seen.has(module)) return new Set();
  seen.add(module);
  const own = module.exports.flatMap(({ name }) => (name === EXPORT_EQUALS ? [] : [name]));
  const inherited = module.stars.flatMap((specifier) => {
    const next = program.resolve(module, specifier);
    return next ? [...namesOf(program, next, seen)].filter((name) => name !== 'default') : [];
  });
  return new Set([...own, ...inherited]);
}

const ENVIRONMENT = /^((?:.*\/)?environments\/environment)\.((?!spec|test|mock|e2e)[\w-]+)\.([jt]s)$/;

/** `environments/environment.prod.ts` takes the place of `environment.ts` in some builds: https://angular.dev/tools/cli/environments. */
function replacementsAmong(modules: readonly LinkedModule[]): ReadonlyMap<string, readonly LinkedModule[]> {
  const replacements = new Map<string, LinkedModule[]>();
  for (const module of modules) {
    const [, folder, , extension] = ENVIRONMENT.exec(module.path) ?? [];
    if (folder === undefined || extension === undefined) continue;
    const path = `${folder}.${extension}`;
    replacements.set(path, [...(replacements.get(path) ?? []), module]);
  }
  return replacements;
}

/** A `*` is part of one path segment or more; the extension may be left out. */
function matching(modules: readonly LinkedModule[], from: LinkedModule, pattern: string): readonly LinkedModule[] {
  const path = join(dirname(from.path), pattern);
  if (path.startsWith('..')) return [];
  const source = path.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll(/\*+/g, '.+');
  const expression = new RegExp(String.raw`^${source}(?:(?:/index)?\.\w+)?$`);
  return modules.filter((module) => module !== from && expression.test(module.path));
}

function ownExports(module: LinkedModule, name: string): readonly ExportTarget[] {
  return module.exports.filter((one) => one.name === name).map(({ value }) => ({ kind: 'expression', module, value }));
}

function remember<V>(cache: Map<string, V> | undefined, key: string, compute: () => V): V {
  const known = cache?.get(key);
  if (known !== undefined) return known;
  const value = compute();
  cache?.set(key, value);
  return value;
}
