/** From source texts to destinations: every stage between reading and comparing, pure and in order. */
import { isBundledScript } from './discover/bundle.ts';
import { isData, type SourceFile } from './discover/source-file.ts';
import { readModules, type ReadModule } from './extract/read-modules.ts';
import { createAnalysis } from './find/analysis.ts';
import { createApplying, type Applicable } from './find/applying.ts';
import { contained } from './find/contained.ts';
import { contentPolicies } from './find/content-policies.ts';
import { find } from './find/find.ts';
import { resolve } from './find/resolve.ts';
import { withoutSettled } from './find/settled.ts';
import { findInTexts } from './find/text-scripts.ts';
import type { SinkEnd } from './find/uses.ts';
import { createCatalogue, type Catalogue } from './identify/catalogue.ts';
import { readPolicy } from './identify/content-policy.ts';
import { isProduction, type Destination, type Problem, type Surface, type Unreached } from './identify/destination.ts';
import { identify } from './identify/identify.ts';
import { withAutoImports } from './link/auto-imports.ts';
import type { Entries } from './link/entries.ts';
import { withImportMaps } from './link/import-maps.ts';
import { importedByName } from './link/imported-by-name.ts';
import { link, type LinkedModule, type Program } from './link/program.ts';
import type { ResolveSpecifier } from './link/resolve.ts';
import { surfacesOf, type Guess } from './link/surfaces.ts';
import type { Note } from './lower/note.ts';
import { entryOfFile, packageAround, packageOfFile } from './lower/package-names.ts';
import { parse, type Parser } from './parse/parse.ts';
import { literalCredentials, lookInto, notFollowed, policyProblems, unparsed, type BundleSource } from './remarks.ts';
import { collectNames } from './rules/call-names.ts';
import type { RuleIndex } from './rules/rule-index.ts';
import { createPositions, type Positions, type Trie } from './rules/trie.ts';
import { createTypeOracle, type TypeOracle } from './types/oracle.ts';
import { LIMITS } from './values/limits.ts';

export interface Source {
  readonly file: SourceFile;
  readonly text: string;
  /** Data that only the name in some code leads to: it may be wrong on purpose, or for somebody else. */
  readonly isMentioned?: boolean;
}

/** Rules, indexed for matching and for naming. */
export interface Knowledge {
  readonly rules: RuleIndex;
  readonly positions: Positions;
  readonly catalogue: Catalogue;
}

export interface AnalyzeOptions {
  readonly knowledge: Knowledge;
  readonly resolveSpecifier: ResolveSpecifier;
  /** The surface that a path suggests. */
  readonly guess: Guess;
  /** Whether a sink is for the version of its package that a component uses. */
  readonly applies: (sink: SinkEnd, component: string) => Applicable;
  /** Files whose exports are for others than this repository: the entries of packages that are published. */
  readonly entries: Entries;
  readonly parser?: Parser;
  /** Code that is built or somebody else's: only looked into, and read one at a time. */
  readonly bundles?: Iterable<BundleSource>;
  /** Whether types are asked for what is unknown without; default: yes. */
  readonly types?: boolean;
  readonly onFile?: (done: number) => void;
}

/** A comment that declares something, and whether its file is one that gates. */
export interface FileNote extends Note {
  readonly file: string;
  readonly gates: boolean;
}

export interface Analyzed {
  readonly notes: readonly FileNote[];
  readonly destinations: readonly Destination[];
  readonly problems: readonly Problem[];
  readonly unreached: readonly Unreached[];
  /** Files that were parsed. */
  readonly parsed: number;
}

/** Prepares rules; the result serves any number of analyses. */
export function prepareRules(rules: RuleIndex): Knowledge {
  return { rules, positions: createPositions(rules), catalogue: createCatalogue(rules) };
}

/** Analyses source texts. */
export function analyze(sources: readonly Source[], options: AnalyzeOptions): Analyzed {
  const read = sources.map((source, index) => {
    options.onFile?.(index + 1);
    const { file, text } = source;
    const { modules, failures, built } = readModules(file, text, options.parser ?? parse, isBundledScript);
    return { file, modules, failures: source.isMentioned === true ? [] : failures, built };
  });
  const linked = linkAll(
    read.flatMap(({ modules }) => modules),
    options,
  );
  const surfaces = surfacesOf(linked, options.guess);
  const program = placed(linked, surfaces, options);
  const { catalogue } = options.knowledge;
  const trie = trieFor(program, options.knowledge);
  const applies = createApplying(trie, options.applies);
  const oracle = options.types === false ? null : oracleOf(program, options);
  const analysis = createAnalysis(program, trie, applies, options.entries, oracle);
  const uses = withoutSettled(find(program, analysis), analysis);
  const resolved = uses.map((use) =>
    contained(use, analysis.contained, () => resolve(use, analysis), { findings: [], unreached: [] }),
  );
  const inTexts = findInTexts(uses, analysis, options.parser ?? parse);
  const findings = [...resolved.flatMap((one) => one.findings), ...inTexts];
  const bundled = lookInto(allBundles(options.bundles ?? [], read));
  const destinations = identify([...findings, ...bundled.findings], catalogue);
  return {
    destinations,
    unreached: resolved.flatMap((one) => one.unreached),
    problems: [
      ...read.flatMap(({ file, failures }) =>
        failures.map((one) => unparsed(one, surfaces.get(file.path) ?? file.surface, file)),
      ),
      ...analysis.contained.unfollowed.map(notFollowed),
      ...literalCredentials(findings, catalogue),
      ...bundled.problems,
      ...policyProblems(contentPolicies(program, analysis).map(readPolicy), destinations),
    ],
    notes: notesOf(read, surfaces),
    parsed: read.filter(({ modules }) => modules.some(({ file }) => !isData(file.kind))).length,
  };
}

/** Bundles that are files, and what a bundler wrote into pages. */
function* allBundles(
  bundles: Iterable<BundleSource>,
  read: readonly { readonly file: SourceFile; readonly built?: string | undefined }[],
): Iterable<BundleSource> {
  yield* bundles;
  for (const { file, built } of read) {
    if (built !== undefined) yield { file: { ...file, kind: 'script' }, text: built, vendored: null };
  }
}

function notesOf(
  read: readonly { readonly file: SourceFile; readonly modules: readonly ReadModule[] }[],
  surfaces: ReadonlyMap<string, Surface>,
): readonly FileNote[] {
  return read.flatMap(({ file, modules }) => {
    const gates = isProduction(surfaces.get(file.path) ?? file.surface);
    return modules.flatMap(({ module }) => module.notes.map((note) => ({ ...note, file: file.path, gates })));
  });
}

/** The positions of all rules, with the names that matter to a program. */
export function trieFor({ modules }: Program, { rules, positions }: Knowledge): Trie {
  const written = modules.flatMap(({ imports }) => imports.map(({ specifier }) => specifier));
  const around = written.flatMap(
    (specifier) =>
      packageOfFile(specifier) ?? (positions.modules.get(specifier) ? [] : (packageAround(specifier) ?? [])),
  );
  const named = importedByName(modules).filter((text) => positions.modules.get(text) !== null);
  const specifiers = new Set([...written, ...written.map(entryOfFile), ...around, ...named]);
  return { ...positions, names: collectNames(rules, specifiers) };
}

function oracleOf(program: Program, { knowledge, resolveSpecifier }: AnalyzeOptions): TypeOracle {
  const scripts = program.modules.filter(({ file }) => file.kind === 'script');
  const texts = new Map(scripts.map(({ path, source }) => [path, source.text]));
  return createTypeOracle({
    textOf: (path) => texts.get(path) ?? null,
    resolve: resolveSpecifier,
    packages: knowledge.positions.modules,
    limits: {
      questions: LIMITS.typeQuestions,
      files: { near: LIMITS.typeFilesNear, receiver: LIMITS.typeFilesOfReceiver, far: LIMITS.typeFiles },
      alternatives: LIMITS.choiceWidth,
    },
  });
}

function linkAll(read: readonly ReadModule[], options: AnalyzeOptions): Program {
  const { modules: packages } = options.knowledge.positions;
  const isKnown = (name: string): boolean => packages.get(name) !== null;
  const modules = withImportMaps(withAutoImports(read.map(({ module }) => module)), isKnown);
  const linked = read.map(({ module, file, source }, id): LinkedModule => ({
    ...(modules[id] ?? module),
    id,
    file,
    source,
  }));
  return link(linked, options.resolveSpecifier);
}

/** The same program with the surface of each file settled. */
function placed(
  program: Program,
  surfaces: ReadonlyMap<string, SourceFile['surface']>,
  options: AnalyzeOptions,
): Program {
  const modules = program.modules.map((module) => {
    const surface = surfaces.get(module.path) ?? module.file.surface;
    return { ...module, file: { ...module.file, surface } };
  });
  return link(modules, options.resolveSpecifier);
}
