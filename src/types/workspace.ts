/** Programs over source texts in memory: each file that is asked about has its own small one, with the files that its types need. */
import type { ts } from 'ts-morph';
import type { ApiNode } from '../rules/trie.ts';
import { LIBRARY } from './library.ts';
import type { TypeSources } from './oracle.ts';
import { describePackage, type PackageShape } from './packages.ts';

export interface Workspace {
  /** The program around a file, as far as it is read; null for what is no script. */
  readonly viewOf: (path: string) => View | null;
  /** Reads more files for the program around a file. */
  readonly add: (path: string, more: readonly string[]) => void;
}

export interface View {
  readonly ts: typeof ts;
  readonly file: ts.SourceFile;
  readonly checker: ts.TypeChecker;
  /** The file of the repository that a specifier names; null for a package. */
  readonly resolve: (from: ts.SourceFile, specifier: string) => string | null;
  /** The file, if this program has it. */
  readonly loaded: (path: string) => ts.SourceFile | null;
  readonly pathOf: (file: ts.SourceFile) => string | null;
  /** The position among the rules that an interface of a described package stands for. */
  readonly positionOf: (file: ts.SourceFile, name: string) => { readonly node: ApiNode; readonly calls: number } | null;
}

const ROOT = '/repository/';
const PACKAGES = '/packages/';
const LIBRARY_FILE = '/library.d.ts';

/** Prepares a workspace. Files are parsed once, whatever number of programs they are in. */
export function createWorkspace(compiler: typeof ts, sources: TypeSources): Workspace {
  const files = createFiles(compiler, sources);
  const members = new Map<string, Set<string>>();
  const views = new Map<string, View | null>();
  const membersOf = (path: string): Set<string> => {
    const known = members.get(path) ?? new Set([path]);
    members.set(path, known);
    return known;
  };
  return {
    viewOf(path) {
      const known = views.get(path);
      if (known !== undefined) return known;
      const view = createView(path, membersOf(path), compiler, files, sources);
      views.set(path, view);
      return view;
    },
    add(path, more) {
      for (const one of more) membersOf(path).add(one);
      views.delete(path);
    },
  };
}

interface Files {
  readonly of: (name: string, options: ts.ScriptTarget | ts.CreateSourceFileOptions) => ts.SourceFile | undefined;
  readonly packageOf: (specifier: string) => PackageShape | null;
}

function createFiles(compiler: typeof ts, { textOf, packages }: TypeSources): Files {
  const parsed = new Map<string, ts.SourceFile | undefined>();
  const shapes = new Map<string, PackageShape | null>();
  const packageOf = (specifier: string): PackageShape | null => {
    const known = shapes.get(specifier);
    if (known !== undefined) return known;
    const node = packages.get(specifier.replace(/^node:/, ''));
    const shape = node ? describePackage(node) : null;
    shapes.set(specifier, shape);
    return shape;
  };
  const read = (name: string): string | null => {
    if (name === LIBRARY_FILE) return LIBRARY;
    if (name.startsWith(PACKAGES)) return packageOf(specifierOf(name))?.text ?? null;
    return name.startsWith(ROOT) ? textOf(name.slice(ROOT.length)) : null;
  };
  return {
    packageOf,
    of(name, options) {
      if (parsed.has(name)) return parsed.get(name);
      const text = read(name);
      const file = text === null ? undefined : compiler.createSourceFile(name, text, options, true);
      parsed.set(name, file);
      return file;
    },
  };
}

function specifierOf(name: string): string {
  return name.slice(PACKAGES.length).replace(/\/index\.d\.ts$/, '');
}

function createView(
  path: string,
  members: ReadonlySet<string>,
  compiler: typeof ts,
  files: Files,
  sources: TypeSources,
): View | null {
  const locate = (from: string, specifier: string): string | null => {
    const own = sources.resolve(from, specifier);
    if (own !== null) return members.has(own) ? ROOT + own : null;
    return files.packageOf(specifier) === null ? null : `${PACKAGES}${specifier}/index.d.ts`;
  };
  const program = compiler.createProgram({
    rootNames: [LIBRARY_FILE, ...[...members].map((member) => ROOT + member)],
    options: optionsOf(compiler),
    host: hostOf(compiler, files, locate),
  });
  const file = program.getSourceFile(ROOT + path);
  if (!file) return null;
  const pathOf = ({ fileName }: ts.SourceFile): string | null =>
    fileName.startsWith(ROOT) ? fileName.slice(ROOT.length) : null;
  return {
    ts: compiler,
    file,
    checker: program.getTypeChecker(),
    pathOf,
    resolve(from, specifier) {
      const own = sources.resolve(pathOf(from) ?? '', specifier);
      return own !== null && sources.textOf(own) !== null ? own : null;
    },
    loaded: (one) => program.getSourceFile(ROOT + one) ?? null,
    positionOf: ({ fileName }, name) =>
      fileName.startsWith(PACKAGES) ? (files.packageOf(specifierOf(fileName))?.positions.get(name) ?? null) : null,
  };
}

/** No library, no emit: the few types of the language that matter are in library.ts. */
function optionsOf(compiler: typeof ts): ts.CompilerOptions {
  return {
    allowJs: true,
    jsx: compiler.JsxEmit.Preserve,
    module: compiler.ModuleKind.ESNext,
    moduleDetection: compiler.ModuleDetectionKind.Force,
    moduleResolution: compiler.ModuleResolutionKind.Bundler,
    noEmit: true,
    noLib: true,
    skipLibCheck: true,
    strict: true,
    target: compiler.ScriptTarget.ESNext,
    types: [],
  };
}

function hostOf(
  compiler: typeof ts,
  files: Files,
  locate: (from: string, specifier: string) => string | null,
): ts.CompilerHost {
  return {
    getSourceFile: (name, options) => files.of(name, options),
    getDefaultLibFileName: () => LIBRARY_FILE,
    writeFile: () => {},
    getCurrentDirectory: () => '/',
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
    fileExists: () => false,
    readFile: () => undefined,
    directoryExists: () => false,
    getDirectories: () => [],
    resolveModuleNameLiterals: (literals, containing) =>
      literals.map(({ text }) => {
        const name = containing.startsWith(ROOT) ? locate(containing.slice(ROOT.length), text) : null;
        if (name === null) return { resolvedModule: undefined };
        return { resolvedModule: { resolvedFileName: name, extension: extensionOf(name, compiler) } };
      }),
  };
}

function extensionOf(name: string, compiler: typeof ts): string {
  return /\.d\.[cm]?ts$/.exec(name)?.[0] ?? /\.[cm]?[jt]sx?$/.exec(name)?.[0] ?? compiler.Extension.Ts;
}
