/** `accept`: declares what was found, in a person's words. */
import { realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { openRepository, pathInRepository } from '../../discover/git/repository.ts';
import { acceptInCi, acceptReason, acceptStopped, usage } from '../../errors/commands.ts';
import { SallyportError } from '../../errors/problem.ts';
import type { Problem } from '../../identify/destination.ts';
import { acceptInto, type AcceptPlace, type AcceptRequest } from '../../manifest/accept.ts';
import type { Accepted } from '../../manifest/declare.ts';
import { initManifest } from '../../manifest/init.ts';
import { parseManifest } from '../../manifest/parse.ts';
import { patchText } from '../../manifest/patch.ts';
import { acceptReport, unchangedReport } from '../../report/human/changes.ts';
import { problemsText } from '../../report/human/problems.ts';
import { jsonChange } from '../../report/json.ts';
import type { Style } from '../../report/style.ts';
import { filesToAccept, type FileToAccept } from '../accept-files.ts';
import { openAsker } from '../ask.ts';
import { hasErrors, messagesOf, scanFolder, type Scanned } from '../judge.ts';
import { manifestLines, readManifest, type ManifestFile } from '../manifest-file.ts';
import type { Outcome } from '../outcome.ts';
import type { OwnFile } from '../own-manifests.ts';
import type { Session } from '../session.ts';
import { dayOf, textOf, wordsOf, type RawOptions } from '../settings.ts';
import { walk, type WalkEnd } from '../walk.ts';
import { writeText } from '../write-file.ts';

/** Writes selectors, or everything undeclared, into the manifest; on a terminal it asks for what is not said. */
export async function acceptCommand(session: Session, raw: RawOptions, what: readonly string[]): Promise<Outcome> {
  const { settings, err } = session;
  const isAsking = asks(session, raw, what);
  const refusals = requestProblems(session, raw, what, isAsking);
  if (refusals.length > 0) throw new SallyportError(refusals);
  const found = await manifestFor(session, raw);
  const lines = manifestLines(found.text);
  if (found.kind === 'problems') return { exitCode: 2, report: '', messages: problemsText(found.problems, err, lines) };
  const result = await scanFolder(session, found.manifest);
  const root = { path: settings.manifest.path, text: found.text, manifest: found.manifest };
  const request = requestOf(raw, what);
  const files = filesToAccept(root, result, request, settings);
  const outcomes = isAsking ? await asked(session, files, result, request) : acceptedIn(files, result, request);
  const name = settings.manifest.name;
  const refused = outcomes.flatMap(({ outcome }) =>
    outcome.kind === 'accepted' ? [] : outcome.kind === 'stopped' ? [acceptStopped(name)] : outcome.problems,
  );
  if (refused.length > 0) {
    return { exitCode: 2, report: '', messages: messagesOf(result, session) + problemsText(refused, err, lines) };
  }
  const texts = outcomes.flatMap(({ file, outcome }) => (outcome.kind === 'accepted' ? [{ file, ...outcome }] : []));
  return raw.patch === true ? patched(session, texts, result, found.isNew === true) : written(session, texts, result);
}

/** A manifest that is there; for a patch, one that could be. */
type Found = Exclude<ManifestFile, { kind: 'absent' }> & { readonly isNew?: true };

async function manifestFor({ settings }: Session, raw: RawOptions): Promise<Found> {
  const { manifest, root } = settings;
  const found = await readManifest(manifest);
  if (found.kind !== 'absent') return found;
  if (raw.patch !== true) throw new SallyportError([found.problem]);
  const text = initManifest([], { application: basename(root) });
  const parsed = parseManifest(text, manifest.name);
  return { ...parsed, text, isNew: true };
}

/** Without a reason somebody has to say it; with `--all` entries may stay without. */
function asks({ stdin, settings }: Session, raw: RawOptions, what: readonly string[]): boolean {
  const isSaid =
    raw.all === true || (what.length > 0 && [raw.reason, raw.movedFrom].some((text) => textOf(text) !== null));
  return stdin !== null && settings.output === null && raw.patch !== true && !isSaid;
}

interface Ended {
  readonly file: OwnFile;
  readonly outcome: WalkEnd;
}

function acceptedIn(files: readonly FileToAccept[], result: Scanned, request: AcceptRequest): readonly Ended[] {
  return files.map(({ file, destinations }) => {
    return { file, outcome: acceptInto(placeOf(file, result), destinations, request) };
  });
}

function placeOf({ text, manifest: own }: OwnFile, result: Scanned): AcceptPlace {
  return { text, file: own.file, within: own.within, manifest: result.manifest ?? own };
}

/** Nothing is written before the last answer: who stops writes into none of the files. */
async function asked(
  { stdin, stderr, err }: Session,
  files: readonly FileToAccept[],
  result: Scanned,
  request: AcceptRequest,
): Promise<readonly Ended[]> {
  if (stdin === null) throw new TypeError('nobody can be asked');
  const asker = openAsker(stdin, stderr);
  const ended: Ended[] = [];
  try {
    for (const { file, destinations } of files) {
      const place = placeOf(file, result);
      const outcome = await walk({ place, destinations, result, request, style: err, asker });
      ended.push({ file, outcome });
      if (outcome.kind !== 'accepted') break;
    }
  } finally {
    asker.close();
  }
  return ended;
}

interface NewText {
  readonly file: OwnFile;
  readonly text: string;
  readonly accepted: readonly Accepted[];
}

interface Written {
  readonly file: string;
  readonly accepted: readonly Accepted[];
  readonly changed: boolean;
}

function written(session: Session, texts: readonly NewText[], result: Scanned): Outcome {
  const { settings, version, out } = session;
  const { name } = settings.manifest;
  const { problems } = result.inventory;
  const files = texts.map(({ file: { path, manifest }, text, accepted }): Written => {
    return { file: manifest.file, accepted, changed: writeText(path, text, manifest.file) };
  });
  const [only] = files;
  const target = files.length === 1 && only !== undefined ? only.file : name;
  const entries = files.flatMap(({ accepted, file }) => entriesIn(accepted, file, name));
  const changed = files.some((one) => one.changed);
  return {
    exitCode: hasErrors(problems) ? 2 : 0,
    report:
      settings.format === 'json'
        ? jsonChange({ manifest: target, changed, entries, problems }, version)
        : reportOf(files, target, out),
    messages: messagesOf(result, session),
  };
}

/** The entries of a package's manifest say so. */
function entriesIn(accepted: readonly Accepted[], file: string, root: string): readonly unknown[] {
  return file === root ? accepted : accepted.map((entry) => ({ ...entry, manifest: file }));
}

function reportOf(files: readonly Written[], target: string, out: Style): string {
  const growing = files.filter(({ accepted }) => accepted.length > 0);
  if (growing.length === 0) return acceptReport([], target, out);
  return growing
    .map(({ accepted, file, changed }) => (changed ? acceptReport(accepted, file, out) : unchangedReport(file, out)))
    .join('\n');
}

function patched(session: Session, texts: readonly NewText[], result: Scanned, isNew: boolean): Outcome {
  const patches = texts.map(({ file, text, accepted }) => {
    if (accepted.length === 0) return '';
    const before = isNew && file.path === session.settings.manifest.path ? null : file.text;
    return patchText({ path: pathInGit(session, file), before, after: text });
  });
  return {
    exitCode: hasErrors(result.inventory.problems) ? 2 : 0,
    report: patches.join(''),
    messages: messagesOf(result, session),
  };
}

/** A patch is applied at the top of the repository; where there is none, in the scanned folder. */
function pathInGit({ settings, variables }: Session, { path, manifest: { file } }: OwnFile): string {
  try {
    const repository = openRepository(settings.root, variables, '--patch');
    return pathInRepository(repository, join(realpathSync(dirname(path)), basename(path))) ?? file;
  } catch (error) {
    if (error instanceof SallyportError) return file;
    throw error;
  }
}

function requestProblems(
  { settings, isCI }: Session,
  raw: RawOptions,
  what: readonly string[],
  isAsking: boolean,
): readonly Problem[] {
  const isAll = raw.all === true;
  const hint = 'Name a HOST, env:NAME or dynamic:FILE#SYMBOL, or accept everything undeclared with --all.';
  if (isAll && what.length > 0) return [usage(`--all and ${what[0]} exclude each other`, hint)];
  if (isCI && raw.patch !== true && raw.ciWrite !== true) return [acceptInCi(settings.manifest.name)];
  if (raw.patch === true && settings.format !== 'human') {
    return [usage('--patch prints a patch, and no other format', 'Leave out --format.')];
  }
  if (isAsking) return [];
  if (!isAll && what.length === 0) return [usage('accept needs to be told what to accept', hint)];
  // `--all` leaves entries without a reason, and thereby unreviewed; one that is named has been thought about.
  const patterns = what.filter((one) => one.includes('*') && !/^(?:env|dynamic):/.test(one));
  const isUnsaid = !isAll && [raw.reason, raw.movedFrom].every((text) => textOf(text) === null);
  // A pattern without one is refused below, where it is known what it covers.
  return isUnsaid && patterns.length === 0 ? [acceptReason(what.join(', '))] : [];
}

function requestOf(raw: RawOptions, what: readonly string[]): AcceptRequest {
  const said = (['reason', 'owner', 'until', 'id', 'movedFrom'] as const).flatMap((name) => {
    const text = textOf(raw[name]);
    return text === null ? [] : [[name, text] as const];
  });
  const data = wordsOf(raw.data);
  return {
    selectors: raw.all === true || what.length === 0 ? 'all' : what,
    asOf: dayOf(undefined),
    ...Object.fromEntries(said),
    ...(data.length === 0 ? {} : { data }),
  };
}
