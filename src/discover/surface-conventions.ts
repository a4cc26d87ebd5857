/** Conventions by which a path says where its code runs: names of folders and files, and the routes of frameworks. */
import type { Surface } from '../identify/destination.ts';
import type { Component } from './source-file.ts';
import { surfaceOfConfiguration } from './surface-configuration.ts';
import {
  ASSET_FOLDERS,
  BROWSER_FOLDERS,
  BUILD_CONFIG,
  BUILD_SCRIPT,
  CONFIG_FOLDERS,
  DATABASE_SCRIPT_FOLDERS,
  LIKELY_TEST_FOLDERS,
  ROUTE_FOLDERS,
  RUNNER_CONFIG,
  RUNTIME_CONFIGS,
  SCRIPT_FOLDERS,
  SERVER_FOLDERS,
  SERVICE_WORKER,
  SHIPPED_PARENTS,
  TEST_CONFIG,
  TEST_FILE,
  TEST_FOLDER_ENDING,
  TEST_FOLDERS,
  TOP_BROWSER_FOLDERS,
  TOP_EXAMPLE_FOLDERS,
  TOP_TEST_FOLDERS,
  UNSHIPPED_COMPONENTS,
} from './surface-names.ts';

/** What a component's package.json says about where its code can run. */
export interface ComponentFacts {
  readonly folder: string;
  readonly hasUi: boolean;
  /** It has one only if something in it draws: nothing speaks for it but a library that others of its kind may share. */
  readonly uiIfDrawn?: true;
  readonly hasServer: boolean;
  /** It has one only if something in it serves: nothing speaks for it but what pages may depend on too. */
  readonly serverIfServed?: true;
  /** A framework makes routes of the files in `app`, `pages` or `routes`. */
  readonly routes: boolean;
  /** What its scripts start when it is installed, built or run, by path. */
  readonly started?: Component['started'];
  /** A desktop program: its pages may use what elsewhere only servers have. */
  readonly desktop?: boolean;
}

/** A surface, and whether a convention fixes it (`firm`) or importers may know better. */
export interface SurfaceGuess {
  readonly surface: Surface;
  readonly firm: boolean;
  /** Nothing speaks for it, in a component that has pages as well as a server: what the file imports may tell. */
  readonly open?: true;
  /** Of a desktop program: that it uses Node's own modules says nothing. */
  readonly desktop?: true;
  /** Firm by what the file imports and not by its place: no framework starts it. */
  readonly byImports?: true;
}

/** A path taken apart. */
export interface Place {
  /** The folders below the component's. */
  readonly folders: readonly string[];
  /** Those of them that cannot be part of a route. */
  readonly plain: readonly string[];
  /** The first of them, below `src`. */
  readonly top: readonly string[];
  /** The file's name without its last extension. */
  readonly stem: string;
  readonly extension: string;
  /** It holds JSX or HTML. */
  readonly isMarkup: boolean;
}

/** What a path suggests; null where it says nothing. */
type Convention = (place: Place, facts: ComponentFacts) => SurfaceGuess | null;

/** What is written to be shown, whoever serves it. */
const PAGES: ReadonlySet<string> = new Set(
  'html htm xhtml svg mdx ejs eta hbs handlebars mustache njk liquid twig pug jade'.split(' '),
);

/** In the order in which they are asked. */
export const CONVENTIONS: readonly Convention[] = [
  unshipped,
  configuration,
  tests,
  namedByFile,
  tooling,
  scripts,
  assets,
  frameworkRoutes,
  serverFolders,
  browserFolders,
  desktopProcess,
];

/** Takes a path apart. */
export function placeOf(path: string, { folder, routes }: ComponentFacts): Place {
  const segments = (folder === '.' ? path : path.slice(folder.length + 1)).split('/');
  const name = segments.at(-1) ?? '';
  const folders = segments.slice(0, -1);
  const start = folders[0] === 'src' ? 1 : 0;
  const isRoute = routes && ROUTE_FOLDERS.has(folders[start] ?? '');
  const dot = name.lastIndexOf('.');
  const extension = dot > 0 ? name.slice(dot + 1).toLowerCase() : '';
  return {
    folders,
    plain: isRoute ? folders.slice(0, start) : folders,
    top: isRoute ? [] : folders.slice(start, start + 1),
    stem: dot > 0 ? name.slice(0, dot) : name,
    extension,
    isMarkup: /^(?:[jt]sx|html?|vue|svelte)$/.test(extension),
  };
}

function unshipped(_: Place, { folder }: ComponentFacts): SurfaceGuess | null {
  const segments = folder.split('/');
  const shipped = SHIPPED_PARENTS.has(segments[0] ?? '');
  const isUnshipped = shipped
    ? segments.some((segment) => TEST_FOLDERS.has(segment) || LIKELY_TEST_FOLDERS.has(segment))
    : segments.some((segment) => UNSHIPPED_COMPONENTS.has(segment));
  // `build-tests/webpack5-test`: a folder of components that are tests.
  const isOfTests = !shipped && segments.some((segment) => TEST_FOLDER_ENDING.test(segment));
  return isUnshipped || isOfTests || TEST_FOLDER_ENDING.test(folder) ? firm('test') : null;
}

function configuration({ folders, stem, extension }: Place): SurfaceGuess | null {
  const surface = surfaceOfConfiguration(folders, extension === '' ? stem : `${stem}.${extension}`);
  return surface === null ? null : firm(surface);
}

function tests({ folders, plain, top, stem }: Place): SurfaceGuess | null {
  if (TEST_FILE.test(stem) || folders.some((folder) => TEST_FOLDERS.has(folder))) return firm('test');
  if (RUNNER_CONFIG.test(stem)) return firm('test');
  if (folders.length === 0 && (TEST_CONFIG.test(stem) || stem === 'test')) return firm('test');
  if (plain.some((folder) => LIKELY_TEST_FOLDERS.has(folder) || TEST_FOLDER_ENDING.test(folder))) return likely('test');
  if (top.some((folder) => TOP_TEST_FOLDERS.has(folder))) return likely('test');
  return TOP_EXAMPLE_FOLDERS.has(plain[0] ?? '') ? likely('test') : null;
}

/** Names in which the author says it: `server.ts`, `auth.server.ts`, `sentry.client.config.ts`, `service-worker.js`. */
function namedByFile({ stem, isMarkup }: Place, { hasUi, hasServer, routes }: ComponentFacts): SurfaceGuess | null {
  if (/\.(?:server|edge)(?:\.|$)|^\+server$/.test(stem)) return firm('server');
  if (hasServer && stem === 'server') return likely('server');
  // Of a server without pages of a framework, `redis.client.ts` is a client of something else.
  if (hasServer && !isMarkup && !(hasUi && routes) && stem.endsWith('.client')) return null;
  if (/\.(?:client|browser)(?:\.|$)|^instrumentation-client$/i.test(stem) || SERVICE_WORKER.test(stem))
    return firm('browser');
  return null;
}

function tooling({ folders, stem }: Place): SurfaceGuess | null {
  if (BUILD_CONFIG.test(stem)) return firm('build');
  if (CONFIG_FOLDERS.has(folders[0] ?? '')) return likely('build');
  if (folders.length > 0 || RUNTIME_CONFIGS.has(stem)) return null;
  if (BUILD_SCRIPT.test(stem)) return firm('build');
  return /\.(?:config|conf)(?:\.|$)/.test(stem) ? likely('build') : null;
}

function scripts(place: Place, { hasUi, hasServer }: ComponentFacts): SurfaceGuess | null {
  const { folders, plain, top, stem, extension } = place;
  // The program connects with the schema that a tool keeps.
  if (extension === 'prisma') return null;
  if (SCRIPT_FOLDERS.has(plain[0] ?? '')) return likely('script');
  if (top.includes('scripts') && (hasServer || !hasUi)) return likely('script');
  if (plain.some((folder) => DATABASE_SCRIPT_FOLDERS.has(folder))) return likely('script');
  // `src/dev.ts` beside `src/index.ts`: what `npm run dev` starts.
  if (
    /^dev(?:[.-]server)?$/.test(stem) &&
    place.folders.length === (place.folders[0] === 'src' ? 1 : 0) &&
    /^[cm]?[jt]s$/.test(extension)
  )
    return likely('script');
  const isSeed = /^seed(?:s|er|ing)?(?:[.-]|$)/.test(stem) && folders.length < 3;
  return isSeed && plain.length === folders.length ? likely('script') : null;
}

function assets({ folders, plain, top, extension }: Place): SurfaceGuess | null {
  if (PAGES.has(extension)) return firm('browser');
  if (extension === 'astro') return likely('server');
  if (ASSET_FOLDERS.has(folders[0] ?? '') || ASSET_FOLDERS.has(top[0] ?? '')) return firm('browser');
  // Deeper it may be a feature of a server as well, which imports it then.
  return /^[cm]?js$/.test(extension) && plain.some((folder) => ASSET_FOLDERS.has(folder)) ? likely('browser') : null;
}

const ENTRY = /^(?:middleware|proxy|instrumentation)$/;
const APP_ROUTE =
  /^(?:route|page|layout|template|loading|default|not-found|sitemap|robots|manifest|icon|opengraph-image|twitter-image)$/;

type RouteRule = readonly [when: (place: Place, top: string | undefined) => boolean, guess: SurfaceGuess];

/** Files that a framework runs because of their names and places; `top` is the first folder, below `src`. */
const ROUTE_RULES: readonly RouteRule[] = [
  [({ extension }) => extension === 'vue' || extension === 'svelte', likely('browser')],
  [({ stem }, top) => top === undefined && ENTRY.test(stem), firm('server')],
  [({ stem, isMarkup }, top) => top === 'app' && isMarkup && /^(?:error|global-error)$/.test(stem), firm('browser')],
  // Remix's `app/routes/invoices/route.tsx`: a page, not Next's handler.
  [({ folders, stem, isMarkup }) => isMarkup && stem === 'route' && folders.includes('routes'), likely('browser')],
  [({ stem }, top) => top === 'app' && APP_ROUTE.test(stem), firm('server')],
  [({ stem }) => stem.endsWith('+api'), firm('server')],
  [({ folders }, top) => top === 'pages' && folders[folders.indexOf('pages') + 1] === 'api', firm('server')],
  [({ folders }, top) => ROUTE_FOLDERS.has(top ?? '') && folders.includes('api'), likely('server')],
  [({ isMarkup }, top) => top === 'pages' && isMarkup, firm('browser')],
  [(_, top) => top === 'pages', likely('server')],
  [({ folders, extension }) => folders.includes('routes') && /^[jt]s$/.test(extension), likely('server')],
];

function frameworkRoutes(place: Place, { routes }: ComponentFacts): SurfaceGuess | null {
  if (!routes) return null;
  const top = place.folders[0] === 'src' ? place.folders[1] : place.folders[0];
  return ROUTE_RULES.find(([when]) => when(place, top))?.[1] ?? null;
}

function serverFolders({ folders }: Place): SurfaceGuess | null {
  if (folders.some((folder) => folder === '.server' || folder === 'server-only')) return firm('server');
  const start = folders[0] === 'supabase' ? 1 : 0;
  if (['api', 'functions', 'bin'].includes(folders[start] ?? '')) return likely('server');
  return folders.some((folder) => SERVER_FOLDERS.has(folder)) ? likely('server') : null;
}

function browserFolders({ folders, isMarkup }: Place, { hasUi }: ComponentFacts): SurfaceGuess | null {
  if (folders.some((folder) => folder === '.client' || folder === 'client-only')) return firm('browser');
  if (!hasUi) return null;
  const start = folders[0] === 'src' ? 1 : 0;
  const isView = folders.slice(start, start + 2).some((folder) => TOP_BROWSER_FOLDERS.has(folder));
  return isMarkup || isView || folders.some((folder) => BROWSER_FOLDERS.has(folder)) ? likely('browser') : null;
}

/** Electron's processes by the names of their folders and entries. */
function desktopProcess({ top, stem, isMarkup }: Place, { desktop }: ComponentFacts): SurfaceGuess | null {
  if (desktop !== true || isMarkup) return null;
  if (/^(?:renderer|preload)(?:[.-]|$)/.test(stem)) return likely('browser');
  return /^(?:electron|main)(?:-|$)/.test(top[0] ?? '') ? likely('server') : null;
}

/** A guess that imports cannot move. */
export function firm(surface: Surface): SurfaceGuess {
  return { surface, firm: true };
}

/** A guess that they can. */
export function likely(surface: Surface): SurfaceGuess {
  return { surface, firm: false };
}
