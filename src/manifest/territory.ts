/** What a manifest of a package is about: the files of its folder, and what is reached from there. */
import type { Site } from '../identify/destination.ts';

/** The folder of a package, without the packages inside it. */
export interface Territory {
  readonly folder: string;
  /** The folders of those. */
  readonly inner: readonly string[];
}

/** Gives the territory of a package among all packages; the root has none of its own, for its manifest is about everything. */
export function territoryOf(folder: string, folders: readonly string[]): Territory {
  return { folder, inner: folders.filter((one) => one.startsWith(`${folder}/`)) };
}

/** Decides whether a file stands in a territory; null is the whole repository. */
export function isInside(territory: Territory | null, file: string): boolean {
  if (territory === null) return true;
  const { folder, inner } = territory;
  return file.startsWith(`${folder}/`) && !inner.some((other) => file.startsWith(`${other}/`));
}

/** Decides whether a site connects for a territory: it stands there, or calls from there give it its address. */
export function reachesFor(territory: Territory | null, site: Site): boolean {
  return territory === null || componentsBehind(site).includes(territory.folder);
}

/** The packages that may declare a site: its own, and those whose calls give it every address that it has. */
export function componentsBehind({ component, givenIn = [] }: Site): readonly string[] {
  return [component, ...givenIn];
}

/** The packages in which a site's addresses are written: those of the callers that give them, else its own. */
export function homesOf({ component, givenIn = [] }: Site): readonly string[] {
  return givenIn.length > 0 ? givenIn : [component];
}

/** A path of a package's manifest, as seen from the root. */
export function fromRoot(territory: Territory | null, path: string): string {
  return territory === null ? path : `${territory.folder}/${path.replace(/^(\.\/)+/, '')}`;
}

/** The other way: a path as a package's manifest writes it; null for one that does not begin in its folder. */
export function fromFolder(territory: Territory | null, path: string): string | null {
  if (territory === null) return path;
  const { folder } = territory;
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : null;
}
