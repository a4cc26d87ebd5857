/** `check`: the gate. It never writes. */
import type { Changes, PolicyChange } from '../../changes/change.ts';
import { unapproved } from '../../changes/frozen.ts';
import { compare } from '../../drift/compare.ts';
import type { Drift } from '../../drift/drift.ts';
import { exitCode } from '../../drift/exit-code.ts';
import { folderTree } from '../../discover/folder-tree.ts';
import { manifestNotStaged } from '../../errors/git.ts';
import type { Problem } from '../../identify/destination.ts';
import type { Manifest } from '../../manifest/manifest.ts';
import { checkHeadline, checkReport, type CheckFacts } from '../../report/human/check.ts';
import type { LineReader } from '../../report/human/frame.ts';
import { problemsText } from '../../report/human/problems.ts';
import { jsonReport } from '../../report/json.ts';
import { shownOf } from '../../report/shown.ts';
import { hasErrors, messagesOf, scanTree, verdictOf, type ScannedTree } from '../judge.ts';
import { readOwnManifests } from '../own-manifests.ts';
import { manifestLines, readManifest } from '../manifest-file.ts';
import type { ExitCode, Outcome } from '../outcome.ts';
import { changesBetween, scanBefore, type Before, type Scanned } from '../revisions.ts';
import type { Session } from '../session.ts';
import { dayOf, textOf, type RawOptions } from '../settings.ts';
import { baseState, folderState, indexState, renamesOf, repositoryOf, type State } from '../states.ts';

/** Compares the code with the manifest: of the folder, or of the index; and says what is new since a revision. */
export async function check(session: Session, raw: RawOptions): Promise<Outcome> {
  const options = gateOf(raw);
  const state = options.staged ? indexState(session, repositoryOf(session, '--staged')) : folderState(session);
  const found = await state.manifest();
  switch (found.kind) {
    case 'absent':
      return uncompared(session, state, [await absence(session, found.problem, options)], () => []);
    case 'problems':
      return uncompared(session, state, found.problems, manifestLines(found.text));
    case 'manifest':
      return compared(session, state, found.manifest, options);
  }
}

interface Gate {
  readonly asOf: string;
  readonly strict: boolean;
  readonly warnOnly: boolean;
  readonly staged: boolean;
  readonly frozen: boolean;
  readonly base: string | null;
}

function gateOf(raw: RawOptions): Gate {
  return {
    asOf: dayOf(raw.asOf),
    strict: raw.strict === true,
    warnOnly: raw.warnOnly === true,
    staged: raw.staged === true,
    frozen: raw.frozen === true,
    base: textOf(raw.base),
  };
}

async function compared(session: Session, state: State, root: Manifest, gate: Gate): Promise<Outcome> {
  const { settings, version, out, err } = session;
  // First what it is compared with: a base that is not there should be said at once.
  const before = gate.base === null ? null : await scanBase(session, gate.base);
  const result = await scanTree(session, state.tree, root);
  const { inventory, lines } = result;
  const manifest = result.manifest ?? root;
  const drift = driftOf(session, result, manifest, gate);
  const since = before === null ? null : sinceOf(session, before, { state, result, manifest }, gate);
  const problems = [...(before?.problems ?? []), ...inventory.problems];
  const facts: CheckFacts = { inventory, manifest, drift, lines, since, ...gate };
  const shown = shownOf(inventory, { all: false, surfaces: settings.surfaces });
  const unstaged = gate.staged ? await unstagedFix(session, result, drift, gate) : [];
  return {
    exitCode: frozenCode(verdictOf(inventory, drift, gate), since?.unapproved ?? [], gate),
    report:
      settings.format === 'json'
        ? jsonReport({ shown, problems, drift, ...(since === null ? {} : { since }) }, version)
        : checkReport(facts, out),
    messages: problemsText([...(before?.problems ?? []), ...unstaged], err, () => []) + messagesOf(result, session),
    headline: checkHeadline(facts, err),
  };
}

function driftOf({ settings }: Session, result: ScannedTree, manifest: Manifest, { asOf }: Gate): readonly Drift[] {
  const { inventory } = result;
  const surfaces = settings.surfaces === null ? {} : { surfaces: settings.surfaces };
  const isLookedAt = entriesLookedAt(result);
  const found = compare(inventory.destinations, manifest, { asOf, ...surfaces }).filter(isLookedAt);
  // What could not be judged, or is not looked at, may still need an entry that nothing else reaches.
  const isPartial = hasErrors(inventory.problems) || settings.components !== null;
  return isPartial ? found.filter(({ kind }) => kind !== 'stale') : found;
}

/** What is wrong with entries of other packages is not asked for where `--component` names some. */
function entriesLookedAt({ wanted, own }: ScannedTree): (drift: Drift) => boolean {
  const folders = new Set(wanted.map(({ folder }) => folder));
  const others = own.flatMap(({ manifest: { file, within } }) =>
    within !== null && folders.has(within.folder) ? [] : [file],
  );
  return ({ destination, manifest = '' }) => destination !== null || !others.includes(manifest);
}

function scanBase(session: Session, name: string): Promise<Before> {
  const repository = repositoryOf(session, '--base');
  return scanBefore(session, baseState(session, repository, name));
}

/** What a check with `--base` knows besides. */
export interface Since {
  readonly before: string;
  readonly commit: string | null;
  /** The drift that was there. */
  readonly drift: readonly Drift[];
  readonly changes: Changes;
  readonly unapproved: readonly PolicyChange[];
}

function sinceOf(session: Session, before: Before, after: Scanned, gate: Gate): Since {
  const renamed = renamesOf(repositoryOf(session, '--base'), before.state, after.state);
  const changes = changesBetween(session, before, after, renamed);
  const { name, commit } = before.state;
  // Before there was a manifest nothing was declared, and this one says what would have been.
  const declared = before.manifest ?? after.manifest;
  const drift = declared === null ? [] : driftOf(session, before.result, declared, gate);
  return {
    before: name,
    commit,
    drift,
    changes,
    unapproved: unapproved(changes.policy).filter(isFrozenIn([before.manifest, after.manifest], gate)),
  };
}

/** Whether the manifest that a change is about is frozen, before or after; what is frozen at the root is so everywhere. */
function isFrozenIn(manifests: readonly (Manifest | null)[], gate: Gate): (change: PolicyChange) => boolean {
  const known = manifests.filter((one) => one !== null);
  const isAll = gate.frozen || known.some(({ policy }) => policy.frozen);
  const own = known.flatMap((one) => one.own.flatMap(({ file, policy }) => (policy.frozen ? [file] : [])));
  return ({ manifest }) => isAll || (manifest !== undefined && own.includes(manifest));
}

function frozenCode(code: ExitCode, refused: readonly PolicyChange[], { warnOnly }: Gate): ExitCode {
  return code === 0 && refused.length > 0 && !warnOnly ? 1 : code;
}

/** Says so when what is missing in the index stands in the manifest of the work tree. */
async function unstagedFix(
  session: Session,
  result: ScannedTree,
  drift: readonly Drift[],
  gate: Gate,
): Promise<readonly Problem[]> {
  if (exitCode(drift, { strict: gate.strict }) === 0) return [];
  const { manifest: place, root } = session.settings;
  const found = await readManifest(place);
  if (found.kind !== 'manifest') return [];
  const inFolder = { root, tree: folderTree(root) };
  const { manifest } = await readOwnManifests(inFolder, found.manifest, place, result.components);
  const left = driftOf(session, result, manifest, gate);
  return exitCode(left, { strict: gate.strict }) === 0 ? [manifestNotStaged(place.name)] : [];
}

async function absence({ settings }: Session, problem: Problem, { staged }: Gate): Promise<Problem> {
  const isThere = staged && (await readManifest(settings.manifest)).kind !== 'absent';
  return isThere ? manifestNotStaged(settings.manifest.name) : problem;
}

/** Without a manifest nothing can be compared. The JSON form still has the inventory, and no `drift` that would read as none. */
async function uncompared(
  session: Session,
  state: State,
  problems: readonly Problem[],
  lines: LineReader,
): Promise<Outcome> {
  const { settings, version, err } = session;
  const messages = problemsText(problems, err, lines);
  if (settings.format === 'human') return { exitCode: 2, report: '', messages };
  const result = await scanTree(session, state.tree, null);
  const shown = shownOf(result.inventory, { all: false, surfaces: settings.surfaces });
  const all = [...problems, ...result.inventory.problems];
  return { exitCode: 2, report: jsonReport({ shown, problems: all }, version), messages };
}
