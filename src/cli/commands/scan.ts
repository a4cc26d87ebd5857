/** `scan`: the inventory, with evidence. */
import { problemsText } from '../../report/human/problems.ts';
import { scanHeadline, scanReport } from '../../report/human/scan.ts';
import { jsonReport } from '../../report/json.ts';
import { shownOf } from '../../report/shown.ts';
import { hasErrors, messagesOf, optionalManifest, scanFolder } from '../judge.ts';
import { readerWith, reportIn, scanResult } from '../reporting.ts';
import type { Outcome } from '../outcome.ts';
import type { Session } from '../session.ts';
import type { RawOptions } from '../settings.ts';

/** Lists what is reached; the manifest, if there is one, only says what to leave out. */
export async function scanCommand(session: Session, raw: RawOptions): Promise<Outcome> {
  const { settings, version, err } = session;
  const { manifest, problems, lines } = await optionalManifest(session);
  const result = await scanFolder(session, manifest);
  const all = [...problems, ...result.inventory.problems];
  const leftOut = session.out.verbose ? result.leftOut : [];
  const shown = shownOf(result.inventory, { all: raw.all === true, surfaces: settings.surfaces });
  return {
    exitCode: hasErrors(all) ? 2 : 0,
    report: await reportIn(settings.format, session.out, {
      human: (style) => scanReport(shown, all, leftOut, style),
      json: () => jsonReport({ shown, problems: all, leftOut }, version),
      result: () => scanResult(session, shown, all, readerWith(settings.manifest.name, lines, result.lines)),
    }),
    messages: problemsText(problems, err, lines) + messagesOf(result, session),
    headline: scanHeadline(shown, err),
  };
}
