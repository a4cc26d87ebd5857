/** Names that stand for folders without a tsconfig: those of frameworks, of `package.json`, of Deno, and of bundlers whose configuration is code. */
import { dirname, join } from 'node:path/posix';
import { recordOf } from '../discover/json.ts';
import type { ReadJson } from './tsconfig.ts';

/** The package that a file belongs to. */
export interface Owner {
  readonly folder: string;
  readonly manifest: unknown;
}

type FindFile = (path: string) => string | null;

/** The file that an alias of the package leads to. */
export function fromAliases(owner: Owner, specifier: string, file: FindFile, declared: Declared): string | null {
  return (
    fromModuleAliases(owner, specifier, file) ??
    fromRootAlias(owner, specifier, file) ??
    fromFolderAlias(owner, specifier, file, declared)
  );
}

/** `@site/src/x` and `@theme/X` in a site of Docusaurus: https://docusaurus.io/docs/docusaurus-core, https://docusaurus.io/docs/swizzling#theme-aliases. */
export function fromSite(inside: string, specifier: string, file: FindFile): string | null {
  const [, alias, rest] = /^@(site|theme)\/(.+)$/.exec(specifier) ?? [];
  if (rest === undefined) return null;
  for (let folder = inside; ; folder = dirname(folder)) {
    if (file(join(folder, 'docusaurus.config')) !== null)
      return file(alias === 'site' ? join(folder, rest) : join(folder, 'src/theme', rest));
    if (folder === '.' || folder === '/') return null;
  }
}

/** `imports` of the nearest deno.json of a folder and those above it, or of the import map that it names. */
export function fromImportMap(inside: string, specifier: string, readJson: ReadJson, file: FindFile): string | null {
  for (let folder = inside; ; folder = dirname(folder)) {
    const config = readJson(join(folder, 'deno.json')) ?? readJson(join(folder, 'deno.jsonc'));
    if (config !== null) return mapped(folder, config, specifier, readJson, file);
    if (folder === '.' || folder === '/') return null;
  }
}

function mapped(folder: string, config: unknown, specifier: string, readJson: ReadJson, file: FindFile): string | null {
  const { importMap, imports } = recordOf(config);
  const path = typeof importMap === 'string' ? join(folder, importMap) : null;
  const map = path === null ? imports : recordOf(readJson(path))['imports'];
  return longest(recordOf(map), specifier, (target) => file(join(path === null ? folder : dirname(path), target)));
}

/** `_moduleAliases`, which the package module-alias reads. */
function fromModuleAliases({ folder, manifest }: Owner, specifier: string, file: FindFile): string | null {
  const aliases = recordOf(recordOf(manifest)['_moduleAliases']);
  return longest(aliases, specifier, (target) => file(join(folder, target)));
}

/** The longest name that the specifier is, or begins with. */
function longest(
  names: Readonly<Record<string, unknown>>,
  specifier: string,
  find: (target: string) => string | null,
): string | null {
  const sorted = Object.entries(names).toSorted(([a], [b]) => b.length - a.length);
  for (const [name, target] of sorted) {
    const prefix = name.endsWith('/') ? name : `${name}/`;
    if (typeof target !== 'string' || (specifier !== name && !specifier.startsWith(prefix))) continue;
    return find(specifier === name ? target : join(target, specifier.slice(prefix.length)));
  }
  return null;
}

/** `@/x` and `~/x` are conventions of bundlers: the package's root or its `src`; `~~/x` and `@@/x` are Nuxt's for the root. */
function fromRootAlias({ folder }: Owner, specifier: string, file: FindFile): string | null {
  const [, sign = '', rest] = /^(@@?|~~?)\/(.+)$/.exec(specifier) ?? [];
  if (!rest) return null;
  const roots = sign.length === 2 ? ['.'] : ['src', 'app', '.'];
  return first(roots, (root) => file(join(folder, root, rest)));
}

/**
 * `$lib/x` of SvelteKit, and `@api/x`, `~lib`, `$services/x` where a folder has that name. With `@` it may be a package: only where the
 * repository says what it depends on, and has nothing of that scope.
 */
function fromFolderAlias({ folder }: Owner, specifier: string, file: FindFile, declared: Declared): string | null {
  const [, sign, rest] = /^([@~$#])([\w-]+(?:\/.+)?)$/.exec(specifier) ?? [];
  if (!rest || (sign === '@' && (declared.size === 0 || declared.has(scopeOf(specifier))))) return null;
  return first(['src', 'app', '.'], (root) => file(join(folder, root, rest)));
}

/** The scopes of all packages on which the repository depends, and the packages without one. */
export type Declared = ReadonlySet<string>;

/** Collects what the manifests of a repository depend on. */
export function declaredPackages(manifests: readonly unknown[]): Declared {
  const names = manifests.flatMap((manifest) =>
    ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'].flatMap((kind) =>
      Object.keys(recordOf(recordOf(manifest)[kind])),
    ),
  );
  return new Set(names.map(scopeOf));
}

function scopeOf(name: string): string {
  return name.split('/')[0] ?? name;
}

function first(roots: readonly string[], find: (root: string) => string | null): string | null {
  for (const root of roots) {
    const found = find(root);
    if (found !== null) return found;
  }
  return null;
}
