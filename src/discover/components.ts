/** The workspace packages of a repository, and which of them holds a file. */
import { parseDocument } from 'yaml';
import { brokenManifest, unreadableFile } from '../errors/sources.ts';
import type { Problem } from '../identify/destination.ts';
import { folderMatcher, globMatcher } from './glob.ts';
import { parseJson, parseRelaxedJson, recordOf, stringsOf, textOf } from './json.ts';
import type { SourceText } from './read-source.ts';
import type { Component } from './source-file.ts';
import { imageCommands, namesCommands, type ImageCommands } from './image-commands.ts';
import { chartScripts } from './chart-scripts.ts';
import { startedFiles, type Files } from './started-files.ts';
import { startedScripts } from './started-scripts.ts';
import { isTestPath } from './surface.ts';
import { taskOrder, type TaskOrder } from './task-order.ts';
import { byCodePoint, type Tree } from './tree.ts';

/** The components, sorted by folder, and the manifests that could not be read. */
export interface Components {
  readonly components: readonly Component[];
  readonly problems: readonly Problem[];
}

/** Reads a file of the repository: that of a tree, or a table in tests. */
export type Reader = (path: string) => SourceText;

/** Reads every package.json that is a workspace package; without a declared workspace, every one that describes a package. */
export function readComponents(tree: Tree, paths: readonly string[]): Components {
  tree.expect(paths.filter((path) => /(?:^|\/)package\.json$/.test(path) || namesCommands(path)));
  return componentsFrom(paths, tree.read);
}

/** The same, over any reader. `paths` are all files of the repository. */
export function componentsFrom(paths: readonly string[], read: Reader): Components {
  const listed = new Set(paths);
  const workspace = readWorkspace(listed, read);
  const all = paths
    .filter((path) => path.endsWith('/package.json'))
    .map((path) => path.slice(0, -'/package.json'.length));
  const folders = all.filter((folder) => workspace.isMember === null || workspace.isMember(folder));
  const manifests = folders.map((folder) => ({ folder, ...readManifest(`${folder}/package.json`, read) }));
  const packages = manifests
    .filter(({ value }) => workspace.isMember !== null || describesPackage(value))
    .map(({ folder, value }) => ({ component: describeComponent(folder, value, workspace.catalogs), manifest: value }));
  const projects = nxProjects(listed, new Set(packages.map(({ component }) => component.folder)), workspace, read);
  const described: readonly Described[] = [
    { component: describeComponent('.', workspace.manifest, workspace.catalogs), manifest: workspace.manifest },
    ...[...packages, ...projects.components.map((component) => ({ component, manifest: {} }))].toSorted((left, right) =>
      byCodePoint(left.component.folder, right.component.folder),
    ),
  ];
  const started = withStarted(described, imageCommands(paths, read), taskOrder(listed, read), { listed, read });
  const others = all
    .filter((folder) => !folders.includes(folder))
    .map((folder) => describeComponent(folder, readManifest(`${folder}/package.json`, read).value, workspace.catalogs));
  return {
    components: withInside(started, others),
    problems: [...workspace.problems, ...manifests.flatMap(({ problems }) => problems), ...projects.problems],
  };
}

/** A function from a path to the folder of the component that holds it: the innermost one. */
export function componentFinder(components: readonly Pick<Component, 'folder'>[]): (path: string) => string {
  const folders = new Set(components.map(({ folder }) => folder));
  return (path) => {
    let end = path.lastIndexOf('/');
    while (end > 0 && !folders.has(path.slice(0, end))) end = path.lastIndexOf('/', end - 1);
    return end > 0 ? path.slice(0, end) : '.';
  };
}

/** Each component with the packages in it that are none; without dependencies they say nothing. */
function withInside(components: readonly Component[], others: readonly Component[]): readonly Component[] {
  const find = componentFinder(components);
  const telling = others.filter(({ dependencies }) => Object.keys(dependencies).length > 0);
  return components.map((component) => {
    const inside = telling.filter(({ folder }) => find(folder) === component.folder);
    return inside.length === 0 ? component : { ...component, inside };
  });
}

interface Manifest {
  readonly value: Readonly<Record<string, unknown>>;
  readonly problems: readonly Problem[];
}

/** Named ranges that packages refer to as `catalog:` or `catalog:name`. */
type Catalogs = Readonly<Record<string, unknown>>;

interface Workspace {
  readonly manifest: Readonly<Record<string, unknown>>;
  /** Null when the repository declares no workspace. */
  readonly isMember: ((folder: string) => boolean) | null;
  readonly catalogs: Catalogs;
  readonly problems: readonly Problem[];
}

function readWorkspace(listed: ReadonlySet<string>, read: Reader): Workspace {
  const absent: Manifest = { value: {}, problems: [] };
  const root = listed.has('package.json') ? readManifest('package.json', read) : absent;
  const pnpm = listed.has('pnpm-workspace.yaml') ? readYaml('pnpm-workspace.yaml', read) : absent;
  const lerna = listed.has('lerna.json') ? readManifest('lerna.json', read) : absent;
  const rush = listed.has('rush.json') ? readManifest('rush.json', read, parseRelaxedJson) : absent;
  const { workspaces } = root.value;
  const declared = [
    workspaces,
    recordOf(workspaces)['packages'],
    pnpm.value['packages'],
    lerna.value['packages'],
    rushFolders(rush.value),
  ].flatMap(stringsOf);
  const catalogs = [pnpm.value, recordOf(workspaces), root.value];
  return {
    manifest: root.value,
    isMember: declared.length === 0 ? null : memberTest(declared),
    catalogs: Object.assign(
      {},
      ...catalogs.map(({ catalogs: named }) => recordOf(named)),
      ...catalogs.flatMap(({ catalog }) => (catalog === undefined ? [] : [{ '': catalog, default: catalog }])),
    ),
    problems: [...root.problems, ...pnpm.problems, ...lerna.problems, ...rush.problems],
  };
}

/** Rush lists its projects one by one. */
function rushFolders(rush: Readonly<Record<string, unknown>>): readonly string[] {
  const { projects } = rush;
  return Array.isArray(projects) ? projects.flatMap((one) => textOf(recordOf(one)['projectFolder']) ?? []) : [];
}

/** Projects of Nx that have no package.json of their own: what they depend on stands in that of the root. */
function nxProjects(
  listed: ReadonlySet<string>,
  packages: ReadonlySet<string>,
  { manifest, catalogs }: Workspace,
  read: Reader,
): { readonly components: readonly Component[]; readonly problems: readonly Problem[] } {
  if (!listed.has('nx.json')) return { components: [], problems: [] };
  const { dependencies } = describeComponent('.', manifest, catalogs);
  const projects = [...listed]
    .filter((path) => path.endsWith('/project.json'))
    .map((path) => ({ folder: path.slice(0, -'/project.json'.length), path }))
    .filter(({ folder }) => !packages.has(folder))
    .map(({ folder, path }) => ({ folder, ...readManifest(path, read) }));
  return {
    components: projects
      .filter(({ value }) => ['name', 'targets', 'projectType', 'sourceRoot'].some((key) => value[key] !== undefined))
      .map(({ folder, value }) => ({ folder, name: textOf(value['name']), dependencies })),
    problems: projects.flatMap(({ problems }) => problems),
  };
}

function memberTest(declared: readonly string[]): (folder: string) => boolean {
  const isWanted = folderMatcher(declared.filter((glob) => !glob.startsWith('!')));
  const isUnwanted = globMatcher(declared.filter((glob) => glob.startsWith('!')).map((glob) => glob.slice(1)));
  return (folder) => isWanted(folder) && !isUnwanted(folder);
}

function readManifest(path: string, read: Reader, parse: typeof parseJson = parseJson): Manifest {
  const source = read(path);
  if (source.kind !== 'text') return unreadManifest(path, source);
  const json = parse(source.text);
  if (json.kind === 'value') return { value: recordOf(json.value), problems: [] };
  return { value: {}, problems: [brokenManifest(path, json.line, json.column, json.detail, !isTestPath(path))] };
}

function readYaml(path: string, read: Reader): Manifest {
  const source = read(path);
  if (source.kind !== 'text') return unreadManifest(path, source);
  const document = parseDocument(source.text);
  const [error] = document.errors;
  if (error === undefined) return { value: recordOf(document.toJS()), problems: [] };
  const { line, col } = error.linePos?.[0] ?? { line: 1, col: 1 };
  const [detail = error.code] = error.message.split(/ at line \d+, column \d+:?\n|\n/);
  return { value: {}, problems: [brokenManifest(path, line, col, detail, true)] };
}

/** A manifest that is listed and gone was deleted in the work tree: nothing to say. */
function unreadManifest(path: string, source: Exclude<SourceText, { kind: 'text' }>): Manifest {
  if (source.kind === 'missing') return { value: {}, problems: [] };
  const detail = source.kind === 'denied' ? source.detail : source.kind === 'foreign' ? source.what : 'a folder';
  return { value: {}, problems: [unreadableFile(path, detail, !isTestPath(path))] };
}

/** Many package.json files only mark a folder as CommonJS or as a subpath; those are no packages. */
function describesPackage(manifest: Readonly<Record<string, unknown>>): boolean {
  return ['name', 'scripts', ...RANGES].some((key) => manifest[key] !== undefined);
}

// The first that names a package wins: peer ranges are the widest, so they come last.
const RANGES = ['dependencies', 'optionalDependencies', 'devDependencies', 'peerDependencies'];

function describeComponent(folder: string, manifest: Readonly<Record<string, unknown>>, catalogs: Catalogs): Component {
  const entries = RANGES.toReversed().flatMap((key) => Object.entries(recordOf(manifest[key])));
  const ranges = entries.flatMap(([name, range]) => {
    const text = textOf(range);
    return text === null ? [] : [[name, fromCatalog(name, text, catalogs)] as const];
  });
  return { folder, name: textOf(manifest['name']), dependencies: Object.fromEntries(ranges) };
}

interface Described {
  readonly component: Component;
  readonly manifest: Readonly<Record<string, unknown>>;
}

/** An image is of the component in whose folder its Dockerfile stands; one of the root's may be of any. */
function withStarted(
  described: readonly Described[],
  images: readonly ImageCommands[],
  order: TaskOrder,
  inRepository: Files,
): readonly Component[] {
  const find = componentFinder(described.map(({ component }) => component));
  const owned = images.map(({ path, commands }) => ({ owner: find(path), commands }));
  const packages = described.map(({ component: { folder, name }, manifest }) => {
    const own = owned.filter(({ owner }) => owner === folder || owner === '.');
    return { folder, name, scripts: recordOf(manifest['scripts']), images: own.flatMap(({ commands }) => commands) };
  });
  const scripts = startedScripts(packages, order);
  // A script may start a file of another package: `node ../../scripts/generate.js`.
  const files = packages.flatMap(({ folder, images: own }) =>
    Object.entries(startedFiles({ scripts: scripts.get(folder) ?? [], images: own }, folder, inRepository)),
  );
  const ofCharts = chartScripts(inRepository.listed).map((path) => [path, 'server'] as const);
  return described.map(({ component }) => {
    const started = Object.fromEntries(
      [...files, ...ofCharts].filter(([path]) => find(path) === component.folder).toReversed(),
    );
    const built = (scripts.get(component.folder) ?? []).filter(({ surface }) => surface === 'build');
    return {
      ...component,
      ...(Object.keys(started).length > 0 && { started }),
      ...(built.length > 0 && { built: built.map(({ name }) => name) }),
    };
  });
}

function fromCatalog(name: string, range: string, catalogs: Catalogs): string {
  if (!range.startsWith('catalog:')) return range;
  return textOf(recordOf(catalogs[range.slice('catalog:'.length).trim()])[name]) ?? range;
}
