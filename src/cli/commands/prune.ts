/** `prune`: removes what nothing reaches any more. */
import { pruneOfPart, pruneUnjudged } from '../../errors/commands.ts';
import { SallyportError } from '../../errors/problem.ts';
import { pruneFile } from '../../manifest/prune.ts';
import { pruneReport } from '../../report/human/changes.ts';
import { problemsText } from '../../report/human/problems.ts';
import { jsonChange } from '../../report/json.ts';
import { hasErrors, messagesOf, scanFolder } from '../judge.ts';
import { manifestLines, readManifest } from '../manifest-file.ts';
import type { Outcome } from '../outcome.ts';
import type { Session } from '../session.ts';
import { writeText } from '../write-file.ts';

/** Removes stale entries, and stale parts of entries. */
export async function pruneCommand(session: Session): Promise<Outcome> {
  const { settings, version, out, err } = session;
  const { name, path } = settings.manifest;
  const found = await readManifest(settings.manifest);
  if (found.kind === 'absent') throw new SallyportError([found.problem]);
  // What the other components need would go.
  if (settings.components !== null) throw new SallyportError([pruneOfPart()]);
  const lines = manifestLines(found.text);
  if (found.kind === 'problems') return { exitCode: 2, report: '', messages: problemsText(found.problems, err, lines) };
  const result = await scanFolder(session, found.manifest);
  const { destinations, problems } = result.inventory;
  const messages = messagesOf(result, session);
  if (hasErrors(problems)) {
    return { exitCode: 2, report: '', messages: messages + problemsText([pruneUnjudged(name)], err, lines) };
  }
  const files = [{ path, text: found.text, manifest: found.manifest }, ...result.own];
  const pruned = files.map((one) => {
    const { file } = one.manifest;
    const { text, removed } = pruneFile(one.text, file, destinations, result.manifest ?? one.manifest);
    return { file, removed, changed: writeText(one.path, text, file) };
  });
  const changed = pruned.some((one) => one.changed);
  const entries = pruned.flatMap(({ file, removed }) =>
    file === name ? removed : removed.map((entry) => ({ ...entry, manifest: file })),
  );
  const shown = pruned.filter(({ removed }) => removed.length > 0);
  return {
    exitCode: 0,
    report:
      settings.format === 'json'
        ? jsonChange({ manifest: name, changed, entries, problems }, version)
        : shown.length === 0
          ? pruneReport([], name, out)
          : shown.map(({ file, removed }) => pruneReport(removed, file, out)).join('\n'),
    messages,
  };
}
