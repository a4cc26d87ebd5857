/**
 * A scan from a tree of files to an inventory: the table of contents of the program.
 *
 *   discover -> read -> parse + lower -> link -> find -> resolve -> identify
 *
 * Everything after reading is in analyze.ts; comparing with the manifest is src/drift.
 */
import { join } from 'node:path';
import satisfies from 'semver/functions/satisfies.js';
import {
  analyze,
  prepareRules,
  type AnalyzeOptions,
  type Analyzed,
  type BundleSource,
  type Source,
} from './analyze.ts';
import { discoverFiles, type Bundle, type Discovery } from './discover/files.ts';
import { parseRelaxedJson } from './discover/json.ts';
import { globMatcher } from './discover/glob.ts';
import { leftOutOf, type LeftOut } from './discover/left-out.ts';
import { isData, type Component, type SourceFile } from './discover/source-file.ts';
import { componentFacts, guessSurface, type SurfaceGuess } from './discover/surface.ts';
import type { Tree } from './discover/tree.ts';
import { versionsFrom, type Versions } from './discover/versions.ts';
import { foreignFile, invalidUtf8, largeFile, unreadableFile } from './errors/sources.ts';
import type { Applicable } from './find/applying.ts';
import type { SinkEnd } from './find/uses.ts';
import type { Inventory, Problem } from './identify/destination.ts';
import { entryFiles } from './link/entries.ts';
import { namedData } from './link/named-data.ts';
import { createResolver } from './link/resolve.ts';
import { withComments } from './manifest/comments.ts';
import { folderMatcher } from './manifest/glob.ts';
import { redact } from './parse/redact.ts';
import { loadRules } from './rules/load-rules.ts';
import type { RuleIndex } from './rules/rule-index.ts';

export interface Progress {
  readonly stage: string;
  readonly done: number;
  readonly total: number;
}

export interface ScanOptions {
  /** The files: a folder's, the git index's, or a commit's. */
  readonly tree: Tree;
  /** Path globs to leave out, from the manifest. */
  readonly ignore?: readonly string[];
  /** Whether TypeScript's types are asked for what is unknown without; default: yes. */
  readonly types?: boolean;
  readonly onProgress?: (progress: Progress) => void;
}

export interface ScanResult {
  readonly inventory: Inventory;
  /** The workspace packages. */
  readonly components: readonly Pick<Component, 'folder' | 'name'>[];
  /** The rules that were used. */
  readonly rules: RuleIndex;
  /** Lines of a scanned file, from 1, both ends included; none when the file is unknown. */
  readonly lines: (file: string, from: number, to: number) => readonly string[];
  /** What was not read, and why. */
  readonly leftOut: () => readonly LeftOut[];
  /** Milliseconds by stage. */
  readonly timings: Readonly<Record<string, number>>;
}

/** Scans a tree of files. What could not be judged is among the inventory's problems; nothing is thrown for bad input. */
export async function scan(options: ScanOptions): Promise<ScanResult> {
  const clock = startClock();
  const { index: rules, problems: faults } = await loadRules(options.tree);
  const isIgnored = ignoring(options.ignore ?? []);
  const discovery = await clock.time('discover', () => discoverFiles(options.tree, { isIgnored }));
  const { sources, problems } = await clock.time('read', () => readSources(options.tree, discovery.files, rules));
  const versions = versionsFrom(discovery.components, options.tree.read);
  const analyzed = await clock.time('analyze', () =>
    analyze(sources, {
      knowledge: prepareRules(rules),
      ...resolutionOf(options.tree, discovery),
      guess: guesser(discovery),
      applies: (sink, component) => appliesTo(sink, component, versions),
      types: options.types ?? true,
      bundles: bundleSources(options.tree, discovery.bundles),
      onFile: (done) => options.onProgress?.({ stage: 'parse', done, total: sources.length }),
    }),
  );
  const { destinations, problems: ofComments } = withComments(analyzed.destinations, analyzed.notes);
  const found = [...faults, ...discovery.problems, ...problems, ...analyzed.problems];
  const all = [...found, ...ofComments, ...versions.problems()];
  return {
    inventory: inventoryOf({ ...analyzed, destinations }, sources.filter(isCode).length, all),
    components: discovery.components.map(({ folder, name }) => ({ folder, name })),
    rules,
    lines: lineReader(sources),
    leftOut: () => {
      const read = new Set(sources.map(({ file }) => file.path));
      return leftOutOf({ ...discovery, read, isIgnored, problems: all });
    },
    timings: clock.timings,
  };
}

/** A folder's glob leaves out everything in it, as in the manifest. */
function ignoring(globs: readonly string[]): (path: string) => boolean {
  const matchers = globs.map(folderMatcher);
  return (path) => matchers.some((matches) => matches(path));
}

function isCode({ file }: Source): boolean {
  return !isData(file.kind);
}

interface Sources {
  readonly sources: readonly Source[];
  readonly problems: readonly Problem[];
}

/** Code first, then the data files that it or a rule names. */
function readSources(tree: Tree, files: readonly SourceFile[], rules: RuleIndex): Sources {
  const tests = rules.configuration.map(({ files: globs, holds }) => ({ covers: globMatcher(globs), holds }));
  const isNamed = (path: string): boolean => tests.some(({ covers, holds }) => holds.length === 0 && covers(path));
  const data = files.filter(({ kind, size }) => isData(kind) && size <= LARGEST_DATA);
  const read = (of: readonly SourceFile[], isMeant: (file: SourceFile) => boolean): Sources =>
    readAll(tree, of.filter(isMeant));
  const code = read(files, ({ kind }) => !isData(kind));
  const configuration = read(data, ({ path }) => isNamed(path));
  // A tool's configuration names files as code does.
  const naming = [...code.sources, ...configuration.sources.filter(({ file }) => file.kind === 'json')];
  const texts = naming.map(({ text }) => text);
  const paths = data.map(({ path }) => path);
  const imported = namedData(texts, paths, rules.readers);
  const mentioned = read(data, ({ path }) => imported.has(path) && !isNamed(path));
  // Of what only the text tells there is nothing to say where it cannot be read.
  const asked = read(
    data,
    ({ path }) => !imported.has(path) && !isNamed(path) && tests.some((one) => one.covers(path)),
  );
  const told = asked.sources.filter(({ file, text }) =>
    tests.some(({ covers, holds }) => holds.every((part) => text.includes(part)) && covers(file.path)),
  );
  const large = files.filter(({ kind, size, path }) => isData(kind) && size > LARGEST_DATA && isNamed(path));
  const optional = mentioned.sources.map((source) => ({ ...source, isMentioned: true }));
  return {
    sources: [...code.sources, ...configuration.sources, ...optional, ...told],
    problems: [code, configuration, mentioned]
      .flatMap((one) => one.problems)
      .concat(large.map(({ path }) => largeFile(path))),
  };
}

/** A larger file is a data set, not configuration. */
const LARGEST_DATA = 512 * 1024;

function readAll(tree: Tree, files: readonly SourceFile[]): Sources {
  const sources: Source[] = [];
  const problems: Problem[] = [];
  tree.expect(files.map(({ path }) => path));
  for (const file of files) {
    const read = tree.read(file.path);
    if (read.kind === 'text') sources.push({ file, text: read.text });
    if (read.kind === 'text' && read.lossy) problems.push(invalidUtf8(file.path));
    if (read.kind === 'foreign') problems.push(foreignFile(file.path, read.what));
    if (read.kind === 'denied') problems.push(unreadableFile(file.path, read.detail, true));
  }
  return { sources, problems };
}

/** One after the other, so that no two of them are in memory. */
function* bundleSources(tree: Tree, bundles: readonly Bundle[]): Iterable<BundleSource> {
  for (const { file, vendored } of bundles) {
    const read = tree.read(file.path);
    yield { file, vendored, text: read.kind === 'text' ? read.text : '' };
  }
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

function guesser(discovery: Discovery): (file: SourceFile) => SurfaceGuess {
  const facts = new Map(discovery.components.map((component) => [component.folder, componentFacts(component)]));
  return (file) => {
    const own = facts.get(file.component) ?? facts.get('.');
    return own ? guessSurface(file.path, own) : { surface: file.surface, firm: false };
  };
}

/** A sink for certain versions applies when the version in use is one of them, or none is known and it is for the newest. */
function appliesTo({ sink, path }: SinkEnd, component: string, versions: Versions): Applicable {
  if (sink.versions === undefined || path.root.kind !== 'module') return true;
  const name = /^(?:@[^/]+\/)?[^/]+/.exec(path.root.specifier)?.[0] ?? path.root.specifier;
  const version = versions.versionOf(component, name);
  const applies = satisfies(version ?? '9999.0.0', sink.versions, { includePrerelease: true });
  return version === null && !applies ? 'unless-newer' : applies;
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

function lineReader(sources: readonly Source[]): ScanResult['lines'] {
  const texts = new Map(sources.map(({ file, text }) => [file.path, text]));
  return (file, from, to) => {
    const text = texts.get(file);
    return text === undefined
      ? []
      : text
          .split(/\r?\n/)
          .slice(from - 1, to)
          .map(redact);
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
