/** `accept`: declares what was found, in a person's words. */
import { acceptForSeveral, acceptReason, usage } from '../../errors/commands.ts';
import { SallyportError } from '../../errors/problem.ts';
import type { Destination, Problem } from '../../identify/destination.ts';
import { acceptInto, type AcceptRequest, type AcceptResult } from '../../manifest/accept.ts';
import type { Accepted } from '../../manifest/declare.ts';
import { homesOf } from '../../manifest/territory.ts';
import { acceptReport, unchangedReport } from '../../report/human/changes.ts';
import { problemsText } from '../../report/human/problems.ts';
import { jsonChange } from '../../report/json.ts';
import { keepSites, onSurfaces } from '../../report/shown.ts';
import type { Style } from '../../report/style.ts';
import { hasErrors, messagesOf, scanFolder, type Scanned } from '../judge.ts';
import { manifestLines, readManifest } from '../manifest-file.ts';
import type { Outcome } from '../outcome.ts';
import type { OwnFile } from '../own-manifests.ts';
import type { Session } from '../session.ts';
import { dayOf, textOf, wordsOf, type RawOptions, type Settings } from '../settings.ts';
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
  const { problems } = result.inventory;
  const root = { path, text: found.text, manifest: found.manifest };
  const request = requestOf(raw, what);
  const outcomes = filesToAccept(root, result, request, settings).map(({ file, destinations }) => {
    const { text, manifest: own } = file;
    const place = { text, file: own.file, within: own.within, manifest: result.manifest ?? own };
    return { file, outcome: acceptInto(place, destinations, request) };
  });
  const refused = outcomes.flatMap(({ outcome }) => (outcome.kind === 'problems' ? outcome.problems : []));
  if (refused.length > 0) {
    return { exitCode: 2, report: '', messages: messagesOf(result, session) + problemsText(refused, err, lines) };
  }
  const written = outcomes.flatMap(({ file, outcome }) => (outcome.kind === 'accepted' ? write(file, outcome) : []));
  const entries = written.flatMap(({ accepted, file }) => entriesIn(accepted, file, name));
  const isChanged = written.some(({ changed }) => changed);
  const [only] = written;
  const target = written.length === 1 && only !== undefined ? only.file : name;
  return {
    exitCode: hasErrors(problems) ? 2 : 0,
    report:
      settings.format === 'json'
        ? jsonChange({ manifest: target, changed: isChanged, entries, problems }, version)
        : reportOf(written, target, out),
    messages: messagesOf(result, session),
  };
}

type AcceptedText = Extract<AcceptResult, { kind: 'accepted' }>;

interface Written {
  readonly file: string;
  readonly accepted: readonly Accepted[];
  readonly changed: boolean;
}

function write({ path, manifest: { file } }: OwnFile, { text, accepted }: AcceptedText): readonly Written[] {
  return [{ file, accepted, changed: writeText(path, text, file) }];
}

/** The entries of a package's manifest say so. */
function entriesIn(accepted: readonly Accepted[], file: string, root: string): readonly unknown[] {
  return file === root ? accepted : accepted.map((entry) => ({ ...entry, manifest: file }));
}

function reportOf(written: readonly Written[], target: string, out: Style): string {
  const growing = written.filter(({ accepted }) => accepted.length > 0);
  if (growing.length === 0) return acceptReport([], target, out);
  return growing
    .map(({ accepted, file, changed }) => (changed ? acceptReport(accepted, file, out) : unchangedReport(file, out)))
    .join('\n');
}

interface FileToAccept {
  readonly file: OwnFile;
  readonly destinations: readonly Destination[];
}

/** Which files are written, and what of the scan each is for: everything undeclared goes where it belongs, what is named where `--component` says. */
function filesToAccept(
  root: OwnFile,
  { own, wanted, inventory }: Scanned,
  { selectors }: AcceptRequest,
  { components, surfaces }: Settings,
): readonly FileToAccept[] {
  const all = surfaces === null ? inventory.destinations : onSurfaces(inventory.destinations, surfaces);
  const folders = new Set(wanted.map(({ folder }) => folder));
  const owned = own.filter(({ manifest: { within } }) => within !== null && folders.has(within.folder));
  if (selectors === 'all') {
    const isOwned = (folder: string): boolean => owned.some(({ manifest }) => manifest.within?.folder === folder);
    const rest = keepSites(all, (site) => !homesOf(site).every(isOwned));
    return [{ file: root, destinations: rest }, ...owned.map((file) => ({ file, destinations: ofFile(file, all) }))];
  }
  const [file] = owned;
  if (components === null || file === undefined) return [{ file: root, destinations: all }];
  if (wanted.length > 1) throw new SallyportError([acceptForSeveral(owned.map(({ manifest }) => manifest.file))]);
  return [{ file, destinations: all }];
}

function ofFile({ manifest: { within } }: OwnFile, all: readonly Destination[]): readonly Destination[] {
  return keepSites(all, (site) => homesOf(site).every((folder) => folder === within?.folder));
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
