/** Which files are analysed: their kind, component and surface, and a word about everything that looks like code and is not. */
import { foreignFile, linkOutside, nestedRepository, unreadableFile } from '../errors/sources.ts';
import type { Problem } from '../identify/destination.ts';
import { isBuiltHead, isBundleName, isBundleText, LARGE, mayBeBuilt, mayBeBundle } from './bundle.ts';
import { componentFinder, readComponents } from './components.ts';
import { factsFinder } from './facts.ts';
import { foreignContent } from './read-source.ts';
import { isSkipped, kindOf, vendoredFolderOf } from './skip.ts';
import { isData, type Component, type FileKind, type SourceFile } from './source-file.ts';
import { componentFacts, surfaceOf } from './surface.ts';
import { byCodePoint, type ListedFile, type Tree } from './tree.ts';

/** What to leave out of a scan. */
export interface DiscoverOptions {
  /** Whether a path relative to the root is left out, as the manifest says. */
  readonly isIgnored?: (path: string) => boolean;
}

/** What a repository holds: files sorted by path, its workspace packages, and what could not be looked at. */
export interface Discovery {
  readonly files: readonly SourceFile[];
  /** Everything that belongs to the repository. */
  readonly listed: readonly ListedFile[];
  /** Files of which the name does not say what is in them. */
  readonly unnamed: readonly string[];
  /** Code that is built or somebody else's, and is only looked into. */
  readonly bundles: readonly Bundle[];
  readonly components: readonly Component[];
  readonly problems: readonly Problem[];
}

/** A file of code that is not analysed: by itself, or because of the folder of other people's code that holds it. */
export interface Bundle {
  readonly file: SourceFile;
  readonly vendored: string | null;
}

/** Finds the files of a tree that are to be analysed. */
export async function discoverFiles(tree: Tree, options: DiscoverOptions = {}): Promise<Discovery> {
  const unusable = tree.unusable();
  if (unusable !== null)
    return { files: [], listed: [], unnamed: [], bundles: [], components: [], problems: [unusable] };
  const isIgnored = options.isIgnored ?? (() => false);
  const listing = await tree.list();
  const listed = listing.files.filter((file) => !isSkipped(file) && !isIgnored(file.path));
  const { components, problems } = readComponents(
    tree,
    listed.map(({ path }) => path),
  );
  const context = { tree, ...locator(components) };
  const entries = listed.map((file) => examine(file, context));
  return {
    files: entries.flatMap((entry) => (entry.kind === 'file' ? [entry.file] : [])),
    listed: listing.files,
    unnamed: listed.map(({ path }) => path).filter((path) => kindOf(path) === null),
    bundles: entries.flatMap((entry) => (entry.kind === 'bundle' ? [entry.bundle] : [])),
    components,
    problems: [
      ...listing.problems.filter(({ file }) => file === null || !isIgnored(file)),
      ...problems,
      ...entries.flatMap((entry) => (entry.kind === 'problem' ? [entry.problem] : [])),
    ].toSorted((left, right) => byCodePoint(left.file ?? '', right.file ?? '')),
  };
}

/** What became of a listed file. */
type Entry =
  | { readonly kind: 'file'; readonly file: SourceFile }
  | { readonly kind: 'problem'; readonly problem: Problem }
  | { readonly kind: 'bundle'; readonly bundle: Bundle }
  | { readonly kind: 'nothing' };

const NOTHING: Entry = { kind: 'nothing' };

interface Context extends Locator {
  readonly tree: Tree;
}

/** Where files belong. */
export interface Locator {
  readonly locate: (path: string) => Pick<SourceFile, 'component' | 'surface' | 'settings'>;
  readonly isComponent: (folder: string) => boolean;
}

/** Tells the component and the surface of a path. */
export function locator(components: readonly Component[]): Locator {
  const find = componentFinder(components);
  const factsOf = factsFinder(components);
  const folders = new Set(components.map(({ folder }) => folder));
  const root = componentFacts({ folder: '.', name: null, dependencies: {} });
  const settings = new Map(components.flatMap(settingsOf));
  return {
    isComponent: (folder) => folders.has(folder),
    locate: (path) => {
      const component = find(path);
      const own = settings.get(path);
      return {
        component,
        surface: surfaceOf(path, factsOf(path) ?? root),
        ...(own && { settings: own }),
      };
    },
  };
}

type Settings = NonNullable<SourceFile['settings']>;

/** What rules take for a developer's and a build or an image starts: scripts of a package, and shell scripts. */
function settingsOf({ folder, built, started }: Component): readonly (readonly [string, Settings])[] {
  const scripts = (built ?? []).map((name) => [`scripts.${name}`, 'build'] as const);
  const shell = Object.entries(started ?? {}).filter(([path]) => kindOf(path) === 'shell');
  return [
    [folder === '.' ? 'package.json' : `${folder}/package.json`, Object.fromEntries(scripts)],
    ...shell.map(([path, surface]) => [path, { module: surface }] as const),
  ];
}

function examine({ path }: ListedFile, context: Context): Entry {
  const name = path.endsWith('/') ? path.slice(0, -1) : path;
  if (MANIFEST.test(name)) return NOTHING;
  const kind = kindOf(name);
  // A name without an extension may be a submodule or a link to a folder; any other is no concern of ours.
  if (kind === null && /\.[^/]*$/.test(name) && name === path) return NOTHING;
  const standing = context.tree.look(name);
  switch (standing.kind) {
    case 'file':
      return kind === null ? NOTHING : fileEntry(name, kind, standing.size, context);
    case 'link':
      // Links are never followed: what they name inside the root is listed by itself.
      return standing.isInside || (kind === null && !standing.mayHoldCode) ? NOTHING : problem(linkOutside(name));
    case 'repository':
      return problem(nestedRepository(name));
    case 'denied':
      return problem(unreadableFile(name, standing.detail, gates(context.locate(name).surface)));
    case 'nothing':
      return NOTHING;
  }
}

/** What is declared is no source of what is found. */
const MANIFEST = /(?:^|\/)egress\.ya?ml$/;

function fileEntry(path: string, kind: FileKind, size: number, context: Context): Entry {
  const file: SourceFile = { path, kind, size, ...context.locate(path) };
  // Data is read only where code or a rule names it.
  if (isData(kind)) return { kind: 'file', file };
  const folder = vendoredFolderOf(path, context.isComponent);
  if (folder !== null) return { kind: 'bundle', bundle: { file, vendored: folder } };
  if (isBundleName(path)) return { kind: 'bundle', bundle: { file, vendored: null } };
  return kind === 'script' ? contentEntry(file, context.tree) : { kind: 'file', file };
}

/**
 * Looks into the files whose content may not be what the name says. Opening every file here would cost more than all the rest of
 * discovery; a small binary file is told when it is read (`readSource`).
 */
function contentEntry(file: SourceFile, tree: Tree): Entry {
  const { path, size, surface } = file;
  const isStream = /\.m?ts$/i.test(path) && size > 0 && size % 188 === 0;
  const isServed = mayBeBuilt(path, size);
  if (!isStream && !isServed && size <= LARGE) return { kind: 'file', file };
  const head = tree.head(path);
  if ('denied' in head) return problem(unreadableFile(path, head.denied, gates(surface)));
  const foreign = foreignContent(head);
  if (foreign !== null) return problem(foreignFile(path, foreign));
  if (isServed && isBuiltHead(head)) return { kind: 'bundle', bundle: { file, vendored: null } };
  if (!mayBeBundle(path, size)) return { kind: 'file', file };
  const source = tree.read(path);
  const isBundle = source.kind === 'text' && isBundleText(path, source.text);
  return isBundle ? { kind: 'bundle', bundle: { file, vendored: null } } : { kind: 'file', file };
}

function gates(surface: SourceFile['surface']): boolean {
  return surface === 'server' || surface === 'browser' || surface === 'build';
}

function problem(found: Problem): Entry {
  return { kind: 'problem', problem: found };
}
