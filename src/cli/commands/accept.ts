/** `accept`: declares what was found, in a person's words. */
import { acceptReason, usage } from '../../errors/commands.ts';
import { SallyportError } from '../../errors/problem.ts';
import type { Problem } from '../../identify/destination.ts';
import { accept, type AcceptRequest } from '../../manifest/accept.ts';
import { acceptReport, unchangedReport } from '../../report/human/changes.ts';
import { problemsText } from '../../report/human/problems.ts';
import { jsonChange } from '../../report/json.ts';
import { onSurfaces } from '../../report/shown.ts';
import { hasErrors, messagesOf, scanFolder } from '../judge.ts';
import { manifestLines, readManifest } from '../manifest-file.ts';
import type { Outcome } from '../outcome.ts';
import type { Session } from '../session.ts';
import { dayOf, textOf, wordsOf, type RawOptions } from '../settings.ts';
import { writeText } from '../write-file.ts';

/** Writes selectors, or everything undeclared, into the manifest. */
export async function acceptCommand(session: Session, raw: RawOptions, what: readonly string[]): Promise<Outcome> {
  const { settings, version, out, err } = session;
  const { name, path } = settings.manifest;
  const refusals = requestProblems(raw, what);
  if (refusals.length > 0) throw new SallyportError(refusals);
  const found = await readManifest(settings.manifest);
  if (found.kind === 'absent') throw new SallyportError([found.problem]);
  const lines = manifestLines(found.text);
  if (found.kind === 'problems') return { exitCode: 2, report: '', messages: problemsText(found.problems, err, lines) };
  const result = await scanFolder(session, found.manifest);
  const { destinations, problems } = result.inventory;
  const wanted = settings.surfaces === null ? destinations : onSurfaces(destinations, settings.surfaces);
  const outcome = accept(found.text, name, wanted, requestOf(raw, what));
  if (outcome.kind === 'problems') {
    return {
      exitCode: 2,
      report: '',
      messages: messagesOf(result, session) + problemsText(outcome.problems, err, lines),
    };
  }
  const { accepted, text } = outcome;
  const changed = writeText(path, text, name);
  const human = changed || accepted.length === 0 ? acceptReport(accepted, name, out) : unchangedReport(name, out);
  return {
    exitCode: hasErrors(problems) ? 2 : 0,
    report:
      settings.format === 'json'
        ? jsonChange({ manifest: name, changed, entries: accepted, problems }, version)
        : human,
    messages: messagesOf(result, session),
  };
}

function requestProblems(raw: RawOptions, what: readonly string[]): readonly Problem[] {
  const isAll = raw.all === true;
  const hint = 'Name a HOST, env:NAME or dynamic:FILE#SYMBOL, or accept everything undeclared with --all.';
  if (isAll && what.length > 0) return [usage(`--all and ${what[0]} exclude each other`, hint)];
  if (!isAll && what.length === 0) return [usage('accept needs to be told what to accept', hint)];
  // `--all` leaves entries without a reason, and thereby unreviewed; one that is named has been thought about.
  return !isAll && textOf(raw.reason) === null ? [acceptReason(what.join(', '))] : [];
}

function requestOf(raw: RawOptions, what: readonly string[]): AcceptRequest {
  const [reason, owner, until, id] = [raw.reason, raw.owner, raw.until, raw.id].map(textOf);
  const data = wordsOf(raw.data);
  return {
    selectors: raw.all === true ? 'all' : what,
    asOf: dayOf(undefined),
    ...(reason == null ? {} : { reason }),
    ...(owner == null ? {} : { owner }),
    ...(until == null ? {} : { until }),
    ...(id == null ? {} : { id }),
    ...(data.length === 0 ? {} : { data }),
  };
}
