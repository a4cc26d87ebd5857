/** Which changes of a frozen manifest nobody has approved. */
import type { PolicyChange } from './change.ts';

/**
 * The changes that fail a check where the manifest is frozen: what allows more than before and carries no review of its own. A
 * policy that is loosened, a denial that is gone and a path that is ignored can carry none.
 */
export function unapproved(changes: readonly PolicyChange[]): readonly PolicyChange[] {
  return changes.filter(({ effect, isReviewed }) => effect === 'wider' && !isReviewed);
}
