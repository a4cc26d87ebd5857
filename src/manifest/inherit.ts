/**
 * Manifests of packages. One inherits all of the root's and adds to it for its own package alone: it can declare, deny and be stricter
 * there, and can loosen nothing.
 */
import { manifestLooser, manifestOwnComponents } from '../errors/manifest.ts';
import { keyPosition, type Tree } from '../document/tree.ts';
import type { Problem } from '../identify/destination.ts';
import type { Manifest, Policy } from './manifest.ts';
import type { ManifestFile } from './schema.ts';
import type { Territory } from './territory.ts';

/** What the manifest of a package takes over. */
export interface Inheritance {
  readonly within: Territory;
  readonly policy: Policy;
}

/** Puts the manifests of packages beside the root's: one list of entries, each with the file and the package that it is for. */
export function withOwn(root: Manifest, own: readonly Manifest[]): Manifest {
  const all = [root, ...own];
  return {
    ...root,
    own: own.flatMap(({ file, policy, within }) => (within === null ? [] : [{ file, policy, within }])),
    destinations: all.flatMap(({ destinations }) => destinations),
    dynamic: all.flatMap(({ dynamic }) => dynamic),
    deny: all.flatMap(({ deny }) => deny),
    ignore: all.flatMap(({ ignore }) => ignore),
  };
}

/** The entries of one file, for changes of that file. */
export function entriesOf(manifest: Manifest, file: string): Manifest {
  const isHere = (entry: { readonly file: string }): boolean => entry.file === file;
  return {
    ...manifest,
    destinations: manifest.destinations.filter(isHere),
    dynamic: manifest.dynamic.filter(isHere),
  };
}

/** What a package's manifest says that only the root's may say. */
export function inheritanceProblems(
  written: ManifestFile,
  { file, policy }: Manifest,
  inherits: Inheritance,
  tree: Tree,
): readonly Problem[] {
  const looser = looserKeys(policy, inherits.policy).map(({ key, least }) =>
    manifestLooser({ file, ...keyPosition(tree, ['policy'], key) }, key, least),
  );
  const scoped = (written.destinations ?? []).flatMap((entry, index) =>
    entry.components === undefined
      ? []
      : [manifestOwnComponents({ file, ...keyPosition(tree, ['destinations', index], 'components') }, entry.id)],
  );
  return [...looser, ...scoped];
}

/** From the strictest on. */
const LEVELS = {
  cleartext: ['deny', 'warn', 'allow'],
  stale: ['error', 'warn', 'off'],
  unreviewed: ['error', 'warn', 'off'],
} as const;

/** The keys in which a policy asks for less than another, and what is the least that it may ask. */
function looserKeys(own: Policy, root: Policy): readonly { readonly key: string; readonly least: string }[] {
  const lists = (['surfaces', 'require'] as const).flatMap((key) => {
    const mine: readonly string[] = own[key];
    return root[key].every((one) => mine.includes(one)) ? [] : [{ key, least: `all of [${root[key].join(', ')}]` }];
  });
  const levels = (['cleartext', 'stale', 'unreviewed'] as const).flatMap((key) => {
    const order: readonly string[] = LEVELS[key];
    return order.indexOf(own[key]) <= order.indexOf(root[key]) ? [] : [{ key, least: root[key] }];
  });
  return [...lists, ...levels, ...(root.frozen && !own.frozen ? [{ key: 'frozen', least: 'true' }] : [])];
}
