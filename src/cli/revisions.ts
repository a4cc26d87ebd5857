/** What lies between two states of a repository: both scanned, their code and their manifests compared. */
import { codeChanges } from '../changes/code.ts';
import type { Changes } from '../changes/change.ts';
import { policyChanges } from '../changes/policy.ts';
import { baseAssumed, baseManifestBroken, baseUnjudged } from '../errors/git.ts';
import type { Problem } from '../identify/destination.ts';
import { DEFAULT_POLICY, type Manifest } from '../manifest/manifest.ts';
import { gateOf, type Gate } from '../manifest/policy.ts';
import { hasErrors, scanTree, type ScannedTree } from './judge.ts';
import type { Session } from './session.ts';
import type { State } from './states.ts';

/** A state that was scanned, with its manifest; null where it has none that can be used. */
export interface Scanned {
  readonly state: State;
  readonly result: ScannedTree;
  readonly manifest: Manifest | null;
}

/** A state that another is compared with. */
export interface Before {
  readonly state: State;
  readonly manifest: Manifest | null;
  readonly result: ScannedTree;
  /** Why the comparison says less, or more, than it should. */
  readonly problems: readonly Problem[];
}

/** Scans the state that another is compared with: what is wrong with it is no reason not to judge the other. */
export async function scanBefore(session: Session, state: State & { readonly isAssumed?: boolean }): Promise<Before> {
  const found = await state.manifest();
  const root = found.kind === 'manifest' ? found.manifest : null;
  const result = await scanTree(session, state.tree, root);
  return {
    state,
    manifest: result.manifest,
    result,
    problems: [
      ...(state.isAssumed === true ? [baseAssumed(state.name)] : []),
      ...(found.kind === 'problems' ? [baseManifestBroken(session.settings.manifest.name, state.name)] : []),
      ...(hasErrors(result.inventory.problems) ? [baseUnjudged(state.name)] : []),
    ],
  };
}

/** Compares two states. */
export function changesBetween(
  { settings }: Session,
  before: Before,
  after: Scanned,
  renamed: ReadonlyMap<string, string>,
): Changes {
  const manifest = after.manifest ?? before.manifest;
  const wanted = settings.surfaces ?? DEFAULT_POLICY.surfaces;
  const gate: Gate =
    manifest === null ? ({ surface }) => wanted.includes(surface) : gateOf(manifest, settings.surfaces ?? undefined);
  // Of a manifest that cannot be read nothing is known, and not that it was empty.
  const isComparable = !before.problems.some(({ code }) => code === 'base-manifest');
  return {
    code: codeChanges(before.result.inventory.destinations, after.result.inventory.destinations, { gate, renamed }),
    policy: isComparable ? policyChanges(before.manifest, after.manifest) : [],
  };
}
