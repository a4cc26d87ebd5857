/** Who imports whom, backwards: the modules whose code or types may speak of something that is defined elsewhere. */
import type { LinkedModule, Program } from './program.ts';

export interface Importers {
  /** A module, and all that import it through any number of imports. */
  readonly ofModule: (module: LinkedModule) => ReadonlySet<LinkedModule>;
  /** All that import one of these packages, themselves or through others. */
  readonly ofPackages: (specifiers: ReadonlySet<string>) => ReadonlySet<LinkedModule>;
}

/** Indexes the imports of a program; the work is done at the first question, and answers are remembered. */
export function indexImporters(program: Program): Importers {
  let edges: Edges | null = null;
  const byModule = new Map<LinkedModule, ReadonlySet<LinkedModule>>();
  const byPackages = new Map<ReadonlySet<string>, ReadonlySet<LinkedModule>>();
  return {
    ofModule: (module) => remember(byModule, module, () => reaching([module], (edges ??= edgesOf(program)))),
    ofPackages: (specifiers) =>
      remember(byPackages, specifiers, () => {
        edges ??= edgesOf(program);
        const { packages } = edges;
        return reaching(
          [...specifiers].flatMap((specifier) => [...(packages.get(specifier) ?? [])]),
          edges,
        );
      }),
  };
}

interface Edges {
  readonly modules: ReadonlyMap<LinkedModule, ReadonlySet<LinkedModule>>;
  readonly packages: ReadonlyMap<string, ReadonlySet<LinkedModule>>;
}

function edgesOf(program: Program): Edges {
  const modules = new Map<LinkedModule, Set<LinkedModule>>();
  const packages = new Map<string, Set<LinkedModule>>();
  for (const module of program.modules) {
    for (const { specifier } of module.imports) {
      const target = program.resolve(module, specifier);
      if (target) add(modules, target, module);
      else add(packages, specifier.replace(/^node:/, ''), module);
    }
  }
  return { modules, packages };
}

function reaching(from: readonly LinkedModule[], { modules }: Edges): ReadonlySet<LinkedModule> {
  const found = new Set(from);
  for (const module of found) for (const importer of modules.get(module) ?? []) found.add(importer);
  return found;
}

function add<K>(map: Map<K, Set<LinkedModule>>, key: K, module: LinkedModule): void {
  const known = map.get(key);
  if (known) known.add(module);
  else map.set(key, new Set([module]));
}

function remember<K, V>(cache: Map<K, V>, key: K, compute: () => V): V {
  const known = cache.get(key);
  if (known !== undefined) return known;
  const value = compute();
  cache.set(key, value);
  return value;
}
