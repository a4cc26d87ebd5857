/** `paths` and `baseUrl` of the nearest tsconfig.json or jsconfig.json, with `extends`; where there is none, of what a monorepo has for all. */
import { dirname, join } from 'node:path/posix';
import { recordOf, stringsOf } from '../discover/json.ts';

/** Reads a JSON file of the repository by its path; null when there is none or it is broken. */
export type ReadJson = (path: string) => unknown;

export interface PathMapping {
  readonly prefix: string;
  readonly suffix: string;
  readonly exact: boolean;
  /** Relative to the root, with `*`. */
  readonly targets: readonly string[];
}

export interface Tsconfig {
  readonly baseUrl: string | null;
  /** Longest prefix first, as TypeScript chooses. */
  readonly paths: readonly PathMapping[];
}

const MAX_EXTENDS = 10;

/**
 * The names by which a configuration is found. A root that only has what others extend says what all packages mean, as the plugins of Nx take it
 * (@nx/js 23.3.1, dist/src/utils/typescript/ts-config.js; @nx/vite 23.2.1, dist/plugins/nx-tsconfig-paths.plugin.js).
 */
const NAMES = ['tsconfig.json', 'jsconfig.json', 'tsconfig.base.json', 'tsconfig.app.json', 'tsconfig.lib.json'];

/** Finds and reads the configuration that applies to the files of a folder; each is read once. `packageFolder` finds a workspace package by name. */
export function createTsconfigReader(
  readJson: ReadJson,
  packageFolder: (name: string) => string | null,
): (folder: string) => Tsconfig | null {
  const repository: Repository = { readJson, packageFolder };
  const byFolder = new Map<string, Tsconfig | null>();
  const forFolder = (folder: string): Tsconfig | null => {
    const known = byFolder.get(folder);
    if (known !== undefined) return known;
    const own = NAMES.map((name) => readConfig(join(folder, name), repository)).find((config) => config !== null);
    const found = own ?? (folder === '.' ? null : forFolder(dirname(folder)));
    byFolder.set(folder, found);
    return found;
  };
  return forFolder;
}

/** What configurations are read from: files by their paths, and folders of packages by their names. */
export interface Repository {
  readonly readJson: ReadJson;
  readonly packageFolder: (name: string) => string | null;
}

function readConfig(path: string, repository: Repository): Tsconfig | null {
  const json = repository.readJson(path);
  if (json === null) return null;
  const chains = [extendsChain(path, json, repository), ...referencedConfigs(path, json, repository)];
  const said = chains.map((chain) => merge(dirname(path), chain));
  return {
    baseUrl: said.find(({ baseUrl }) => baseUrl !== null)?.baseUrl ?? null,
    paths: said.find(({ paths }) => paths !== null)?.paths ?? [],
  };
}

/** A configuration and those that it extends, the nearest first. */
export function extendsChain(path: string, json: unknown, repository: Repository, depth = 0): readonly Placed[] {
  const own = { at: dirname(path), json };
  if (depth > MAX_EXTENDS) return [own];
  const parents = stringsOf([recordOf(json)['extends']].flat());
  return [
    own,
    ...parents.toReversed().flatMap((parent) => {
      const target = parentPath(path, parent, repository);
      const parentJson = target === null ? null : repository.readJson(target);
      return target === null || parentJson === null ? [] : extendsChain(target, parentJson, repository, depth + 1);
    }),
  ];
}

function parentPath(path: string, parent: string, { packageFolder }: Repository): string | null {
  const withExtension = parent.endsWith('.json') ? parent : `${parent}.json`;
  if (parent.startsWith('.')) return join(dirname(path), withExtension);
  const [, name = '', rest = ''] = /^((?:@[^/]+\/)?[^/]+)(?:\/(.+))?$/.exec(parent) ?? [];
  const folder = packageFolder(name);
  if (folder === null) return null;
  return join(folder, rest === '' ? 'tsconfig.json' : rest.endsWith('.json') ? rest : `${rest}.json`);
}

/** A solution file (`references`, no files of its own) leaves the mappings to what it refers to. */
function referencedConfigs(path: string, json: unknown, repository: Repository): readonly (readonly Placed[])[] {
  const references = recordOf(json)['references'];
  if (!Array.isArray(references)) return [];
  return references.flatMap((reference: unknown) => {
    const target = recordOf(reference)['path'];
    if (typeof target !== 'string') return [];
    const file = join(dirname(path), target.endsWith('.json') ? target : join(target, 'tsconfig.json'));
    const referenced = target.endsWith('.json') ? repository.readJson(file) : null;
    return referenced === null ? [] : [extendsChain(file, referenced, repository)];
  });
}

/** A configuration, and the folder that it stands in. */
export interface Placed {
  readonly at: string;
  readonly json: unknown;
}

/** What a configuration says together with those that it extends; null where none of them has any paths. */
interface Said {
  readonly baseUrl: string | null;
  readonly paths: readonly PathMapping[] | null;
}

/**
 * The nearest config that says something wins, for `baseUrl` and for `paths` as a whole. Paths are relative to `baseUrl`, whichever of the configurations
 * has it, else to the one that they stand in (getPathsBasePath of TypeScript 6.0.3). `${configDir}` is the folder of the
 * configuration that is used, also in one that it extends: https://www.typescriptlang.org/docs/handbook/release-notes/typescript-5-5.html
 */
function merge(used: string, chain: readonly Placed[]): Said {
  const options = chain.map(({ at, json }) => ({ at, options: recordOf(recordOf(json)['compilerOptions']) }));
  const based = options.find((one) => typeof one.options['baseUrl'] === 'string');
  const baseUrl = based ? placed(String(based.options['baseUrl']), based.at, used) : null;
  const mapped = options.find((one) => one.options['paths'] !== undefined);
  const paths = mapped ? mappings(recordOf(mapped.options['paths']), baseUrl ?? mapped.at, used) : null;
  return { baseUrl, paths };
}

/** A path of a configuration, from the folder that it is relative to. */
export function placed(path: string, at: string, used: string): string {
  const own = path.replace(/^\$\{configDir\}\/?/i, '');
  return own === path ? join(at, path) : join(used, own);
}

function mappings(paths: Readonly<Record<string, unknown>>, root: string, used: string): readonly PathMapping[] {
  return Object.entries(paths)
    .map(([pattern, targets]) => {
      const [prefix = '', suffix] = pattern.split('*');
      return {
        prefix,
        suffix: suffix ?? '',
        exact: suffix === undefined,
        targets: stringsOf(targets).map((target) => placed(target, root, used)),
      };
    })
    .toSorted((a, b) => b.prefix.length - a.prefix.length);
}
