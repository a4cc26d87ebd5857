/** Rules as the program uses them: what a rule file says, with its snippets compiled. The bundle is a list of these. */
import type { Capture, PathPattern } from './pattern.ts';
import type {
  CalledRule,
  Category,
  ClientRule,
  FunctionRule,
  Returns,
  ServiceRule,
  SinkRule,
  TypeRule,
} from './schema.ts';
import { SnippetError } from './snippet-arguments.ts';
import { compileSnippet } from './snippet.ts';

export type RuleFamily = 'services' | 'clients' | 'functions';

export interface Sink extends Omit<SinkRule, 'match' | 'where'> {
  readonly paths: readonly PathPattern[];
}

export interface PassThrough {
  readonly paths: readonly PathPattern[];
  readonly returns: Returns;
  /** What the keys of a plain object stand for that describes a schema. */
  readonly keys?: Readonly<Record<string, Capture>> | undefined;
  /** Globs of the files whose exports are read or that hold settings, and of those that hold the names of variables. */
  readonly files?: readonly string[] | undefined;
  readonly namedBy?: readonly string[] | undefined;
  /** What begins the names of the variables that override settings. */
  readonly variables?: string | undefined;
}

/** A type that a package exports for what one of its functions gives. */
export interface NamedType {
  readonly name: string;
  readonly path: PathPattern;
}

/** Functions that a library calls. */
export interface Called extends Pick<CalledRule, 'versions' | 'files'> {
  readonly paths: readonly PathPattern[];
  /** Where the values of the parameters come from; empty when the call that is handed the function says it. */
  readonly from: readonly PathPattern[];
}

export interface Rule {
  /** `services/openai`. */
  readonly id: string;
  readonly family: RuleFamily;
  readonly name: string;
  readonly category: Category | null;
  readonly vendor: string | null;
  readonly hosts: readonly string[];
  readonly packages: readonly string[];
  readonly documentation: string | null;
  readonly sinks: readonly Sink[];
  readonly functions: readonly PassThrough[];
  readonly types: readonly NamedType[];
  readonly calls: readonly Called[];
}

export type RuleFile =
  | { readonly family: 'services'; readonly id: string; readonly rule: ServiceRule }
  | { readonly family: 'clients'; readonly id: string; readonly rule: ClientRule }
  | { readonly family: 'functions'; readonly id: string; readonly rule: FunctionRule };

/** Compiles a validated rule file. Throws SnippetError. */
export function compileRule(file: RuleFile): Rule {
  const { rule } = file;
  return {
    id: `${file.family}/${file.id}`,
    family: file.family,
    name: rule.name,
    category: file.family === 'services' ? file.rule.category : null,
    vendor: file.family === 'services' ? file.rule.vendor : null,
    hosts: file.family === 'services' ? file.rule.hosts : [],
    packages: rule.packages ?? [],
    documentation: rule.documentation ?? null,
    sinks: file.family === 'functions' ? [] : file.rule.sinks.map(compileSink),
    functions:
      file.family === 'functions'
        ? (file.rule.functions ?? []).map(({ imports, match, where, ...rest }) => ({
            ...rest,
            paths: compileAll(withImports(imports, match), where),
          }))
        : [],
    types: file.family === 'clients' ? (file.rule.types ?? []).flatMap(compileType) : [],
    calls: file.family === 'functions' ? (file.rule.calls ?? []).map(compileCalled) : [],
  };
}

function compileCalled({ match, where, from, ...rest }: CalledRule): Called {
  return { ...rest, paths: compileAll(match, where), from: compileAll(from ?? [], where) };
}

/** The position stands for an instance, so exactly one call makes it. */
function compileType({ name, of }: TypeRule): readonly NamedType[] {
  return compileSnippet(of).map((path) => {
    const calls = path.steps.filter(({ kind }) => kind === 'call' || kind === 'construct').length;
    if (path.root.kind !== 'module' || calls !== 1)
      throw new SnippetError(`type ${name}: one call of an import gives it`);
    return { name, path };
  });
}

function compileSink({ match, where, ...rest }: SinkRule): Sink {
  return { ...rest, paths: compileAll(match, where) };
}

/** Every snippet after every import; those of a schema need none. */
function withImports(imports: readonly string[] | undefined, match: string | readonly string[]): readonly string[] {
  return [match]
    .flat()
    .flatMap((snippet) =>
      imports && !snippet.startsWith('$schema') ? imports.map((line) => `${line}; ${snippet}`) : [snippet],
    );
}

function compileAll(match: string | readonly string[], where: SinkRule['where']): readonly PathPattern[] {
  return [match].flat().flatMap((one) => compileSnippet(one, where ?? {}));
}
