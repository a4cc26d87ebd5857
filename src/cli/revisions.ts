/** What lies between two states of a repository: both scanned, their code and their manifests compared. */
import { codeChanges } from '../changes/code.ts';
import type { Changes } from '../changes/change.ts';
import { policyChanges } from '../changes/policy.ts';
import { baseAssumed, baseManifestBroken, baseUnjudged } from '../errors/git.ts';
import type { Problem } from '../identify/destination.ts';
import { DEFAULT_POLICY } from '../manifest/manifest.ts';
import { gateOf, type Gate } from '../manifest/policy.ts';
import { hasErrors, scanState, type Scanned } from './judge.ts';
import type { Session } from './session.ts';
import type { State } from './states.ts';

/** A state that another is compared with. */
export interface Before {
  readonly state: State;
  readonly result: Scanned;
  /** Why the comparison says less, or more, than it should. */
  readonly problems: readonly Problem[];
}

/** Scans the state that another is compared with: what is wrong with it is no reason not to judge the other. */
export async function scanBefore(session: Session, state: State & { readonly isAssumed?: boolean }): Promise<Before> {
  const place = session.settings.manifest;
  const found = await state.read(place);
  const result = await scanState(session, state, found.kind === 'manifest' ? found.manifest : null);
  return {
    state,
    result,
    problems: [
      ...(state.isAssumed === true ? [baseAssumed(state.name)] : []),
      ...(found.kind === 'problems' ? [baseManifestBroken(place.name, state.name)] : []),
      ...(hasErrors(result.inventory.problems) ? [baseUnjudged(state.name)] : []),
    ],
  };
}

/**
 * Scans a state and the one before it, at once where there is memory and a thread for each. Where both fail it is for the one before that the
 * reason is given, whichever was first.
 */
export async function scanBoth<T>(
  session: Session,
  before: (session: Session) => Promise<Before>,
  after: () => Promise<T>,
): Promise<readonly [Before, T]> {
  const { settings } = session;
  if (settings.scansAtOnce === 1) return [await before(session), await after()];
  // One line of progress is enough.
  const unseen = { ...session, settings: { ...settings, quiet: true } };
  const [first, second] = await Promise.allSettled([before(unseen), after()]);
  if (first.status === 'rejected') throw first.reason;
  if (second.status === 'rejected') throw second.reason;
  return [first.value, second.value];
}

/** Compares two states. */
export function changesBetween(
  { settings }: Session,
  before: Before,
  after: Scanned,
  renamed: ReadonlyMap<string, string>,
): Changes {
  const manifest = after.manifest ?? before.result.manifest;
  const surfaces = settings.surfaces ?? DEFAULT_POLICY.surfaces;
  const counts: Gate =
    manifest === null ? ({ surface }) => surfaces.includes(surface) : gateOf(manifest, settings.surfaces ?? undefined);
  // Of a manifest that cannot be read nothing is known, and not that it was empty.
  const isComparable = !before.problems.some(({ code }) => code === 'base-manifest');
  return {
    code: codeChanges(before.result.inventory.destinations, after.inventory.destinations, { counts, renamed }),
    policy: isComparable ? policyChanges(before.result.manifest, after.manifest) : [],
  };
}
