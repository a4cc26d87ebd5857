/** `diff`: what lies between two states of the repository, in code and in policy. */
import { usage } from '../../errors/commands.ts';
import { SallyportError } from '../../errors/problem.ts';
import { diffHeadline, diffReport, type DiffFacts } from '../../report/human/diff.ts';
import { problemsText } from '../../report/human/problems.ts';
import { jsonDiff } from '../../report/json.ts';
import { mergeBase, revisionOf } from '../../discover/git/revisions.ts';
import type { Repository } from '../../discover/git/repository.ts';
import { shownOf } from '../../report/shown.ts';
import { hasErrors, messagesOf, scanState } from '../judge.ts';
import { manifestLines } from '../manifest-file.ts';
import type { Outcome } from '../outcome.ts';
import { readerWith, reportIn, scanResult } from '../reporting.ts';
import { changesBetween, scanBefore, scanBoth } from '../revisions.ts';
import type { Session } from '../session.ts';
import type { RawOptions } from '../settings.ts';
import { commitState, folderState, indexState, renamesOf, type State } from '../states.ts';

/** Compares HEAD with the work tree, a revision with it, or two revisions. */
export async function diff(session: Session, raw: RawOptions, names: readonly string[]): Promise<Outcome> {
  const { settings, version, out, err } = session;
  const repository = session.repository('diff');
  const [from, to] = statesOf(session, repository, names, raw.staged === true);
  const found = await to.read(settings.manifest);
  const broken = found.kind === 'problems' ? found.problems : [];
  const manifest = found.kind === 'manifest' ? found.manifest : null;
  const [before, result] = await scanBoth(
    session,
    (own) => scanBefore(own, from),
    () => scanState(session, to, manifest),
  );
  const compared = changesBetween(session, before, result, renamesOf(repository, from, to));
  const changes = broken.length === 0 ? compared : { ...compared, policy: [] };
  const problems = [...before.problems, ...broken, ...result.inventory.problems];
  const facts: DiffFacts = {
    before: from.name,
    after: to.name,
    manifest: settings.manifest.name,
    changes,
    unapproved: [],
  };
  const shown = shownOf(result.inventory, { all: false, surfaces: settings.surfaces });
  const lines = manifestLines(found.kind === 'absent' ? '' : found.text);
  return {
    exitCode: hasErrors(problems) ? 2 : 0,
    report: await reportIn(settings.format, out, {
      human: (style) => diffReport(facts, style),
      json: () => jsonDiff({ before: from, after: to, changes, problems }, version),
      result: () => ({
        ...scanResult(session, shown, problems, readerWith(settings.manifest.name, lines, result.lines)),
        mode: 'diff',
        difference: { before: from.name, after: to.name, changes },
      }),
    }),
    messages: problemsText([...before.problems, ...broken], err, lines) + messagesOf(result, session),
    headline: diffHeadline(facts, err),
  };
}

function statesOf(
  session: Session,
  repository: Repository,
  names: readonly string[],
  isStaged: boolean,
): readonly [State, State] {
  const [first = 'HEAD', second] = namesOf(names);
  if (second !== undefined && isStaged) {
    throw new SallyportError([
      usage('--staged and a second revision exclude each other', 'See `sallyport diff --help`.'),
    ]);
  }
  const isOfMergeBase = names.length === 1 && names[0]?.includes('...') === true;
  const commit = (name: string) => revisionOf(repository, name);
  const from = isOfMergeBase ? mergeBase(repository, commit(first), commit(second ?? 'HEAD')) : commit(first);
  const last = isStaged ? indexState(repository) : folderState(session);
  return [commitState(repository, from), second === undefined ? last : commitState(repository, commit(second))];
}

/** `A B`, `A..B`, or `A...B` for what B did since it left A. */
function namesOf(names: readonly string[]): readonly string[] {
  const [only = ''] = names;
  const range = names.length === 1 ? /^(.*?)\.{2,3}(.*)$/.exec(only) : null;
  if (range === null) return names;
  return [range[1] === '' ? 'HEAD' : (range[1] ?? ''), range[2] === '' ? 'HEAD' : (range[2] ?? '')];
}
