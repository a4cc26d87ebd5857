/** `sallyport` without a command: the check, or how to begin where there is no manifest yet. */
import { existsSync } from 'node:fs';
import { startHint } from '../../report/human/changes.ts';
import { scanHeadline, scanReport } from '../../report/human/scan.ts';
import { problemsText } from '../../report/human/problems.ts';
import { jsonReport } from '../../report/json.ts';
import { shownOf } from '../../report/shown.ts';
import { manifestAbsent } from '../../errors/commands.ts';
import { hasErrors, messagesOf, scanFolder } from '../judge.ts';
import { reportIn, scanResult } from '../reporting.ts';
import type { Outcome } from '../outcome.ts';
import type { Session } from '../session.ts';
import type { RawOptions } from '../settings.ts';
import { check } from './check.ts';

/** Checks; without a manifest it prints the inventory and how to begin, which is a failure only in CI. */
export async function start(session: Session, raw: RawOptions): Promise<Outcome> {
  const { settings, version, err, isCI } = session;
  const { manifest } = settings;
  if (manifest.isNamed || existsSync(manifest.path)) return check(session, raw);
  const result = await scanFolder(session, null);
  const { inventory } = result;
  const shown = shownOf(inventory, { all: false, surfaces: settings.surfaces });
  // A gate that finds no policy must not be green where nobody reads what it says.
  const problems = isCI ? [manifestAbsent(manifest.name, false)] : [];
  const all = [...problems, ...inventory.problems];
  return {
    exitCode: isCI || hasErrors(inventory.problems) ? 2 : 0,
    report: await reportIn(settings.format, session.out, {
      human: (style) => `${scanReport(shown, style)}\n${startHint(manifest.name, style)}`,
      json: () => jsonReport({ shown, problems: all }, version),
      result: () => scanResult(session, shown, all, result.lines),
    }),
    messages: messagesOf(result, session) + problemsText(problems, err, () => []),
    headline: scanHeadline(shown, err),
  };
}
