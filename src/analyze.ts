/** From source texts to destinations: every stage between reading and comparing, pure and in order. */
import { propagateSurfaces } from './discover/propagate-surfaces.ts';
import { isData, type SourceFile } from './discover/source-file.ts';
import { refineSurface, type SurfaceGuess } from './discover/surface.ts';
import { literalCredential, parseFailed, partlyRead } from './errors/sources.ts';
import { readModules, type ReadFailure, type ReadModule } from './extract/read-modules.ts';
import { createAnalysis } from './find/analysis.ts';
import { createApplying, type Applicable } from './find/applying.ts';
import { find } from './find/find.ts';
import type { Finding, LiteralCredential } from './find/finding.ts';
import { findInTexts } from './find/text-scripts.ts';
import type { SinkEnd } from './find/uses.ts';
import { resolve } from './find/resolve.ts';
import { createCatalogue, type Catalogue } from './identify/catalogue.ts';
import { isProduction, type Destination, type Problem, type Surface, type Unreached } from './identify/destination.ts';
import { identify } from './identify/identify.ts';
import { withAutoImports } from './link/auto-imports.ts';
import { link, type LinkedModule, type Program } from './link/program.ts';
import type { ResolveSpecifier } from './link/resolve.ts';
import type { Module } from './lower/module.ts';
import { parse, type Parser } from './parse/parse.ts';
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
  readonly guess: (file: SourceFile) => SurfaceGuess;
  /** Whether a sink is for the version of its package that a component uses. */
  readonly applies: (sink: SinkEnd, component: string) => Applicable;
  /** Files whose exports are for others than this repository: the entries of packages that are published. */
  readonly entries: ReadonlySet<string>;
  readonly parser?: Parser;
  /** Whether types are asked for what is unknown without; default: yes. */
  readonly types?: boolean;
  readonly onFile?: (done: number) => void;
}

export interface Analyzed {
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
    const { modules, failures } = readModules(source.file, source.text, options.parser ?? parse);
    return { file: source.file, modules, failures: source.isMentioned === true ? [] : failures };
  });
  const linked = linkAll(
    read.flatMap(({ modules }) => modules),
    options,
  );
  const surfaces = surfacesOf(linked, options);
  const program = placed(linked, surfaces, options);
  const { catalogue } = options.knowledge;
  const trie = trieFor(program, options.knowledge);
  const applies = createApplying(trie, options.applies);
  const oracle = options.types === false ? null : oracleOf(program, options);
  const analysis = createAnalysis(program, trie, applies, options.entries, oracle);
  const uses = find(program, analysis);
  const resolved = uses.map((use) => resolve(use, analysis));
  const inTexts = findInTexts(uses, analysis, options.parser ?? parse);
  const findings = [...resolved.flatMap((one) => one.findings), ...inTexts];
  return {
    destinations: identify(findings, catalogue),
    unreached: resolved.flatMap((one) => one.unreached),
    problems: [
      ...read.flatMap(({ file, failures }) =>
        failures.map((one) => unparsed(one, surfaces.get(file.path) ?? file.surface, file)),
      ),
      ...literalCredentials(findings, catalogue),
    ],
    parsed: read.filter(({ modules }) => modules.some(({ file }) => !isData(file.kind))).length,
  };
}

/** Whether a failure gates is known once the surface of its file is. */
function unparsed(failure: ReadFailure, surface: Surface, { path }: SourceFile): Problem {
  const { message, line, column, isPart } = failure;
  if (isPart === true) return partlyRead(path, message);
  return parseFailed(path, line, column, message, isProduction(surface));
}

/** Secrets in code that is shipped; those of tests and scripts are seldom ones. */
function literalCredentials(findings: readonly Finding[], catalogue: Catalogue): readonly Problem[] {
  const places = new Map<string, { readonly literal: LiteralCredential; readonly who: Set<string> }>();
  for (const { literals, service, api, surface } of findings) {
    if (!isProduction(surface) || surface === 'browser') continue;
    for (const literal of literals) {
      const key = `${literal.file}:${literal.line} ${literal.masked}`;
      const place = places.get(key) ?? { literal, who: new Set<string>() };
      places.set(key, place);
      place.who.add((service === null ? null : catalogue.byId(service)?.name) ?? api);
    }
  }
  // One secret that several clients are handed is one to revoke.
  return [...places.values()].map(({ literal: { file, line, masked }, who }) =>
    literalCredential(file, line, [...who].toSorted(), masked),
  );
}

/** The positions of all rules, with the names that matter to a program. */
export function trieFor({ modules }: Program, { rules, positions }: Knowledge): Trie {
  const specifiers = new Set(modules.flatMap(({ imports }) => imports.map(({ specifier }) => specifier)));
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
  const modules = withAutoImports(read.map(({ module }) => module));
  const linked = read.map(({ module, file, source }, id): LinkedModule => ({
    ...(modules[id] ?? module),
    id,
    file,
    source,
  }));
  return link(linked, options.resolveSpecifier);
}

/** Where each file runs: its path, what it says itself, and who imports it. */
function surfacesOf(program: Program, options: AnalyzeOptions): ReadonlyMap<string, SourceFile['surface']> {
  const guesses = new Map<string, SurfaceGuess>();
  const importers = new Map<string, Set<string>>();
  for (const module of program.modules) {
    const own = guesses.get(module.path) ?? options.guess(module.file);
    guesses.set(module.path, refineSurface(own, evidenceOf(module)));
    for (const { specifier, typeOnly } of module.imports) {
      const target = typeOnly ? null : program.resolve(module, specifier);
      if (!target) continue;
      const known = importers.get(target.path);
      if (known) known.add(module.path);
      else importers.set(target.path, new Set([module.path]));
    }
  }
  return propagateSurfaces(guesses, importers);
}

const NODE_ONLY =
  /^(?:server-only$|node:)|^(?:fs|net|tls|http|https|child_process|cluster|dgram|dns|http2|os|worker_threads)(?:\/|$)/;
const DOM_GLOBALS = new Set(['window', 'document', 'localStorage', 'sessionStorage']);

function evidenceOf(module: Module): Parameters<typeof refineSurface>[1] {
  const imports = module.imports.filter(({ typeOnly }) => !typeOnly);
  return {
    directives: module.directives,
    importsServerOnly: imports.some(({ specifier }) => NODE_ONLY.test(specifier)),
    importsClientOnly: imports.some(({ specifier }) => specifier === 'client-only'),
    usesDom: module.expressions.some((expr) => expr.kind === 'global' && DOM_GLOBALS.has(expr.name)),
  };
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
