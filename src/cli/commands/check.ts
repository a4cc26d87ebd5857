/** `check`: the gate. It never writes. */
import { compare } from '../../drift/compare.ts';
import { endingApprovals } from '../../drift/ending.ts';
import { isUnusedComment } from '../../errors/comments.ts';
import type { Problem } from '../../identify/destination.ts';
import type { Manifest } from '../../manifest/manifest.ts';
import { checkHeadline, checkReport, type CheckFacts } from '../../report/human/check.ts';
import type { LineReader } from '../../report/human/frame.ts';
import { problemsText } from '../../report/human/problems.ts';
import { jsonReport } from '../../report/json.ts';
import { shownOf } from '../../report/shown.ts';
import { hasErrors, messagesOf, scanFolder, verdictOf } from '../judge.ts';
import { manifestLines, readManifest } from '../manifest-file.ts';
import type { Outcome } from '../outcome.ts';
import type { Session } from '../session.ts';
import { dayOf, type RawOptions } from '../settings.ts';

/** Compares the code with the manifest. */
export async function check(session: Session, raw: RawOptions): Promise<Outcome> {
  const asOf = dayOf(raw.asOf);
  const found = await readManifest(session.settings.manifest);
  switch (found.kind) {
    case 'absent':
      return uncompared(session, [found.problem], () => []);
    case 'problems':
      return uncompared(session, found.problems, manifestLines(found.text));
    case 'manifest':
      return compared(session, found.manifest, { asOf, strict: raw.strict === true, warnOnly: raw.warnOnly === true });
  }
}

interface GateOptions {
  readonly asOf: string;
  readonly strict: boolean;
  readonly warnOnly: boolean;
}

async function compared(
  session: Session,
  manifest: Manifest,
  { asOf, strict, warnOnly }: GateOptions,
): Promise<Outcome> {
  const { settings, version, out, err } = session;
  const result = await scanFolder(session, manifest);
  const { inventory, lines } = result;
  const surfaces = settings.surfaces === null ? {} : { surfaces: settings.surfaces };
  const found = compare(inventory.destinations, manifest, { asOf, ...surfaces });
  // What could not be judged, or is not looked at, may still need an entry that nothing else reaches.
  const isPartial = hasErrors(inventory.problems) || settings.components !== null;
  const drift = isPartial ? found.filter(({ kind }) => kind !== 'stale') : found;
  const ending = endingApprovals(inventory.destinations, manifest, asOf);
  const unused = inventory.problems.filter(isUnusedComment);
  const facts: CheckFacts = { inventory, manifest, drift, unused, ending, lines, strict, warnOnly };
  const shown = shownOf(inventory, { all: false, surfaces: settings.surfaces });
  // The report has a line for each of them.
  const others = inventory.problems.filter((problem) => !isUnusedComment(problem));
  return {
    exitCode: verdictOf(inventory, drift, { strict, warnOnly }),
    report:
      settings.format === 'json'
        ? jsonReport({ shown, problems: [...inventory.problems, ...ending], drift }, version)
        : checkReport(facts, out),
    messages: messagesOf({ ...result, inventory: { ...inventory, problems: others } }, session),
    headline: checkHeadline(facts, err),
  };
}

/** Without a manifest nothing can be compared. The JSON form still has the inventory, and no `drift` that would read as none. */
async function uncompared(session: Session, problems: readonly Problem[], lines: LineReader): Promise<Outcome> {
  const { settings, version, err } = session;
  const messages = problemsText(problems, err, lines);
  if (settings.format === 'human') return { exitCode: 2, report: '', messages };
  const result = await scanFolder(session, null);
  const shown = shownOf(result.inventory, { all: false, surfaces: settings.surfaces });
  const all = [...problems, ...result.inventory.problems];
  return { exitCode: 2, report: jsonReport({ shown, problems: all }, version), messages };
}
