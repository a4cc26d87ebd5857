/** `accept`: declares what was found, in a person's words. */
import { realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { openRepository, pathInRepository } from '../../discover/git/repository.ts';
import { acceptFrozen, acceptInCi, acceptReason, acceptStopped, usage } from '../../errors/commands.ts';
import { SallyportError } from '../../errors/problem.ts';
import type { Destination, Problem } from '../../identify/destination.ts';
import { accept, type AcceptRequest } from '../../manifest/accept.ts';
import type { Accepted } from '../../manifest/declare.ts';
import { initManifest } from '../../manifest/init.ts';
import { parseManifest } from '../../manifest/parse.ts';
import { patchText } from '../../manifest/patch.ts';
import { acceptReport, unchangedReport } from '../../report/human/changes.ts';
import { problemsText } from '../../report/human/problems.ts';
import { jsonChange } from '../../report/json.ts';
import { onSurfaces } from '../../report/shown.ts';
import type { ScanResult } from '../../run.ts';
import { openAsker } from '../ask.ts';
import { hasErrors, messagesOf, scanFolder } from '../judge.ts';
import { manifestLines, readManifest, type ManifestFile } from '../manifest-file.ts';
import type { Outcome } from '../outcome.ts';
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
  const scanned = await scanFolder(session, found.manifest);
  const { destinations } = scanned.inventory;
  const wanted = settings.surfaces === null ? destinations : onSurfaces(destinations, settings.surfaces);
  const result = withDestinations(scanned, wanted);
  const request = requestOf(raw, what);
  const outcome = isAsking
    ? await asked(session, found, result, request)
    : accept(found.text, settings.manifest.name, wanted, request);
  if (outcome.kind === 'accepted') return written(session, raw, found, scanned, outcome);
  const problems = outcome.kind === 'stopped' ? [acceptStopped(settings.manifest.name)] : outcome.problems;
  return { exitCode: 2, report: '', messages: messagesOf(scanned, session) + problemsText(problems, err, lines) };
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
  const isSaid = raw.all === true || (what.length > 0 && textOf(raw.reason) !== null);
  return stdin !== null && settings.output === null && raw.patch !== true && !isSaid;
}

async function asked(session: Session, found: Found, result: ScanResult, request: AcceptRequest): Promise<WalkEnd> {
  const { stdin, stderr, err } = session;
  if (found.kind !== 'manifest' || stdin === null) throw new TypeError('nobody can be asked');
  const { manifest, text } = found;
  if (manifest.policy.frozen) return { kind: 'problems', problems: [acceptFrozen(manifest.file)] };
  const asker = openAsker(stdin, stderr);
  try {
    return await walk({ text, manifest, result, request, style: err, asker });
  } finally {
    asker.close();
  }
}

function written(
  session: Session,
  raw: RawOptions,
  found: Found,
  result: ScanResult,
  { accepted, text }: { readonly accepted: readonly Accepted[]; readonly text: string },
): Outcome {
  const { settings, version, out } = session;
  const { name, path } = settings.manifest;
  const { problems } = result.inventory;
  const messages = messagesOf(result, session);
  const exitCode = hasErrors(problems) ? 2 : 0;
  if (raw.patch === true) {
    const before = found.isNew === true ? null : found.text;
    const isNothing = accepted.length === 0;
    return {
      exitCode,
      report: isNothing ? '' : patchText({ path: pathInGit(session), before, after: text }),
      messages,
    };
  }
  const changed = writeText(path, text, name);
  const human = changed || accepted.length === 0 ? acceptReport(accepted, name, out) : unchangedReport(name, out);
  return {
    exitCode,
    report:
      settings.format === 'json'
        ? jsonChange({ manifest: name, changed, entries: accepted, problems }, version)
        : human,
    messages,
  };
}

/** A patch is applied at the top of the repository; where there is none, in the scanned folder. */
function pathInGit({ settings, variables }: Session): string {
  const { path, name } = settings.manifest;
  try {
    const repository = openRepository(settings.root, variables, '--patch');
    return pathInRepository(repository, join(realpathSync(dirname(path)), basename(path))) ?? name;
  } catch (error) {
    if (error instanceof SallyportError) return name;
    throw error;
  }
}

function withDestinations(result: ScanResult, destinations: readonly Destination[]): ScanResult {
  return { ...result, inventory: { ...result.inventory, destinations } };
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
  const isUnsaid = !isAll && textOf(raw.reason) === null;
  // A pattern without one is refused below, where it is known what it covers.
  return isUnsaid && patterns.length === 0 ? [acceptReason(what.join(', '))] : [];
}

function requestOf(raw: RawOptions, what: readonly string[]): AcceptRequest {
  const [reason, owner, until, id] = [raw.reason, raw.owner, raw.until, raw.id].map(textOf);
  const data = wordsOf(raw.data);
  return {
    selectors: raw.all === true || what.length === 0 ? 'all' : what,
    asOf: dayOf(undefined),
    ...(reason == null ? {} : { reason }),
    ...(owner == null ? {} : { owner }),
    ...(until == null ? {} : { until }),
    ...(id == null ? {} : { id }),
    ...(data.length === 0 ? {} : { data }),
  };
}
