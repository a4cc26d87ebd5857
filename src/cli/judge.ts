/** Scan and comparison, as every command needs them, and the words about what could not be judged. */
import { cacheAt } from '../cache/scans.ts';
import type { ExitOptions } from '../drift/exit-code.ts';
import { exitCode } from '../drift/exit-code.ts';
import { globMatcher } from '../discover/glob.ts';
import type { Tree } from '../discover/tree.ts';
import type { Drift } from '../drift/drift.ts';
import { nearest } from '../document/near.ts';
import { noSuchComponent } from '../errors/commands.ts';
import { SallyportError } from '../errors/problem.ts';
import { isUnusedComment } from '../errors/comments.ts';
import type { Destination, Inventory, Problem } from '../identify/destination.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { ignoredBy } from '../manifest/needs.ts';
import type { LineReader } from '../report/human/frame.ts';
import { problemsText, unjudgedLine } from '../report/human/problems.ts';
import { inComponents, keepSites } from '../report/shown.ts';
import { resultOf, type MadeScan, type ScanResult } from '../scan-result.ts';
import type { ScanRequest } from '../threads/messages.ts';
import { manifestLines, readManifest } from './manifest-file.ts';
import type { ExitCode } from './outcome.ts';
import { progressLine } from './progress.ts';
import { cachePlaceOf } from './scan-cache.ts';
import { aloneProblems, readOwnManifests, type OwnFile } from './own-manifests.ts';
import type { Session } from './session.ts';
import type { Settings } from './settings.ts';
import { folderState, sourceOf, type State } from './states.ts';

/** What a scan gave, with the manifests of packages beside that of the root. */
export interface Scanned extends ScanResult {
  /** The packages that are looked at: all, or those of `--component`. */
  readonly wanted: ScanResult['components'];
  /** Of all packages; null where there is none at the root to inherit from. */
  readonly manifest: Manifest | null;
  readonly own: readonly OwnFile[];
}

/** Scans the session's folder as it stands. */
export function scanFolder(session: Session, manifest: Manifest | null): Promise<Scanned> {
  return scanState(session, folderState(session), manifest);
}

/** Scans a state of the repository, without what its manifest ignores. What packages ignore is scanned, for others may call it, and not shown. */
export async function scanState(session: Session, state: State, manifest: Manifest | null): Promise<Scanned> {
  const { settings, stderr, isCI } = session;
  const progress = progressLine(stderr, !settings.quiet && !isCI);
  try {
    const ignore = manifest?.ignore.map(({ path }) => path) ?? [];
    const request = { tree: sourceOf(state, session), ignore, types: settings.types, cache: cachePlaceOf(session) };
    const made = (await keptScan(state.tree, request)) ?? (await session.threads.scan(request, progress.show));
    const result = await resultOf(state.tree, made);
    const known = manifest === null ? alone(result) : await withManifests(result, manifest, state, settings);
    return settings.components === null ? known : ofComponents(known, settings.components);
  } finally {
    progress.erase();
  }
}

/** A scan that need not be made needs no thread either, nor the code that makes one. */
async function keptScan(tree: Tree, { cache, ignore, types }: ScanRequest): Promise<MadeScan | null> {
  const record = cache === null ? null : await cacheAt(cache).find(tree, { ignore, types });
  return record === null ? null : { record, timings: {} };
}

function alone(result: ScanResult): Scanned {
  return { ...result, wanted: result.components, manifest: null, own: [] };
}

async function withManifests(result: ScanResult, root: Manifest, state: State, settings: Settings): Promise<Scanned> {
  const read = await readOwnManifests(settings.root, root, settings.manifest, result.components, state.read);
  const { manifest, own, texts } = read;
  const { inventory } = result;
  const problems = [...aloneProblems(settings.root, settings.manifest), ...read.problems, ...inventory.problems];
  return {
    ...result,
    inventory: { ...inventory, destinations: unignored(inventory.destinations, manifest), problems },
    lines: (file, from, to) => {
      const text = texts.get(file);
      return text === undefined ? result.lines(file, from, to) : manifestLines(text)(file, from, to);
    },
    wanted: result.components,
    manifest,
    own,
  };
}

/** Without the sites in files that a package's manifest ignores; those that the root's ignores have not been read. */
function unignored(destinations: readonly Destination[], { ignore }: Manifest): readonly Destination[] {
  const own = ignore.filter(({ within }) => within !== null);
  const isIgnored = ignoredBy(own);
  return own.length === 0 ? destinations : keepSites(destinations, ({ file }) => !isIgnored(file));
}

/** The part of a result that is about some components. Throws SallyportError when a glob is of none. */
function ofComponents(result: Scanned, globs: readonly string[]): Scanned {
  const wanted = globs.map((glob) => ({ glob, matches: globMatcher([glob]) }));
  const named = ({ folder, name }: ScanResult['components'][number]): readonly string[] =>
    name === null ? [folder] : [folder, name];
  const unknown = wanted.filter(({ matches }) => !result.components.some((one) => named(one).some(matches)));
  if (unknown.length > 0) {
    throw new SallyportError(
      unknown.map(({ glob }) => noSuchComponent(glob, nearest(glob, result.components.flatMap(named)))),
    );
  }
  const chosen = result.components.filter((one) => wanted.some(({ matches }) => named(one).some(matches)));
  const folders = new Set(chosen.map(({ folder }) => folder));
  const destinations = inComponents(result.inventory.destinations, (component) => folders.has(component));
  return { ...result, wanted: chosen, inventory: { ...result.inventory, destinations } };
}

/** A manifest that a command can do without; `problems` say why it could not be used. */
export interface OptionalManifest {
  readonly manifest: Manifest | null;
  readonly problems: readonly Problem[];
  readonly lines: LineReader;
}

/** Reads the manifest for a command that only looks: none is fine, unless the user has named one. */
export async function optionalManifest({ settings }: Session): Promise<OptionalManifest> {
  const found = await readManifest(settings.manifest);
  switch (found.kind) {
    case 'absent':
      return { manifest: null, problems: settings.manifest.isNamed ? [found.problem] : [], lines: () => [] };
    case 'problems':
      return { manifest: null, problems: found.problems, lines: manifestLines(found.text) };
    case 'manifest':
      return { manifest: found.manifest, problems: [], lines: manifestLines(found.text) };
  }
}

/** Decides on the exit code: what could not be judged comes before any verdict. */
export function verdictOf(
  { problems }: Pick<Inventory, 'problems'>,
  drift: readonly Drift[],
  options: ExitOptions,
): ExitCode {
  return hasErrors(problems) ? 2 : exitCode(drift, { ...options, hasUnused: problems.some(isUnusedComment) });
}

/** Decides whether something could not be judged. */
export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some(({ severity }) => severity === 'error');
}

/** What stderr says after a scan: its problems, that there is no verdict, and with `--verbose` where the time went. */
export function messagesOf({ inventory, lines, timings }: ScanResult, { err }: Session): string {
  const unjudged = hasErrors(inventory.problems) ? `${unjudgedLine(inventory.problems, err)}\n` : '';
  const times = Object.entries(timings).map(([stage, time]) => `${stage} ${Math.round(time)} ms`);
  const timing = err.verbose && times.length > 0 ? `${err.paint.dim(`sallyport: ${times.join(', ')}`)}\n` : '';
  return problemsText(inventory.problems, err, lines) + unjudged + timing;
}
