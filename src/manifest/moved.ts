/** Entries of places that are not known, and that were moved: a place has the name of a file and of a function, and both can change. */
import type { Destination } from '../identify/destination.ts';
import type { DynamicEntry, Entry, Manifest } from './manifest.ts';
import { indexReach, undeclaredSelectors } from './reach.ts';
import { isBlank } from './review.ts';
import { ANYTHING, isSameScope } from './scope.ts';
import { staleEntries } from './stale.ts';
import { isInside } from './territory.ts';

/** An entry for a place that nothing reaches any more, and the undeclared place (`file#symbol`) that it is taken to be now. */
export interface MovedEntry {
  readonly entry: DynamicEntry;
  readonly place: string;
}

/**
 * Finds moved entries. `known` says of places what they were, where the state before was looked at; of several that were joined into one
 * the first entry moves, and the others are stale. Without that a place is taken for one that is gone when one of the two parts of its
 * name stayed, and when there is no other that it could be: in doubt it is new.
 */
export function movedEntries(
  destinations: readonly Destination[],
  manifest: Manifest,
  known: ReadonlyMap<string, readonly string[]> = new Map(),
): readonly MovedEntry[] {
  const gone = staleEntries(destinations, manifest).flatMap(({ entry }) => (isSaid(entry) ? [entry] : []));
  if (gone.length === 0) return [];
  const open = undeclaredSelectors(indexReach(destinations, manifest), manifest).flatMap((selector) =>
    selector.startsWith(DYNAMIC) ? [selector.slice(DYNAMIC.length)] : [],
  );
  const candidates = open.map((place) => ({ place, entries: candidatesFor(place, gone, known.get(place)) }));
  return candidates.flatMap(({ place, entries: [entry, ...others] }) => {
    if (entry === undefined || others.length > 0) return [];
    const rivals = candidates.filter((one) => one.entries.includes(entry));
    return rivals.length === 1 ? [{ entry, place }] : [];
  });
}

const DYNAMIC = 'dynamic:';

/** One place, whatever is done there, and not a glob over several. Of an entry for which nobody has given a reason there is nothing to keep. */
function isSaid(entry: Entry): entry is DynamicEntry {
  if (entry.kind !== 'dynamic' || !isSameScope(entry.scope, ANYTHING)) return false;
  return entry.place.includes('#') && !entry.place.includes('*') && !isBlank(entry.reason);
}

function candidatesFor(
  now: string,
  gone: readonly DynamicEntry[],
  told: readonly string[] | undefined,
): readonly DynamicEntry[] {
  const here = gone.filter(({ within }) => isInside(within, partsOf(now).file));
  if (told === undefined) return here.filter(({ place }) => mayBe(place, now));
  return told.flatMap((before) => here.find(({ place }) => place === before) ?? []).slice(0, 1);
}

function mayBe(before: string, now: string): boolean {
  const [was, is] = [partsOf(before), partsOf(now)];
  // Every file has a "module": that name says nothing, unless the file kept its own.
  const hasName = is.symbol !== 'module' || nameOf(was.file) === nameOf(is.file);
  return was.file === is.file || (was.symbol === is.symbol && hasName);
}

function partsOf(place: string): { readonly file: string; readonly symbol: string } {
  const hash = place.indexOf('#');
  return { file: place.slice(0, hash), symbol: place.slice(hash + 1) };
}

function nameOf(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}
