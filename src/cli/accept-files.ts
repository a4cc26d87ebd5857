/** Into which manifests `accept` writes. */
import { acceptForSeveral } from '../errors/commands.ts';
import { SallyportError } from '../errors/problem.ts';
import type { Destination } from '../identify/destination.ts';
import type { AcceptRequest } from '../manifest/accept.ts';
import { homesOf } from '../manifest/territory.ts';
import { keepSites, onSurfaces } from '../report/shown.ts';
import type { Scanned } from './judge.ts';
import type { OwnFile } from './own-manifests.ts';
import type { Settings } from './settings.ts';

/** A manifest, and what of the scan it is for. */
export interface FileToAccept {
  readonly file: OwnFile;
  readonly destinations: readonly Destination[];
}

/** Which files are written, and what of the scan each is for: everything undeclared goes where it belongs, what is named where `--component` says. */
export function filesToAccept(
  root: OwnFile,
  { own, wanted, inventory }: Scanned,
  { selectors }: AcceptRequest,
  { components, surfaces }: Settings,
): readonly FileToAccept[] {
  const all = surfaces === null ? inventory.destinations : onSurfaces(inventory.destinations, surfaces);
  const folders = new Set(wanted.map(({ folder }) => folder));
  const owned = own.filter(({ manifest: { within } }) => within !== null && folders.has(within.folder));
  if (selectors === 'all') {
    const isOwned = (folder: string): boolean => owned.some(({ manifest }) => manifest.within?.folder === folder);
    const rest = keepSites(all, (site) => !homesOf(site).every(isOwned));
    return [{ file: root, destinations: rest }, ...owned.map((file) => ({ file, destinations: ofFile(file, all) }))];
  }
  const [file] = owned;
  if (components === null || file === undefined) return [{ file: root, destinations: all }];
  if (wanted.length > 1) throw new SallyportError([acceptForSeveral(owned.map(({ manifest }) => manifest.file))]);
  return [{ file, destinations: all }];
}

function ofFile({ manifest: { within } }: OwnFile, all: readonly Destination[]): readonly Destination[] {
  return keepSites(all, (site) => homesOf(site).every((folder) => folder === within?.folder));
}
