/** Which files of a repository are read, and their texts: code, and the data that it or a rule names. */
import { dirname, join } from 'node:path/posix';
import { locator, type Bundle, type Discovery } from './discover/files.ts';
import { globMatcher } from './discover/glob.ts';
import { isData, type SourceFile } from './discover/source-file.ts';
import type { Tree } from './discover/tree.ts';
import { foreignFile, invalidUtf8, largeFile, unreadableFile } from './errors/sources.ts';
import type { Problem } from './identify/destination.ts';
import { namedData } from './link/named-data.ts';
import { environmentFilesNamed } from './link/named-environment.ts';
import type { RuleIndex } from './rules/rule-index.ts';
import type { Source } from './analyze.ts';
import type { BundleSource } from './remarks.ts';

/** What was read, and what could not be. */
export interface Sources {
  readonly sources: readonly Source[];
  readonly problems: readonly Problem[];
}

/** Reads code first, then the data files that it or a rule names, then files of variables that these name. */
export function readSources(tree: Tree, discovery: Discovery, rules: RuleIndex): Sources {
  const read = readConfigured(tree, discovery.files, rules);
  const variables = readVariables(tree, discovery, read.sources);
  return {
    sources: [...read.sources, ...variables.sources],
    problems: [...read.problems, ...variables.problems],
  };
}

/** Files of variables whose name does not say that they are. */
function readVariables(tree: Tree, { unnamed, components }: Discovery, sources: readonly Source[]): Sources {
  const others = new Set(unnamed);
  const naming = sources.map(({ file, text }) => ({ path: file.path, text }));
  const { locate } = locator(components);
  const named = [...environmentFilesNamed(naming, (path) => others.has(path))].flatMap(
    (path): readonly SourceFile[] => {
      const standing = tree.look(path);
      if (standing.kind !== 'file' || standing.size > LARGEST_DATA) return [];
      return [{ path, kind: 'dotenv', size: standing.size, ...locate(path), readAs: join(dirname(path), '.env') }];
    },
  );
  return readAll(tree, named);
}

function readConfigured(tree: Tree, files: readonly SourceFile[], rules: RuleIndex): Sources {
  const { isNamed, mayBeTold, isTold } = configurationTests(rules);
  const data = files.filter(({ kind, size }) => isData(kind) && size <= LARGEST_DATA);
  const read = (of: readonly SourceFile[], isMeant: (path: string) => boolean): Sources =>
    readAll(
      tree,
      of.filter(({ path }) => isMeant(path)),
    );
  const code = readAll(
    tree,
    files.filter(({ kind }) => !isData(kind)),
  );
  const named = read(data, isNamed);
  // A tool's configuration names files as code does.
  const naming = [...code.sources, ...named.sources.filter(({ file }) => file.kind === 'json')];
  const others = [
    ...named.sources.filter(({ file }) => file.kind === 'yaml'),
    ...code.sources.filter(({ text }) => TAKES_FILES.test(text)),
  ].flatMap(({ text }) => filesIn(text));
  const paths = data.map(({ path }) => path);
  const imported = namedData([...naming.map(({ text }) => text), ...others], paths, rules.readers);
  const mentioned = read(data, (path) => imported.has(path) && !isNamed(path));
  // Of what only the text tells there is nothing to say where it cannot be read.
  const asked = read(data, (path) => !imported.has(path) && !isNamed(path) && mayBeTold(path));
  const large = files.filter(({ kind, size, path }) => isData(kind) && size > LARGEST_DATA && isNamed(path));
  return {
    sources: [
      ...code.sources,
      ...named.sources,
      ...mentioned.sources.map((source) => ({ ...source, isMentioned: true })),
      ...asked.sources.filter(isTold),
    ],
    problems: [code, named, mentioned]
      .flatMap(({ problems }) => problems)
      .concat(large.map(({ path }) => largeFile(path))),
  };
}

const TAKES_FILES = /\$\{file\(/;

/** Files that a configuration of the Serverless Framework takes values from, as code would name them: `${file(./urls.yml):api}`. */
function filesIn(text: string): readonly string[] {
  return [...text.matchAll(/\$\{file\(([^()]+)\)/g)].map(([, path = '']) => {
    const name = path.trim().replaceAll(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, '${name}');
    return name.includes('$') ? `\`${name}\`` : `'${name}'`;
  });
}

interface ConfigurationTests {
  /** Whether the path alone says that a file configures something. */
  readonly isNamed: (path: string) => boolean;
  /** Whether its text may say so. */
  readonly mayBeTold: (path: string) => boolean;
  readonly isTold: (source: Source) => boolean;
}

function configurationTests({ configuration }: RuleIndex): ConfigurationTests {
  const tests = configuration.map(({ files, holds }) => ({ covers: globMatcher(files), holds }));
  return {
    isNamed: (path) => tests.some(({ covers, holds }) => holds.length === 0 && covers(path)),
    mayBeTold: (path) => tests.some(({ covers }) => covers(path)),
    isTold: ({ file, text }) =>
      tests.some(({ covers, holds }) => holds.every((part) => text.includes(part)) && covers(file.path)),
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

/** Reads code that is only looked into: one after the other, so that no two of them are in memory. */
export function* bundleSources(tree: Tree, bundles: readonly Bundle[]): Iterable<BundleSource> {
  for (const { file, vendored } of bundles) {
    const read = tree.read(file.path);
    yield { file, vendored, text: read.kind === 'text' ? read.text : '' };
  }
}
