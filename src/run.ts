/**
 * A scan from a tree of files to an inventory: the table of contents of the program.
 *
 *   discover -> read -> parse + lower -> link -> find -> resolve -> identify
 *
 * Everything after reading is in analyze.ts; comparing with the manifest is src/drift.
 */
import { join } from 'node:path';
import satisfies from 'semver/functions/satisfies.js';
import ltr from 'semver/ranges/ltr.js';
import { analyze, prepareRules, type AnalyzeOptions, type Analyzed } from './analyze.ts';
import { NO_CACHE, type ScanCache, type ScanRecord } from './cache/scans.ts';
import { discoverFiles, type Discovery } from './discover/files.ts';
import { parseRelaxedJson } from './discover/json.ts';
import { leftOutOf } from './discover/left-out.ts';
import { isData } from './discover/source-file.ts';
import { factsFinder } from './discover/facts.ts';
import { guessSurface } from './discover/surface.ts';
import type { Tree } from './discover/tree.ts';
import { versionsFrom, type Versions } from './discover/versions.ts';
import type { Applicable } from './find/applying.ts';
import type { SinkEnd } from './find/uses.ts';
import type { Inventory, Problem } from './identify/destination.ts';
import { entryFiles } from './link/entries.ts';
import { createResolver } from './link/resolve.ts';
import { withComments } from './manifest/comments.ts';
import { folderMatcher } from './manifest/glob.ts';
import { loadRules } from './rules/load-rules.ts';
import { resultOf, type MadeScan, type Progress, type ScanResult } from './scan-result.ts';
import { bundleSources, readSources } from './sources.ts';

export interface ScanOptions {
  /** The files: a folder's, the git index's, or a commit's. */
  readonly tree: Tree;
  /** Path globs to leave out, from the manifest. */
  readonly ignore?: readonly string[];
  /** Whether TypeScript's types are asked for what is unknown without; default: yes. */
  readonly types?: boolean;
  /** Where scans are kept that need not be made again; default: nowhere. */
  readonly cache?: ScanCache;
  readonly onProgress?: (progress: Progress) => void;
}

/** Scans a tree of files. What could not be judged is among the inventory's problems; nothing is thrown for bad input. */
export async function scan(options: ScanOptions): Promise<ScanResult> {
  return resultOf(options.tree, await makeScan(options));
}

/** The same as plain data, without what reads the tree again. */
export async function makeScan(options: ScanOptions): Promise<MadeScan> {
  const { tree, ignore = [], types = true, cache = NO_CACHE } = options;
  const clock = startClock();
  const record = await cache.scan(tree, { ignore, types }, (observed) =>
    scanWhole({ ...options, tree: observed }, clock),
  );
  return { record, timings: clock.timings };
}

async function scanWhole(
  { tree, ignore = [], types = true, onProgress }: ScanOptions,
  clock: Clock,
): Promise<ScanRecord> {
  const { index: rules, problems: faults } = await loadRules(tree);
  const isIgnored = ignoring(ignore);
  const discovery = await clock.time('discover', () => discoverFiles(tree, { isIgnored }));
  const { sources, problems } = await clock.time('read', () => readSources(tree, discovery, rules));
  const versions = versionsFrom(discovery.components, tree.read);
  const analyzed = await clock.time('analyze', () =>
    analyze(sources, {
      knowledge: prepareRules(rules),
      ...resolutionOf(tree, discovery),
      guess: guesser(discovery),
      applies: (sink, component) => appliesTo(sink, component, versions),
      types,
      bundles: bundleSources(tree, discovery.bundles),
      onFile: progressOver(sources.length, onProgress ?? (() => undefined)),
    }),
  );
  const { destinations, problems: ofComments } = withComments(analyzed.destinations, analyzed.notes);
  const found = [...faults, ...discovery.problems, ...problems, ...analyzed.problems];
  const all = [...found, ...ofComments, ...versions.problems()];
  const read = new Set(sources.map(({ file }) => file.path));
  return {
    inventory: inventoryOf({ ...analyzed, destinations }, sources.filter(({ file }) => !isData(file.kind)).length, all),
    components: discovery.components.map(({ folder, name }) => ({ folder, name })),
    bundles: discovery.bundles.map(({ file }) => file.path),
    leftOut: leftOutOf({ ...discovery, read, isIgnored, problems: all }),
  };
}

/** Tells of the files in a hundred pieces: each word of progress goes from thread to thread. */
function progressOver(total: number, tell: (progress: Progress) => void): (done: number) => void {
  const piece = Math.ceil(total / 100);
  return (done) => {
    if (done % piece === 0 || done === total) tell({ stage: 'parse', done, total });
  };
}

/** A folder's glob leaves out everything in it, as in the manifest. */
function ignoring(globs: readonly string[]): (path: string) => boolean {
  const matchers = globs.map(folderMatcher);
  return (path) => matchers.some((matches) => matches(path));
}

function resolutionOf(tree: Tree, discovery: Discovery): Pick<AnalyzeOptions, 'resolveSpecifier' | 'entries'> {
  const readJson = (path: string): unknown => {
    const read = tree.read(path);
    const json = read.kind === 'text' ? parseRelaxedJson(read.text) : null;
    return json?.kind === 'value' ? json.value : null;
  };
  const packages = discovery.components.map(({ folder, name }) => ({
    folder,
    name,
    manifest: readJson(join(folder, 'package.json')),
  }));
  const paths = new Set(discovery.files.map(({ path }) => path));
  const resolveSpecifier = createResolver(paths, packages, readJson);
  return { resolveSpecifier, entries: entryFiles(paths, packages, resolveSpecifier) };
}

function guesser(discovery: Discovery): AnalyzeOptions['guess'] {
  const factsOf = factsFinder(discovery.components);
  return (file, met) => {
    const own = factsOf(file.path) ?? factsOf('.');
    return own ? guessSurface(file.path, own, met) : { surface: file.surface, firm: false };
  };
}

/** A sink for certain versions applies when the version in use is one of them; else it depends on what the others are for. */
function appliesTo({ sink, path }: SinkEnd, component: string, versions: Versions): Applicable {
  if (sink.versions === undefined || path.root.kind !== 'module') return true;
  const name = /^(?:@[^/]+\/)?[^/]+/.exec(path.root.specifier)?.[0] ?? path.root.specifier;
  const version = versions.versionOf(component, name);
  if (satisfies(version ?? '9999.0.0', sink.versions, { includePrerelease: true })) return true;
  if (version === null) return 'unless-newer';
  return ltr(version, sink.versions) ? 'unless-older' : false;
}

function inventoryOf(
  { destinations, parsed, unreached }: Analyzed,
  files: number,
  problems: readonly Problem[],
): Inventory {
  const shown = destinations.filter(({ verdict }) => verdict !== 'same-origin' && verdict !== 'loopback');
  return {
    summary: {
      files,
      parsed,
      sites: shown.reduce((count, { sites }) => count + sites.length, 0),
      destinations: shown.length,
      dynamic: shown.filter(({ verdict }) => verdict === 'dynamic').length,
    },
    destinations,
    problems,
    unreached,
  };
}

interface Clock {
  readonly timings: Readonly<Record<string, number>>;
  readonly time: <T>(stage: string, work: () => T | Promise<T>) => Promise<T>;
}

function startClock(): Clock {
  const timings: Record<string, number> = {};
  return {
    timings,
    async time(stage, work) {
      const began = performance.now();
      const result = await work();
      timings[stage] = performance.now() - began;
      return result;
    },
  };
}
