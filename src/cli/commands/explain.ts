/** `explain`: every step from a site back to the constants, and the rule that found it. */
import { isAbsolute, relative, resolve } from 'node:path';
import { explainUnknown, fileNotScanned } from '../../errors/commands.ts';
import type { Inventory, Problem } from '../../identify/destination.ts';
import { indexManifest } from '../../manifest/coverage.ts';
import { explainReport } from '../../report/human/explain.ts';
import { problemsText } from '../../report/human/problems.ts';
import { jsonReport } from '../../report/json.ts';
import { matchesAt, matchesOf, namesNear, type Match } from '../../report/matches.ts';
import { shownOf } from '../../report/shown.ts';
import { standingIn } from '../../report/standing.ts';
import type { ScanResult } from '../../scan-result.ts';
import { hasErrors, messagesOf, optionalManifest, scanFolder } from '../judge.ts';
import type { Outcome } from '../outcome.ts';
import type { Session } from '../session.ts';

/** Explains a host, a variable, a place, a destination or a line of a file. */
export async function explain(session: Session, what: string): Promise<Outcome> {
  const { settings, version, out, err } = session;
  const { manifest: root, problems, lines } = await optionalManifest(session);
  const result = await scanFolder(session, root);
  const { manifest } = result;
  const answer = answerTo(what, result, session);
  const refusals = answer.problem === null ? [] : [answer.problem];
  const all = [...problems, ...result.inventory.problems, ...refusals];
  const index = manifest === null ? null : indexManifest(manifest);
  const facts = {
    ...answer,
    ruleOf: result.rules.rule,
    standing: (match: Match) => (index === null ? [] : standingIn(index, match)),
    lines: result.lines,
  };
  const destinations = answer.matches.map(({ destination, sites }) => ({ ...destination, sites }));
  const shown = shownOf({ ...result.inventory, destinations }, { all: true, surfaces: null });
  const human = answer.problem === null ? explainReport(facts, out) : '';
  return {
    exitCode: hasErrors(all) ? 2 : 0,
    report: settings.format === 'json' ? jsonReport({ shown, problems: all }, version) : human,
    messages: problemsText(problems, err, lines) + messagesOf(result, session) + problemsText(refusals, err, lines),
  };
}

interface Answer {
  readonly matches: readonly Match[];
  readonly note: string | null;
  readonly problem: Problem | null;
}

function answerTo(what: string, { inventory, lines }: ScanResult, session: Session): Answer {
  const { destinations } = inventory;
  const place = /^(.*?)(?::(\d+))?(?::\d+)?$/s.exec(what);
  const file = fileNamed(place?.[1] ?? what, lines, session);
  if (file !== null) return answerAt(file, place?.[2] === undefined ? null : Number(place[2]), inventory);
  const matches = matchesOf(what, destinations);
  if (matches.length > 0) return { matches, note: null, problem: null };
  const isPath = /[/\\]/.test(what) && !/^(env|dynamic):/.test(what);
  const problem = isPath ? fileNotScanned(place?.[1] ?? what) : explainUnknown(what, namesNear(what, destinations));
  return { matches, note: null, problem };
}

function answerAt(file: string, line: number | null, { destinations, problems }: Inventory): Answer {
  const { isExact, matches } = matchesAt(file, line, destinations);
  const at = line === null ? file : `${file}:${line}`;
  const isUnjudged = problems.some((problem) => problem.file === file && problem.severity === 'error');
  const none = isUnjudged
    ? `${file} could not be judged.`
    : `Nothing in ${file} opens a connection that Sallyport knows of.`;
  const note =
    matches.length === 0 ? none : isExact ? null : `There is no site at ${at}; these are the nearest in this file.`;
  return { matches, note, problem: null };
}

/** The scanned file that is meant: relative to the scanned folder, or to the current one. */
function fileNamed(text: string, lines: ScanResult['lines'], { settings, folder }: Session): string | null {
  const plain = text.replaceAll('\\', '/').replace(/^(\.\/)+/, '');
  const fromHere = relative(settings.root, resolve(folder, text)).replaceAll('\\', '/');
  const candidates = isAbsolute(text) ? [fromHere] : [plain, fromHere];
  return candidates.find((file) => file !== '' && lines(file, 1, 1).length > 0) ?? null;
}
