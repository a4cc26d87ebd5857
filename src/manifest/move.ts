/** Gives the entry of a place that was moved to the place as it is now: what people have said of it stays. */
import { acceptInvalid } from '../errors/commands.ts';
import type { Destination, Problem } from '../identify/destination.ts';
import type { AcceptPlace, AcceptRequest } from './accept.ts';
import { renameDynamics } from './edit.ts';
import type { DynamicEntry } from './manifest.ts';
import { movedEntries, type MovedEntry } from './moved.ts';
import { ANYTHING, isSameScope } from './scope.ts';
import { staleEntries } from './stale.ts';
import { fromFolder } from './territory.ts';

export type Moves =
  | { readonly kind: 'moves'; readonly moves: readonly MovedEntry[] }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] };

/** Which entries a request moves: the one that it names, or with everything those that are clear. */
export function movesFor(place: AcceptPlace, destinations: readonly Destination[], request: AcceptRequest): Moves {
  const { selectors, movedFrom } = request;
  if (movedFrom !== undefined) return named(place, destinations, selectors, movedFrom);
  const all = selectors === 'all' ? movedEntries(destinations, place.manifest) : [];
  return { kind: 'moves', moves: all.filter(({ entry }) => entry.file === place.file) };
}

function named(
  { manifest, file }: AcceptPlace,
  destinations: readonly Destination[],
  selectors: AcceptRequest['selectors'],
  movedFrom: string,
): Moves {
  const before = movedFrom.replace(/^dynamic:/, '');
  const refused = (detail: string): Moves => ({
    kind: 'problems',
    problems: [acceptInvalid(`--moved-from ${movedFrom}`, detail)],
  });
  const [selector = '', ...others] = selectors === 'all' ? [] : selectors;
  if (!/^dynamic:[^*]+#[^*]+$/.test(selector) || others.length > 0)
    return refused('name the one place that it is now, as dynamic:FILE#SYMBOL');
  const place = selector.slice('dynamic:'.length);
  const own = manifest.dynamic.filter((entry) => entry.file === file);
  const entry = own.find((one) => one.place === before && isSameScope(one.scope, ANYTHING));
  if (entry === undefined) return refused(`${file} has no entry for this place`);
  if (own.some((one) => one.place === place)) return refused(`${file} has an entry for ${selector} already`);
  const isGone = staleEntries(destinations, manifest).some((stale) => stale.entry === entry);
  return isGone ? { kind: 'moves', moves: [{ entry, place }] } : refused('this place is still reached');
}

/** The manifest, as text and read, in which these entries have their new places. */
export function moved(place: AcceptPlace, moves: readonly MovedEntry[]): AcceptPlace {
  const { text, manifest, within } = place;
  const renames = moves.map(({ entry, place: now }) => [entry.written, fromFolder(within, now) ?? now] as const);
  const entryNow = (entry: DynamicEntry): DynamicEntry => {
    const now = moves.find((one) => one.entry === entry)?.place;
    if (now === undefined) return entry;
    return { ...entry, place: now, written: fromFolder(within, now) ?? now, label: `dynamic:${now}` };
  };
  return {
    ...place,
    text: renameDynamics(text, new Map(renames)),
    manifest: { ...manifest, dynamic: manifest.dynamic.map(entryNow) },
  };
}
