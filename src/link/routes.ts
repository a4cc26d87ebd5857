/** Files that are routes by their paths, and which of them answers a request: `app/api/token/route.ts` of Next.js, `+server.ts`, `pages/api`. */
import { grouped } from './grouped.ts';
import { laterOf } from './later.ts';
import type { LinkedModule, Program } from './program.ts';

/** What stands for a part of a path that is not known. */
export const ANY_PART = '*';

/** The files of a component that answer requests for a path of it; where its parts are written out in one, no other does. */
export function routesAt(program: Program, component: string, path: string): readonly LinkedModule[] {
  const parts = partsOf(path);
  const routes = routesIn(program).get(component) ?? [];
  const matching = routes.filter((route) => route.paths.some((one) => isMet(one, parts)));
  const exact = matching.filter((route) => route.paths.some((one) => one.join('/') === parts.join('/')));
  return (exact.length > 0 ? exact : matching).map(({ module }) => module);
}

interface Route {
  readonly module: LinkedModule;
  /** The paths for which it may stand: more than one where a folder is called as those of routes are. */
  readonly paths: readonly (readonly string[])[];
}

const routesIn = laterOf((program: Program): ReadonlyMap<string, readonly Route[]> => {
  const routes = program.modules.flatMap((module): readonly Route[] => {
    const paths = pathsOf(module.path);
    return paths.length === 0 ? [] : [{ module, paths }];
  });
  return grouped(routes, ({ module }) => module.file.component);
});

/** By the folder in which routes stand: what the files of it are called that answer requests. */
const FOLDERS: readonly (readonly [folder: string, file: RegExp])[] = [
  ['app', /(?:^|\/)route$/],
  ['routes', /(?:^|\/)\+server$/],
  ['pages', /^api(?:\/|$)/],
];

function pathsOf(path: string): readonly (readonly string[])[] {
  if (!/\.[cm]?[jt]sx?$/.test(path)) return [];
  const folders = path.replace(/\.[^/]+$/, '').split('/');
  return FOLDERS.flatMap(([root, file]) =>
    folders.flatMap((folder, index) => {
      const below = folders.slice(index + 1);
      return folder === root && file.test(below.join('/')) ? [partsOf(below.join('/'))] : [];
    }),
  );
}

/** The parts of a path that a request names: groups, slots and the name of the file are none. */
function partsOf(path: string): readonly string[] {
  const parts = path.split('/').filter((part) => part !== '' && !/^(?:\(.*\)|@.*)$/.test(part));
  return /^(?:route|\+server|index)$/.test(parts.at(-1) ?? '') ? parts.slice(0, -1) : parts;
}

function isMet(route: readonly string[], [first, ...others]: readonly string[]): boolean {
  const [part, ...rest] = route;
  if (part === undefined) return first === undefined;
  if (/^\[\[?\.\.\./.test(part)) return first !== undefined || part.startsWith('[[');
  if (first === undefined) return false;
  return (part === first || part.startsWith('[')) && isMet(rest, others);
}
