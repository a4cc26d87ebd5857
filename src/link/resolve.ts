/**
 * Specifiers to files, over the repository's own list of files: relative paths, tsconfig `paths` and `baseUrl`, package.json `imports`
 * and `exports`, workspace packages by name. It never looks into node_modules: what is not in the repository is a package from outside.
 */
import { dirname, join, normalize } from 'node:path/posix';
import { recordOf, stringsOf } from '../discover/json.ts';
import { declaredPackages, fromAliases, fromImportMap, fromSite } from './aliases.ts';
import { createSourcePaths, type SourcePaths } from './emitted.ts';
import { createTsconfigReader, type ReadJson, type Tsconfig } from './tsconfig.ts';

/** A path of the repository, or null. */
export type ResolveSpecifier = (from: string, specifier: string) => string | null;

/** What resolution reads of a workspace package. */
export interface PackageFacts {
  /** Relative to the root, `.` for the root. */
  readonly folder: string;
  readonly name: string | null;
  readonly manifest: unknown;
}

const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.json', '.vue', '.svelte'];
/** `./x.js` in TypeScript sources names `./x.ts`. */
const SOURCES_OF: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx', '.jsx'],
  '.jsx': ['.tsx'],
  '.mjs': ['.mts'],
  '.cjs': ['.cts'],
};

/** Builds the resolver of a repository. `paths` are its files, `readJson` reads its configuration files: each of them once. */
export function createResolver(
  paths: ReadonlySet<string>,
  packages: readonly PackageFacts[],
  readJson: ReadJson,
): ResolveSpecifier {
  const resolve = createFolderResolver(paths, packages, remembered(readJson));
  const byFolder = new Map<string, ResolveInFolder>();
  return (from, specifier) => {
    const folder = dirname(from);
    const known = byFolder.get(folder) ?? remembered((name) => resolve(folder, name));
    byFolder.set(folder, known);
    return known(specifier);
  };
}

type ResolveInFolder = (specifier: string) => string | null;

/** What a specifier means depends on the folder of the file that has it, and on nothing else of the file. */
function createFolderResolver(
  paths: ReadonlySet<string>,
  packages: readonly PackageFacts[],
  readJson: ReadJson,
): (folder: string, specifier: string) => string | null {
  const byName = new Map(packages.flatMap((one) => (one.name === null ? [] : [[one.name, one] as const])));
  const byFolder = new Map(packages.map((one) => [one.folder, one]));
  const packageFolder = (name: string): string | null => byName.get(name)?.folder ?? null;
  const tsconfigFor = createTsconfigReader(readJson, packageFolder);
  const sourcePaths = createSourcePaths({ readJson, packageFolder });
  const file = (path: string): string | null => existing(paths, path);
  const declared = declaredPackages(packages.map(({ manifest }) => manifest));
  return (folder, specifier) => {
    const owner = ownPackage(folder, byFolder);
    if (specifier.startsWith('.')) {
      const path = join(folder, specifier);
      // What is built is not in the repository: its source stands in.
      return file(path) ?? first(sourcePaths(owner?.folder ?? '.', path), file);
    }
    const own = specifier.startsWith('#') ? fromImports(owner, specifier, file, sourcePaths) : null;
    const mappedPath = own ?? fromTsconfig(tsconfigFor(folder), specifier, file);
    const named = mappedPath ?? fromWorkspace(byName, specifier, file, sourcePaths);
    const mapped = named ?? fromImportMap(folder, specifier, readJson, file) ?? fromSite(folder, specifier, file);
    return mapped ?? (owner && fromAliases(owner, specifier, file, declared));
  };
}

/** The file at a path, tried as TypeScript and bundlers try: as it is, with an extension, as a folder with an index. */
function existing(paths: ReadonlySet<string>, raw: string): string | null {
  const path = normalize(raw).replace(/\/$/, '').replace(/^\.\//, '');
  if (path.startsWith('..')) return null;
  const extension = /\.[a-z]+$/.exec(path)?.[0] ?? '';
  const stem = path.slice(0, path.length - extension.length);
  const candidates = [
    path,
    ...(SOURCES_OF[extension] ?? []).map((source) => stem + source),
    ...EXTENSIONS.map((one) => path + one),
    ...EXTENSIONS.map((one) => (path === '.' ? `index${one}` : `${path}/index${one}`)),
  ];
  return candidates.find((candidate) => paths.has(candidate)) ?? null;
}

function fromTsconfig(
  config: Tsconfig | null,
  specifier: string,
  file: (path: string) => string | null,
): string | null {
  if (!config) return null;
  for (const { prefix, suffix, exact, targets } of config.paths) {
    const matches = exact ? specifier === prefix : specifier.startsWith(prefix) && specifier.endsWith(suffix);
    if (!matches) continue;
    const middle = exact ? '' : specifier.slice(prefix.length, specifier.length - suffix.length);
    for (const target of targets) {
      const found = file(target.replace('*', middle));
      if (found !== null) return found;
    }
  }
  return config.baseUrl === null ? null : file(join(config.baseUrl, specifier));
}

/** A workspace package is read at its source: a path into `dist` is looked up where its compiler's configuration says, else in `src`. */
function fromWorkspace(
  byName: ReadonlyMap<string, PackageFacts>,
  specifier: string,
  file: (path: string) => string | null,
  sourcePaths: SourcePaths,
): string | null {
  const [, name = specifier, subpath = ''] = /^((?:@[^/]+\/)?[^/]+)(?:\/(.+))?$/.exec(specifier) ?? [];
  const found = byName.get(name);
  if (!found) return null;
  const entry = subpath === '' ? '.' : `./${subpath}`;
  const targets = exportTargets(recordOf(found.manifest)['exports'], entry);
  const plain = subpath === '' ? mainFields(found.manifest) : [subpath, `src/${subpath}`];
  for (const target of [...targets, ...plain]) {
    const path = join(found.folder, target);
    const hit = file(path) ?? first(sourcePaths(found.folder, path), file);
    if (hit !== null) return hit;
  }
  return subpath === '' ? (file(join(found.folder, 'src')) ?? file(found.folder)) : null;
}

function first(paths: readonly string[], file: (path: string) => string | null): string | null {
  for (const path of paths) {
    const hit = file(path);
    if (hit !== null) return hit;
  }
  return null;
}

function mainFields(manifest: unknown): readonly string[] {
  return stringsOf(['source', 'module', 'main', 'types'].map((field) => recordOf(manifest)[field]));
}

/** The files that an `exports` or `imports` map gives for an entry, with `*` filled in; conditions in their written order. */
function exportTargets(map: unknown, entry: string): readonly string[] {
  const entries = recordOf(map);
  const hasEntries = Object.keys(entries).some((key) => /^[.#]/.test(key));
  if (!hasEntries) return entry === '.' ? leaves(map) : [];
  const exact = entries[entry];
  if (exact !== undefined) return leaves(exact);
  return Object.entries(entries).flatMap(([key, value]) => {
    const [prefix = '', suffix] = key.split('*');
    if (suffix === undefined || !entry.startsWith(prefix) || !entry.endsWith(suffix)) return [];
    const middle = entry.slice(prefix.length, entry.length - suffix.length);
    return leaves(value).map((leaf) => leaf.replaceAll('*', middle));
  });
}

function leaves(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(leaves);
  return Object.values(recordOf(value)).flatMap(leaves);
}

function fromImports(
  owner: PackageFacts | null,
  specifier: string,
  file: (path: string) => string | null,
  sourcePaths: SourcePaths,
): string | null {
  if (!owner) return null;
  for (const target of exportTargets(recordOf(owner.manifest)['imports'], specifier)) {
    const path = join(owner.folder, target);
    const hit = file(path) ?? first(sourcePaths(owner.folder, path), file);
    if (hit !== null) return hit;
  }
  return null;
}

function ownPackage(inside: string, byFolder: ReadonlyMap<string, PackageFacts>): PackageFacts | null {
  for (let folder = inside; ; folder = dirname(folder)) {
    const found = byFolder.get(folder);
    if (found) return found;
    if (folder === '.' || folder === '/') return null;
  }
}

/** The same, with every answer kept. */
function remembered<T>(ask: (question: string) => T): (question: string) => T {
  const answers = new Map<string, T>();
  return (question) => {
    const known = answers.get(question);
    if (known !== undefined) return known;
    const answer = ask(question);
    answers.set(question, answer);
    return answer;
  };
}
