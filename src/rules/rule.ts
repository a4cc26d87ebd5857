/** Rules as the program uses them: what a rule file says, and apart from it the paths to which its snippets compile. */
import { compileCommand, type Command } from './command.ts';
import {
  placedConstants,
  plainConstants,
  type Constants,
  type ConstantValue,
  type ImportedPath,
  type PlacedConstant,
} from './constants.ts';
import type { ArgPattern, Capture, PathPattern } from './pattern.ts';
import type {
  CalledRule,
  PassThroughRule,
  ClientRule,
  FunctionRule,
  ServiceRule,
  SinkRule,
  TypeRule,
} from './schema.ts';
import type { Category, Returns } from './vocabulary.ts';
import { SnippetError } from './snippet-arguments.ts';
import { compileSnippet } from './snippet.ts';

export type RuleFamily = 'services' | 'clients' | 'functions';

/** What a sink says besides where it stands. */
export type Sink = Omit<SinkRule, 'match' | 'where'>;

export interface PassThrough {
  readonly returns: Returns;
  /** What the keys of a plain object stand for that describes a schema. */
  readonly keys?: Readonly<Record<string, Capture>> | undefined;
  /** Globs of the files whose exports are read or that hold settings, and of those that hold the names of variables. */
  readonly files?: readonly string[] | undefined;
  /** Texts that all stand in those files. */
  readonly holds?: readonly string[] | undefined;
  readonly namedBy?: readonly string[] | undefined;
  /** What begins the names of the variables that override settings. */
  readonly variables?: string | undefined;
  /** Of "exported": the names of the exports, the files, which of them, and the member that has the results. */
  readonly exports?: readonly string[] | undefined;
  readonly fromFiles?: readonly string[] | undefined;
  readonly within?: PassThroughRule['within'];
  readonly under?: string | undefined;
  readonly inside?: string | undefined;
  readonly by?: string | undefined;
  readonly notation?: 'constant' | 'snake' | undefined;
  readonly digits?: 'apart' | undefined;
  /** Of "address": where the service keeps its files, and the variable that says so. */
  readonly targets?: readonly string[] | undefined;
  readonly env?: string | undefined;
  /** Of "told": what is held from then on, where no argument says it. */
  readonly telling?: 'local' | 'input' | undefined;
  /** Whether what is told is held by the first object on the way. */
  readonly ofOne?: true | undefined;
}

/** Functions that a library calls. */
export interface Called extends Pick<
  CalledRule,
  'versions' | 'files' | 'fromFiles' | 'within' | 'inline' | 'ofOne' | 'drafts'
> {
  /** Whether another call says what with. */
  readonly isFed: boolean;
}

/** What a rule says, but for the paths at which it says it. */
export interface Rule {
  /** `services/openai`. */
  readonly id: string;
  readonly family: RuleFamily;
  readonly name: string;
  readonly category: Category | null;
  readonly vendor: string | null;
  /** Whether it keeps data by design; null where that is not known. */
  readonly stores: 'stateful' | 'ephemeral' | null;
  readonly homepage: string | null;
  /** Its data-processing terms or sub-processors. */
  readonly terms: string | null;
  readonly hosts: readonly string[];
  readonly packages: readonly string[];
  readonly documentation: string | null;
  readonly sinks: readonly Sink[];
  readonly functions: readonly PassThrough[];
  readonly calls: readonly Called[];
  readonly commands: readonly Command[];
  readonly constants: readonly ConstantValue[];
}

/** What a path leads to: a part of its rule, by its index there, or a type that a package exports for what the path gives. */
export type PathTarget =
  | { readonly kind: 'sink' | 'function' | 'handed' | 'from' | 'constant'; readonly index: number }
  /** What another snippet asks for as an argument. */
  | { readonly kind: 'import' }
  | { readonly kind: 'type'; readonly name: string };

/** A compiled snippet. */
export interface RulePath {
  readonly rule: string;
  readonly target: PathTarget;
  readonly path: PathPattern;
}

/** A rule with its snippets. */
export interface CompiledRule {
  readonly rule: Rule;
  readonly paths: readonly RulePath[];
}

export type RuleFile =
  | { readonly family: 'services'; readonly id: string; readonly rule: ServiceRule }
  | { readonly family: 'clients'; readonly id: string; readonly rule: ClientRule }
  | { readonly family: 'functions'; readonly id: string; readonly rule: FunctionRule };

/** `services/openai`. */
export function ruleId({ family, id }: RuleFile): string {
  return `${family}/${id}`;
}

/** Compiles a validated rule file. Throws SnippetError. */
export function compileRule(file: RuleFile): CompiledRule {
  const { rule } = file;
  const isService = file.family === 'services';
  const { sinks, functions, calls } = partsOf(file);
  const constants = constantsOf(file);
  return {
    rule: {
      id: ruleId(file),
      family: file.family,
      name: rule.name,
      category: isService ? file.rule.category : null,
      ...factsOf(file),
      hosts: isService ? file.rule.hosts : [],
      packages: rule.packages ?? [],
      documentation: rule.documentation ?? null,
      sinks: sinks.map(({ match: _match, where: _where, ...rest }) => rest),
      functions: functions.map(({ imports: _imports, match: _match, where: _where, ...rest }) => rest),
      calls: calls.map(({ versions, files, fromFiles, within, inline, ofOne, drafts, from }) => ({
        versions,
        files,
        fromFiles,
        within,
        inline,
        ofOne,
        drafts,
        isFed: from !== undefined,
      })),
      commands: file.family === 'clients' ? (file.rule.commands ?? []).map(compileCommand) : [],
      constants: constants.map(({ value }) => value),
    },
    paths: withImported(pathsOf(file, constants)),
  };
}

function constantsOf({ family, rule }: RuleFile): readonly PlacedConstant[] {
  const written = family === 'functions' ? [] : (rule.constants ?? []);
  return written.flatMap(({ match, value }) => compileAll(match, {}).flatMap((path) => placedConstants(path, value)));
}

/** With a place for each export that a snippet asks for as an argument. */
function withImported(paths: readonly RulePath[]): readonly RulePath[] {
  const found = paths.flatMap(({ rule, path }) =>
    path.steps
      .flatMap((step) => ('args' in step ? step.args.flatMap(importsIn) : []))
      .map((one): RulePath => ({
        rule,
        target: { kind: 'import' },
        path: {
          root: { kind: 'module', specifier: one.specifier },
          steps: one.members.map((name) => ({ kind: 'member', name })),
          api: '',
        },
      })),
  );
  const distinct = new Map(found.map((one) => [JSON.stringify(one.path), one]));
  return [...paths, ...distinct.values()];
}

function importsIn(pattern: ArgPattern): readonly ImportedPath[] {
  switch (pattern.kind) {
    case 'import':
      return [pattern];
    case 'object':
      return pattern.fields.flatMap(([, field]) => importsIn(field));
    case 'array':
      return pattern.items.flatMap(importsIn);
    default:
      return [];
  }
}

function factsOf(file: RuleFile): Pick<Rule, 'vendor' | 'stores' | 'homepage' | 'terms'> {
  if (file.family !== 'services') return { vendor: null, stores: null, homepage: null, terms: null };
  const { vendor, stores = 'unknown', homepage = null, terms = null } = file.rule;
  return { vendor, stores: stores === 'unknown' ? null : stores, homepage, terms };
}

interface Parts {
  readonly sinks: readonly SinkRule[];
  readonly functions: NonNullable<FunctionRule['functions']>;
  readonly calls: readonly CalledRule[];
  readonly types: readonly TypeRule[];
}

function partsOf({ family, rule }: RuleFile): Parts {
  switch (family) {
    case 'services':
      return { sinks: rule.sinks, functions: [], calls: [], types: [] };
    case 'clients':
      return { sinks: rule.sinks, functions: [], calls: [], types: rule.types ?? [] };
    case 'functions':
      return { sinks: [], functions: rule.functions ?? [], calls: rule.calls ?? [], types: [] };
  }
}

function pathsOf(file: RuleFile, constants: readonly PlacedConstant[]): readonly RulePath[] {
  const rule = ruleId(file);
  const known = plainConstants(constants);
  const { sinks, functions, calls, types } = partsOf(file);
  const at = (target: PathTarget, paths: readonly PathPattern[]): readonly RulePath[] =>
    paths.map((path) => ({ rule, target, path }));
  return [
    ...sinks.flatMap(({ match, where }, index) => at({ kind: 'sink', index }, compileAll(match, where, known))),
    ...functions.flatMap(({ imports, match, where }, index) =>
      at({ kind: 'function', index }, compileAll(withImports(imports, match), where)),
    ),
    ...calls.flatMap(({ match, from, where }, index) => [
      ...at({ kind: 'handed', index }, compileAll(match, where)),
      ...at({ kind: 'from', index }, compileAll(from ?? [], where)),
    ]),
    ...constants.flatMap(({ path }, index) => at({ kind: 'constant', index }, [path])),
    ...types.flatMap((type) => at({ kind: 'type', name: type.name }, compileType(type))),
  ];
}

/** The position stands for an instance, so exactly one call makes it. */
function compileType({ name, of }: TypeRule): readonly PathPattern[] {
  const paths = compileSnippet(of);
  for (const { root, steps } of paths) {
    const calls = steps.filter(({ kind }) => kind === 'call' || kind === 'construct').length;
    if (root.kind !== 'module' || calls !== 1) throw new SnippetError(`type ${name}: one call of an import gives it`);
  }
  return paths;
}

/** Every snippet after every import; those of a schema need none. */
function withImports(imports: readonly string[] | undefined, match: string | readonly string[]): readonly string[] {
  return [match]
    .flat()
    .flatMap((snippet) =>
      imports && !snippet.startsWith('$schema') ? imports.map((line) => `${line}; ${snippet}`) : [snippet],
    );
}

function compileAll(
  match: string | readonly string[],
  where: SinkRule['where'],
  constants?: Constants,
): readonly PathPattern[] {
  return [match].flat().flatMap((one) => compileSnippet(one, where ?? {}, constants));
}
