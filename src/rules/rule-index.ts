/** Rules by where their paths begin, so that a program pays for the packages that it uses and for no others. */
import { rootName, type Root } from './pattern.ts';
import type { CompiledRule, Rule, RulePath } from './rule.ts';

export interface RuleIndex {
  /** Null when there is no such rule. */
  readonly rule: (id: string) => Rule | null;
  /** The ids of all rules, in order. */
  readonly ids: readonly string[];
  /** The names of all roots of one kind. */
  readonly roots: (kind: Root['kind']) => readonly string[];
  /** What begins at a root. */
  readonly paths: (kind: Root['kind'], name: string) => readonly RulePath[];
  /** The host patterns of services, by the id of the rule. */
  readonly hosts: ReadonlyMap<string, readonly string[]>;
  readonly readers: readonly FileReader[];
  /** The ids of the rules that say what a program connects to, by its name. */
  readonly programs: ReadonlyMap<string, readonly string[]>;
  /** The files whose exports are read for what they configure, whoever imports them. */
  readonly configuration: readonly Configuration[];
}

/** Files that configure something: globs, and texts that all stand in such a file where its name alone says too little. */
export interface Configuration {
  readonly files: readonly string[];
  readonly holds: readonly string[];
}

/** Files that a package reads without being told: globs, `!` before what is left out. */
export interface FileReader {
  readonly packages: readonly string[];
  readonly files: readonly string[];
}

/** Indexes compiled rules. */
export function indexRules(compiled: readonly CompiledRule[]): RuleIndex {
  const rules = new Map(compiled.map(({ rule }) => [rule.id, rule]));
  const byRoot = pathsByRoot(compiled);
  return {
    rule: (id) => rules.get(id) ?? null,
    ids: [...rules.keys()],
    roots: (kind) => [...(byRoot.get(kind)?.keys() ?? [])],
    paths: (kind, name) => byRoot.get(kind)?.get(name) ?? [],
    hosts: new Map(compiled.flatMap(({ rule }) => (rule.hosts.length > 0 ? [[rule.id, rule.hosts] as const] : []))),
    readers: compiled.flatMap(({ rule }) => readersOf(rule)),
    programs: programsOf(compiled.map(({ rule }) => rule)),
    configuration: byTexts(compiled.flatMap(configurationOf)),
  };
}

/** One catalogue over another: of two rules with the same id, the first counts. */
export function joinIndexes(over: RuleIndex, under: RuleIndex): RuleIndex {
  const own = new Set(over.ids);
  const isKept = (id: string): boolean => !own.has(id);
  return {
    rule: (id) => over.rule(id) ?? under.rule(id),
    ids: [...over.ids, ...under.ids.filter(isKept)],
    roots: (kind) => [...new Set([...over.roots(kind), ...under.roots(kind)])],
    paths: (kind, name) => [...over.paths(kind, name), ...under.paths(kind, name).filter(({ rule }) => isKept(rule))],
    hosts: new Map([...[...under.hosts].filter(([id]) => isKept(id)), ...over.hosts]),
    readers: [...over.readers, ...under.readers],
    programs: joined(over.programs, under.programs, isKept),
    configuration: byTexts([...over.configuration, ...under.configuration]),
  };
}

function programsOf(rules: readonly Rule[]): ReadonlyMap<string, readonly string[]> {
  const programs = new Map<string, readonly string[]>();
  for (const { id, commands } of rules) {
    for (const name of new Set(commands.flatMap(({ patterns }) => patterns.map(({ program }) => program)))) {
      programs.set(name, [...(programs.get(name) ?? []), id]);
    }
  }
  return programs;
}

function joined(
  over: ReadonlyMap<string, readonly string[]>,
  under: ReadonlyMap<string, readonly string[]>,
  isKept: (id: string) => boolean,
): ReadonlyMap<string, readonly string[]> {
  const names = new Set([...over.keys(), ...under.keys()]);
  return new Map(
    [...names].map((name) => [name, [...(over.get(name) ?? []), ...(under.get(name) ?? []).filter(isKept)]]),
  );
}

type ByRoot = ReadonlyMap<Root['kind'], ReadonlyMap<string, readonly RulePath[]>>;

function pathsByRoot(compiled: readonly CompiledRule[]): ByRoot {
  const kinds = new Map<Root['kind'], Map<string, RulePath[]>>();
  for (const one of compiled.flatMap(({ paths }) => paths)) {
    const { root } = one.path;
    const names = kinds.get(root.kind) ?? new Map<string, RulePath[]>();
    const name = rootName(root, one.rule);
    names.set(name, [...(names.get(name) ?? []), one]);
    kinds.set(root.kind, names);
  }
  return kinds;
}

function configurationOf({ rule, paths }: CompiledRule): readonly Configuration[] {
  return paths.flatMap(({ path, target }) => {
    if (path.root.kind !== 'export') return [];
    const about =
      target.kind === 'sink'
        ? rule.sinks[target.index]
        : target.kind === 'function'
          ? rule.functions[target.index]
          : undefined;
    return about?.files ? [{ files: about.files, holds: about.holds ?? [] }] : [];
  });
}

/** One entry for all files that must hold the same. */
function byTexts(all: readonly Configuration[]): readonly Configuration[] {
  const found = new Map<string, Configuration>();
  for (const { files, holds } of all) {
    const key = holds.join('\n');
    found.set(key, { files: [...(found.get(key)?.files ?? []), ...files], holds });
  }
  return [...found.values()].map(({ files, holds }) => ({ files: [...new Set(files)].toSorted(), holds }));
}

function readersOf({ packages, functions }: Rule): readonly FileReader[] {
  return functions.flatMap(({ files, namedBy = [] }) => (files ? [{ packages, files: [...files, ...namedBy] }] : []));
}
