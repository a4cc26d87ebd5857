/** What `check` judges by, and what it knows besides with `--base` and `--staged`. */
import { frozenFiles, unapproved } from '../changes/frozen.ts';
import { compare } from '../drift/compare.ts';
import type { Drift } from '../drift/drift.ts';
import { exitCode } from '../drift/exit-code.ts';
import { manifestNotStaged } from '../errors/git.ts';
import type { Problem } from '../identify/destination.ts';
import type { Since } from '../report/result.ts';
import { hasErrors, type Scanned } from './judge.ts';
import { readOwnManifests } from './own-manifests.ts';
import { changesBetween, scanBefore, type Before } from './revisions.ts';
import type { Session } from './session.ts';
import { dayOf, textOf, type RawOptions } from './settings.ts';
import { baseState, folderState, renamesOf, type State } from './states.ts';

/** The options of `check`. */
export interface CheckOptions {
  readonly asOf: string;
  readonly strict: boolean;
  readonly warnOnly: boolean;
  readonly staged: boolean;
  readonly frozen: boolean;
  readonly base: string | null;
}

/** Reads them. Throws SallyportError. */
export function checkOptionsOf(raw: RawOptions): CheckOptions {
  return {
    asOf: dayOf(raw.asOf),
    strict: raw.strict === true,
    warnOnly: raw.warnOnly === true,
    staged: raw.staged === true,
    frozen: raw.frozen === true,
    base: textOf(raw.base),
  };
}

/** Compares a state with its manifests; without one there is nothing to compare. */
export function driftOf(
  { settings }: Session,
  result: Scanned,
  { asOf }: CheckOptions,
  moved?: ReadonlyMap<string, readonly string[]>,
): readonly Drift[] {
  const { inventory, manifest } = result;
  if (manifest === null) return [];
  const surfaces = settings.surfaces === null ? {} : { surfaces: settings.surfaces };
  const known = moved === undefined ? {} : { moved };
  const found = compare(inventory.destinations, manifest, { asOf, ...surfaces, ...known }).filter(
    entriesLookedAt(result),
  );
  // What could not be judged, or is not looked at, may still need an entry that nothing else reaches.
  const isPartial = hasErrors(inventory.problems) || settings.components !== null;
  return isPartial ? found.filter(({ kind }) => kind !== 'stale') : found;
}

/** What is wrong with entries of other packages is not asked for where `--component` names some. */
function entriesLookedAt({ wanted, own }: Scanned): (drift: Drift) => boolean {
  const folders = new Set(wanted.map(({ folder }) => folder));
  const others = own.flatMap(({ manifest: { file, within } }) =>
    within !== null && folders.has(within.folder) ? [] : [file],
  );
  return ({ destination, manifest = '' }) => destination !== null || !others.includes(manifest);
}

/** Scans the commit at which this work left a revision. Throws SallyportError. */
export function scanBase(session: Session, name: string): Promise<Before> {
  return scanBefore(session, baseState(session.repository('--base'), name));
}

/** Says what is new in a state. */
export function sinceOf(session: Session, before: Before, state: State, result: Scanned, options: CheckOptions): Since {
  const renamed = renamesOf(session.repository('--base'), before.state, state);
  const changes = changesBetween(session, before, result, renamed);
  const isFrozen = options.frozen ? () => true : frozenFiles([before.result.manifest, result.manifest]);
  const { name, commit } = before.state;
  // Before there was a manifest nothing was declared, and this one says what would have been.
  const declared = { ...before.result, manifest: before.result.manifest ?? result.manifest };
  return {
    before: name,
    commit,
    drift: driftOf(session, declared, options),
    changes,
    unapproved: unapproved(changes.policy, isFrozen),
  };
}

/** Says so when what is missing in the index is declared in the work tree. */
export async function unstagedFix(
  session: Session,
  result: Scanned,
  drift: readonly Drift[],
  options: CheckOptions,
): Promise<readonly Problem[]> {
  if (exitCode(drift, { strict: options.strict }) === 0) return [];
  const { manifest: place } = session.settings;
  const folder = folderState(session);
  const found = await folder.read(place);
  if (found.kind !== 'manifest') return [];
  // The code that is judged stays that of the index; only what is declared is looked up elsewhere.
  const { root } = session.settings;
  const { manifest } = await readOwnManifests(root, found.manifest, place, result.components, folder.read);
  const left = driftOf(session, { ...result, manifest }, options);
  return exitCode(left, { strict: options.strict }) === 0 ? [manifestNotStaged(place.name)] : [];
}
