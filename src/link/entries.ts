/** The files whose exports are for others than the repository: what its published packages offer (package.json `exports`, `main` …). */
import { recordOf } from '../discover/json.ts';
import type { PackageFacts, ResolveSpecifier } from './resolve.ts';

export interface Entries {
  /** Those of all packages that are not private; of a package that exports patterns, all its files. */
  readonly all: ReadonlySet<string>;
  /** Those of packages that are made to be released, and not only imported by others of the repository: with a version, and what they say to a registry. */
  readonly released: ReadonlySet<string>;
}

export const NO_ENTRIES: Entries = { all: new Set(), released: new Set() };

/** The entry files of the packages of a repository. */
export function entryFiles(
  paths: Iterable<string>,
  packages: readonly PackageFacts[],
  resolve: ResolveSpecifier,
): Entries {
  const open = packages.filter(({ name, manifest }) => name !== null && recordOf(manifest)['private'] !== true);
  const filesOf = ({ folder, name, manifest }: PackageFacts): readonly string[] => {
    const entries = Object.keys(recordOf(recordOf(manifest)['exports'])).filter((key) => key.startsWith('.'));
    if (entries.some((key) => key.includes('*')))
      return [...paths].filter((path) => folder === '.' || path.startsWith(`${folder}/`));
    const specifiers = ['.', ...entries].map((key) => `${name ?? ''}${key.slice(1)}`);
    return specifiers.flatMap((specifier) => resolve(`${folder}/package.json`, specifier) ?? []);
  };
  return { all: new Set(open.flatMap(filesOf)), released: new Set(open.filter(isReleased).flatMap(filesOf)) };
}

/** https://docs.npmjs.com/cli/v11/configuring-npm/package-json: a version is needed to publish; the others are only read from there on. */
function isReleased({ manifest }: PackageFacts): boolean {
  const { version, ...facts } = recordOf(manifest);
  const isVersion = typeof version === 'string' && !version.startsWith('0.0.0');
  return isVersion && ['files', 'publishConfig', 'repository'].some((key) => facts[key] !== undefined);
}
