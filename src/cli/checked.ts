/** A check that was made: the verdict, and everything that can be printed of it. */
import { placesMoved } from '../changes/moves.ts';
import { endingApprovals } from '../drift/ending.ts';
import type { Drift } from '../drift/drift.ts';
import { isUnusedComment } from '../errors/comments.ts';
import { manifestNotStaged } from '../errors/git.ts';
import type { Problem } from '../identify/destination.ts';
import { checkHeadline, checkReport, type CheckFacts } from '../report/human/check.ts';
import type { LineReader } from '../report/human/frame.ts';
import { problemsText, unjudgedLine } from '../report/human/problems.ts';
import { jsonReport } from '../report/json.ts';
import type { Since } from '../report/result.ts';
import { shownOf } from '../report/shown.ts';
import { driftOf, scanBase, sinceOf, unstagedFix, type CheckOptions } from './gate.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { messagesOf, scanState, verdictOf, type Scanned } from './judge.ts';
import { scanBoth, type Before } from './revisions.ts';
import { manifestLines, readManifest, type ManifestFile } from './manifest-file.ts';
import type { ExitCode } from './outcome.ts';
import { comparisonOf, readerWith, scanResult, type Forms } from './reporting.ts';
import type { Session } from './session.ts';
import { folderState, indexState, type State } from './states.ts';

/** What a check came to. */
export interface Checked {
  readonly exitCode: ExitCode;
  readonly forms: Forms;
  /** For stderr. */
  readonly messages: string;
  readonly headline: string | null;
  /** Null where nothing could be compared. */
  readonly drift: readonly Drift[] | null;
  /** What is new since another revision, when that was asked. */
  readonly since: Since | null;
}

/** Makes a check: of the folder, or of the index. Throws SallyportError for a base that is not there. */
export async function makeCheck(session: Session, options: CheckOptions): Promise<Checked> {
  const state = options.staged ? indexState(session.repository('--staged')) : folderState(session);
  const found = await state.read(session.settings.manifest);
  switch (found.kind) {
    case 'absent':
      return uncompared(session, state, [await absence(session, found.problem, options)], () => []);
    case 'problems':
      return uncompared(session, state, found.problems, manifestLines(found.text));
    case 'manifest':
      return compared(session, state, found, options);
  }
}

async function compared(
  session: Session,
  state: State,
  { manifest: root, text }: Extract<ManifestFile, { kind: 'manifest' }>,
  options: CheckOptions,
): Promise<Checked> {
  const { settings, version, err } = session;
  const [before, result] = await scanned(session, state, root, options);
  const { inventory, lines } = result;
  const manifest = result.manifest ?? root;
  const since = before === null ? null : sinceOf(session, before, state, result, options);
  const drift = driftOf(session, result, options, since === null ? undefined : placesMoved(since.changes.code));
  const ending = endingApprovals(inventory.destinations, manifest, options.asOf);
  const problems = [...(before?.problems ?? []), ...inventory.problems, ...ending];
  const unused = inventory.problems.filter(isUnusedComment);
  // The report has a line for each of the unused.
  const others = inventory.problems.filter((problem) => !isUnusedComment(problem));
  const facts: CheckFacts = { inventory, manifest, drift, unused, ending, lines, since, ...options };
  const shown = shownOf(inventory, { all: false, surfaces: settings.surfaces });
  const unstaged = options.staged ? await unstagedFix(session, result, drift, options) : [];
  return {
    exitCode: frozenCode(verdictOf(inventory, drift, options), since, options),
    forms: {
      human: (style) => checkReport(facts, style),
      json: () => jsonReport({ shown, problems, drift, ...(since === null ? {} : { since }) }, version),
      result: () => ({
        ...scanResult(session, shown, problems, readerWith(root.file, manifestLines(text), lines)),
        mode: 'check',
        comparison: comparisonOf(facts, settings.surfaces),
      }),
    },
    messages:
      problemsText([...(before?.problems ?? []), ...unstaged], err, () => []) +
      messagesOf({ ...result, inventory: { ...inventory, problems: others } }, session),
    headline: checkHeadline(facts, err),
    drift,
    since,
  };
}

function scanned(
  session: Session,
  state: State,
  manifest: Manifest,
  { base }: CheckOptions,
): Promise<readonly [Before | null, Scanned]> {
  const after = (): Promise<Scanned> => scanState(session, state, manifest);
  if (base === null) return after().then((result) => [null, result]);
  return scanBoth(session, (own) => scanBase(own, base), after);
}

function frozenCode(code: ExitCode, since: Since | null, { warnOnly }: CheckOptions): ExitCode {
  return code === 0 && (since?.unapproved.length ?? 0) > 0 && !warnOnly ? 1 : code;
}

async function absence({ settings }: Session, problem: Problem, { staged }: CheckOptions): Promise<Problem> {
  const isThere = staged && (await readManifest(settings.manifest)).kind !== 'absent';
  return isThere ? manifestNotStaged(settings.manifest.name) : problem;
}

/** Without a manifest nothing can be compared. Forms for programs still have the inventory, and no drift that would read as none. */
async function uncompared(
  session: Session,
  state: State,
  problems: readonly Problem[],
  lines: LineReader,
): Promise<Checked> {
  const { settings, version, err } = session;
  const none = { messages: problemsText(problems, err, lines), headline: null, drift: null, since: null };
  const isRead = settings.format !== 'human';
  const result = isRead ? await scanState(session, state, null) : null;
  const all = [...problems, ...(result?.inventory.problems ?? [])];
  if (result === null) return { ...none, exitCode: 2, forms: silent() };
  const shown = shownOf(result.inventory, { all: false, surfaces: settings.surfaces });
  return {
    ...none,
    exitCode: 2,
    forms: {
      human: (style) => `${unjudgedLine(all, style)}\n`,
      json: () => jsonReport({ shown, problems: all }, version),
      result: () => ({
        ...scanResult(session, shown, all, readerWith(settings.manifest.name, lines, result.lines)),
        mode: 'check',
      }),
    },
  };
}

/** For people the problem says it all, and nobody has to wait for a scan. */
function silent(): Forms {
  return {
    human: () => '',
    json: () => '',
    result: () => {
      throw new TypeError('a report that was not asked for');
    },
  };
}
