/**
 * Packages to which a project gives another name: `"supabase": "npm:@supabase/supabase-js@2"` in deno.json or in the import map that it names
 * (https://docs.deno.com/runtime/fundamentals/modules/, https://supabase.com/docs/guides/functions/dependencies), and among the dependencies
 * of package.json (https://docs.npmjs.com/cli/v11/using-npm/package-spec#aliases).
 */
import { dirname, join } from 'node:path/posix';
import type { Expr, ExprId, Module } from '../lower/module.ts';
import { packageNamed } from '../lower/package-names.ts';

/** By the name of an entry, what it stands for. */
type ImportMap = ReadonlyMap<string, string>;

/**
 * The same modules, with packages by their own names where the nearest file that names packages gives them others. A package that nothing is
 * known of keeps the name that it is given: it may stand in for the one that it is called after.
 */
export function withImportMaps(modules: readonly Module[], isKnown: (name: string) => boolean): readonly Module[] {
  const maps = mapsByFolder(modules, isKnown);
  if (maps.size === 0) return modules;
  return modules.map((module) => {
    const map = nearest(maps, dirname(module.path));
    return map === null ? module : renamed(module, map);
  });
}

const MAP = /(?:^|\/)(?:import_?map\.json|deno\.jsonc?|package\.json)$/i;

/** What deno.json says itself, or the map that it names, counts before a map or a package.json beside it. */
function mapsByFolder(modules: readonly Module[], isKnown: (name: string) => boolean): ReadonlyMap<string, ImportMap> {
  const files = modules.filter(({ path }) => MAP.test(path)).toSorted((a, b) => rankOf(a) - rankOf(b));
  const byPath = new Map(files.map((module) => [module.path, module]));
  const maps = new Map<string, ImportMap>();
  for (const module of files) {
    const folder = dirname(module.path);
    const elsewhere = textIn(module, memberOf(module, rootOf(module), 'importMap'));
    const named = elsewhere === null ? undefined : byPath.get(join(folder, elsewhere));
    for (const one of named ? [module, named] : [module]) {
      const packages = FIELDS.flatMap((field) => packagesIn(one, field, isKnown));
      if (packages.length > 0) maps.set(folder, new Map([...(maps.get(folder) ?? []), ...packages]));
    }
  }
  return maps;
}

function rankOf({ path }: Module): number {
  return /deno\.jsonc?$/.test(path) ? 1 : 0;
}

/** The entries that stand for packages under another name. */
function packagesIn(
  module: Module,
  field: string,
  isKnown: (name: string) => boolean,
): readonly (readonly [string, string])[] {
  const object = module.expressions[memberOf(module, rootOf(module), field) ?? -1];
  const entries = object?.kind === 'object' ? object.properties : [];
  return entries.flatMap((entry): readonly (readonly [string, string])[] => {
    const target = entry.kind === 'property' ? textIn(module, entry.value) : null;
    if (entry.kind !== 'property' || typeof entry.key !== 'string' || target === null) return [];
    const name = packageNamed(target);
    const root = /^(?:@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? name;
    return name !== target && name !== entry.key && isKnown(root) ? [[entry.key, target]] : [];
  });
}

/** Where a file gives packages names. */
const FIELDS = ['imports', 'dependencies', 'devDependencies', 'optionalDependencies'];

function nearest(maps: ReadonlyMap<string, ImportMap>, inside: string): ImportMap | null {
  for (let folder = inside; ; folder = dirname(folder)) {
    const map = maps.get(folder);
    if (map) return map;
    if (folder === '.' || folder === '/') return null;
  }
}

function renamed(module: Module, map: ImportMap): Module {
  const nameOf = (specifier: string): string => mapped(specifier, map) ?? specifier;
  const own = (expr: Expr): Expr => {
    if (expr.kind !== 'module' || expr.named !== undefined) return expr;
    const specifier = textIn(module, expr.specifier);
    const named = specifier === null ? null : mapped(specifier, map);
    return named === null ? expr : { ...expr, named };
  };
  return {
    ...module,
    expressions: module.expressions.map(own),
    imports: module.imports.map((edge) => ({ ...edge, specifier: nameOf(edge.specifier) })),
    stars: module.stars.map(nameOf),
  };
}

/** The package for a name, or for one that begins with an entry for a folder. */
function mapped(specifier: string, map: ImportMap): string | null {
  const whole = map.get(specifier);
  if (whole !== undefined) return packageNamed(whole);
  const [name, target] =
    [...map].find(([entry]) => entry.endsWith('/') && specifier.startsWith(entry) && specifier !== entry) ?? [];
  return name === undefined ? null : packageNamed(`${target}${specifier.slice(name.length)}`);
}

function rootOf({ exports }: Module): ExprId | null {
  return exports.find(({ name }) => name === 'default')?.value ?? null;
}

function memberOf({ expressions }: Module, object: ExprId | null, name: string): ExprId | null {
  const expr = object === null ? undefined : expressions[object];
  const found = expr?.kind === 'object' ? expr.properties.find((one) => 'key' in one && one.key === name) : undefined;
  return found?.value ?? null;
}

function textIn({ expressions }: Module, id: ExprId | null): string | null {
  const expr = id === null ? undefined : expressions[id];
  return expr?.kind === 'literal' && typeof expr.value === 'string' ? expr.value : null;
}
