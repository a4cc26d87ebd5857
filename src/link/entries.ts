/** The files whose exports are for others than the repository: what its published packages offer (package.json `exports`, `main` …). */
import { recordOf } from '../discover/json.ts';
import type { PackageFacts, ResolveSpecifier } from './resolve.ts';

/** The entry files of all packages that are not private; of a package that exports patterns, all its files. */
export function entryFiles(
  paths: Iterable<string>,
  packages: readonly PackageFacts[],
  resolve: ResolveSpecifier,
): ReadonlySet<string> {
  const published = packages.filter(({ name, manifest }) => name !== null && recordOf(manifest)['private'] !== true);
  return new Set(
    published.flatMap(({ folder, name, manifest }) => {
      const entries = Object.keys(recordOf(recordOf(manifest)['exports'])).filter((key) => key.startsWith('.'));
      const own = (): readonly string[] => [...paths].filter((path) => folder === '.' || path.startsWith(`${folder}/`));
      if (entries.some((key) => key.includes('*'))) return own();
      const specifiers = ['.', ...entries].map((key) => `${name ?? ''}${key.slice(1)}`);
      return specifiers.flatMap((specifier) => resolve(`${folder}/package.json`, specifier) ?? []);
    }),
  );
}
