/**
 * Where a file's code runs, from its path: the first convention that fits decides. A wrong guess must err towards the surfaces
 * that gate, so the words that are also ordinary features (`tools`, `tests`, `docs`, `playground`) count only where they
 * cannot be a route. Directives (`refineSurface`) and importers (`propagateSurfaces`) know more than a path does.
 */
import type { Surface } from '../identify/destination.ts';
import type { Component } from './source-file.ts';
import { surfaceOfConfiguration } from './surface-configuration.ts';
import {
  ASSET_FOLDERS,
  BROWSER_FOLDERS,
  BUILD_CONFIG,
  BUILD_SCRIPT,
  DATABASE_SCRIPT_FOLDERS,
  LIKELY_TEST_FOLDER,
  LIKELY_TEST_FOLDERS,
  ROUTE_FOLDERS,
  ROUTING_PACKAGES,
  RUNTIME_CONFIGS,
  SCRIPT_FOLDERS,
  SERVER_FOLDERS,
  SERVER_PACKAGES,
  SHIPPED_PARENTS,
  TEST_CONFIG,
  TEST_FILE,
  TEST_FOLDERS,
  TOP_BROWSER_FOLDERS,
  TOP_EXAMPLE_FOLDERS,
  TOP_TEST_FOLDERS,
  UI_PACKAGES,
  UNSHIPPED_COMPONENTS,
} from './surface-names.ts';

/** What a component's package.json says about where its code can run. */
export interface ComponentFacts {
  readonly folder: string;
  readonly hasUi: boolean;
  readonly hasServer: boolean;
  /** A framework makes routes of the files in `app`, `pages` or `routes`. */
  readonly routes: boolean;
}

/** A surface, and whether a convention fixes it (`firm`) or importers may know better. */
export interface SurfaceGuess {
  readonly surface: Surface;
  readonly firm: boolean;
  /** Nothing speaks for it, in a component that has pages as well as a server: what the file imports may tell. */
  readonly open?: true;
}

/** What the text of a file says about where it runs. */
export interface SurfaceEvidence {
  /** The directives of the module: `use client`. */
  readonly directives: readonly string[];
  /** It imports `server-only`, or a module that only Node has (`node:fs`). */
  readonly importsServerOnly: boolean;
  /** It imports a package that serves (`express`). */
  readonly importsServer: boolean;
  /** It imports `client-only`. */
  readonly importsClientOnly: boolean;
  /** It uses `window`, `document` or the like. */
  readonly usesDom: boolean;
}

/** The facts of a component. */
export function componentFacts(component: Component): ComponentFacts {
  const has = (names: readonly string[]) => names.some((name) => Object.hasOwn(component.dependencies, name));
  return {
    folder: component.folder,
    hasUi: has(UI_PACKAGES),
    hasServer: has(SERVER_PACKAGES),
    routes: has(ROUTING_PACKAGES),
  };
}

/** The surface of a file, from its path and its component. */
export function surfaceOf(path: string, facts: ComponentFacts): Surface {
  return guessSurface(path, facts).surface;
}

/** Like `surfaceOf`, with how sure the path makes us. */
export function guessSurface(path: string, facts: ComponentFacts): SurfaceGuess {
  const place = placeOf(path, facts);
  for (const convention of CONVENTIONS) {
    const guess = convention(place, facts);
    if (guess !== null) return guess;
  }
  if (facts.hasUi && facts.hasServer && !place.isMarkup) return { surface: 'server', firm: false, open: true };
  return likely(facts.hasUi ? 'browser' : 'server');
}

/** The guess after a look into the file: a directive is certain, the rest are hints that move only what is not firm. */
export function refineSurface(guess: SurfaceGuess, evidence: SurfaceEvidence): SurfaceGuess {
  if (guess.surface !== 'server' && guess.surface !== 'browser') return guess;
  if (evidence.directives.includes('use server')) return firm('server');
  if (evidence.directives.includes('use client') || evidence.importsClientOnly) return firm('browser');
  if (guess.firm) return guess;
  if (evidence.importsServerOnly) return firm('server');
  if (guess.open && evidence.importsServer) return likely('server');
  return evidence.usesDom ? likely('browser') : guess;
}

/** Whether a path is test, example or pipeline code in any component. */
export function isTestPath(path: string): boolean {
  const guess = surfaceOf(path, { folder: '.', hasUi: false, hasServer: true, routes: true });
  return guess === 'test' || guess === 'ci';
}

/** A path taken apart. */
interface Place {
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

type Convention = (place: Place, facts: ComponentFacts) => SurfaceGuess | null;

/** What is written to be shown, whoever serves it. */
const PAGES: ReadonlySet<string> = new Set(
  'html htm xhtml svg mdx ejs eta hbs handlebars mustache njk liquid twig pug jade'.split(' '),
);

const CONVENTIONS: readonly Convention[] = [
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
];

function placeOf(path: string, { folder, routes }: ComponentFacts): Place {
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
  const isOfTests = !shipped && segments.some((segment) => LIKELY_TEST_FOLDER.test(segment));
  return isUnshipped || isOfTests || LIKELY_TEST_FOLDER.test(folder) ? firm('test') : null;
}

function configuration({ folders, stem, extension }: Place): SurfaceGuess | null {
  const surface = surfaceOfConfiguration(folders, extension === '' ? stem : `${stem}.${extension}`);
  return surface === null ? null : firm(surface);
}

function tests({ folders, plain, top, stem }: Place): SurfaceGuess | null {
  if (TEST_FILE.test(stem) || folders.some((folder) => TEST_FOLDERS.has(folder))) return firm('test');
  if (folders.length === 0 && (TEST_CONFIG.test(stem) || stem === 'test')) return firm('test');
  if (plain.some((folder) => LIKELY_TEST_FOLDERS.has(folder) || LIKELY_TEST_FOLDER.test(folder))) return likely('test');
  if (top.some((folder) => TOP_TEST_FOLDERS.has(folder))) return likely('test');
  return TOP_EXAMPLE_FOLDERS.has(plain[0] ?? '') ? likely('test') : null;
}

/** Names in which the author says it: `auth.server.ts`, `sentry.client.config.ts`, `service-worker.js`. */
function namedByFile({ stem }: Place, { hasUi, hasServer }: ComponentFacts): SurfaceGuess | null {
  if (/\.(?:server|edge)(?:\.|$)|^\+server$/.test(stem)) return firm('server');
  // Of a server without pages, `redis.client.ts` is a client of something else.
  if (hasServer && !hasUi && stem.endsWith('.client')) return null;
  if (/\.(?:client|browser)(?:\.|$)|^(?:instrumentation-client|service-?worker|sw)$/i.test(stem))
    return firm('browser');
  return null;
}

function tooling({ folders, stem }: Place): SurfaceGuess | null {
  if (BUILD_CONFIG.test(stem)) return firm('build');
  if (folders.length > 0 || RUNTIME_CONFIGS.has(stem)) return null;
  if (BUILD_SCRIPT.test(stem)) return firm('build');
  return /\.(?:config|conf)(?:\.|$)/.test(stem) ? likely('build') : null;
}

function scripts({ folders, plain, top, stem }: Place, { hasUi, hasServer }: ComponentFacts): SurfaceGuess | null {
  if (SCRIPT_FOLDERS.has(plain[0] ?? '')) return likely('script');
  if (top.includes('scripts') && (hasServer || !hasUi)) return likely('script');
  if (plain.some((folder) => DATABASE_SCRIPT_FOLDERS.has(folder))) return likely('script');
  const isSeed = /^seed(?:s|er|ing)?(?:[.-]|$)/.test(stem) && folders.length < 3;
  return isSeed && plain.length === folders.length ? likely('script') : null;
}

function assets({ folders, top, extension }: Place): SurfaceGuess | null {
  if (PAGES.has(extension)) return firm('browser');
  if (extension === 'astro') return likely('server');
  return ASSET_FOLDERS.has(folders[0] ?? '') || ASSET_FOLDERS.has(top[0] ?? '') ? firm('browser') : null;
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

function firm(surface: Surface): SurfaceGuess {
  return { surface, firm: true };
}

function likely(surface: Surface): SurfaceGuess {
  return { surface, firm: false };
}
