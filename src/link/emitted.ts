/**
 * Where the source of a compiled file stands: what is compiled is not in the repository, but package.json names it. A configuration of the compiler says it
 * (`outDir`, `rootDir`), else the names of folders that are common.
 */
import { dirname, join } from 'node:path/posix';
import { sourcePathsOf } from '../discover/built-files.ts';
import { recordOf, stringsOf } from '../discover/json.ts';
import { extendsChain, placed, type Repository } from './tsconfig.ts';

/** The paths at which the source of a compiled file of a package may stand, the likeliest first. */
export type SourcePaths = (folder: string, path: string) => readonly string[];

interface Emit {
  /** The folder that is compiled to. */
  readonly out: string;
  /** Those of the sources. */
  readonly roots: readonly string[];
}

const CONFIGURATIONS = [
  'tsconfig.json',
  'tsconfig.build.json',
  'tsconfig.lib.json',
  'tsconfig.app.json',
  'jsconfig.json',
];

/** The reader of what packages are compiled from; each configuration is read once for a folder. */
export function createSourcePaths(repository: Repository): SourcePaths {
  const byFolder = new Map<string, readonly Emit[]>();
  const emitsOf = (folder: string): readonly Emit[] => {
    const known = byFolder.get(folder);
    if (known !== undefined) return known;
    const emits = CONFIGURATIONS.flatMap((name) => emitOf(join(folder, name), repository));
    byFolder.set(folder, emits);
    return emits;
  };
  return (folder, path) => {
    const said = emitsOf(folder).flatMap(({ out, roots }) =>
      path.startsWith(`${out}/`) ? roots.map((root) => join(root, path.slice(out.length + 1))) : [],
    );
    return [...new Set([...said, ...sourcePathsOf(path)])].map(withoutDeclaration);
  };
}

function withoutDeclaration(path: string): string {
  return path.replace(/\.d\.([mc]?ts)$/, '.$1');
}

function emitOf(path: string, repository: Repository): readonly Emit[] {
  const json = repository.readJson(path);
  if (json === null) return [];
  const chain = extendsChain(path, json, repository);
  const used = dirname(path);
  const option = (name: string): string | null => {
    const at = chain.find((one) => typeof recordOf(recordOf(one.json)['compilerOptions'])[name] === 'string');
    return at ? placed(String(recordOf(recordOf(at.json)['compilerOptions'])[name]), at.at, used) : null;
  };
  const out = option('outDir')?.replace(/\/$/, '');
  if (out === undefined) return [];
  const root = option('rootDir');
  return [{ out, roots: root === null ? includedRoots(json, used) : [root] }];
}

/** Without `rootDir` sources keep their paths below the folder that all of them have in common: that of what is included, or the configuration's own. */
function includedRoots(json: unknown, folder: string): readonly string[] {
  const included = stringsOf([recordOf(json)['include']].flat()).map((glob) => glob.replace(/\/?[^/]*[*?].*$/, ''));
  return [...included.map((start) => join(folder, start)), folder];
}
