/** Which changes of a frozen manifest nobody has approved. */
import type { Manifest } from '../manifest/manifest.ts';
import type { PolicyChange } from './change.ts';

/**
 * Tells which manifests are frozen, of two states of them: a freeze that a change takes away still counts for that change. The root's
 * freezes all, that of a package itself.
 */
export function frozenFiles(states: readonly (Manifest | null)[]): (file: string) => boolean {
  const manifests = states.flatMap((manifest) => manifest ?? []);
  const isAll = manifests.some(({ policy }) => policy.frozen);
  const files = new Set(manifests.flatMap(({ own }) => own.flatMap(({ file, policy }) => (policy.frozen ? file : []))));
  return (file) => isAll || files.has(file);
}

/**
 * The changes that fail a check where the manifest is frozen: what allows more than before and carries no review of its own. A
 * policy that is loosened, a denial that is gone and a path that is ignored can carry none.
 */
export function unapproved(
  changes: readonly PolicyChange[],
  isFrozen: (file: string) => boolean,
): readonly PolicyChange[] {
  return changes.filter(({ file, effect, isReviewed }) => effect === 'wider' && !isReviewed && isFrozen(file));
}
