/**
 * Addresses that are not known and that one function hands on: whoever stores an avatar gives one to the storage, whoever sends a webhook to its
 * delivery. What that function may reach is one decision, not one for each of its callers.
 */
import type { NamedPlace } from '../identify/destination.ts';
import type { UnknownSites } from './galleries.ts';
import { groupBy } from './group.ts';

/**
 * The places, where many that hand their addresses to one function, and of which nobody has said anything, are one: that function. Of several that
 * hand an address on to each other it is the one nearest to the callers, for it says most. `nameOf` says how the manifest writes
 * a function, or null where it is none of its own.
 */
export function withWrappers(
  places: readonly UnknownSites[],
  nameOf: (place: NamedPlace) => string | null,
): readonly UnknownSites[] {
  const chains = new Map(places.filter(isOpen).map((place) => [place, chainOf(place, nameOf)]));
  const depth = Math.max(0, ...[...chains.values()].map(({ length }) => length));
  return Array.from({ length: depth }, (_, index) => index).reduce(
    (left, index) => gathered(left, (place) => chains.get(place)?.[index] ?? null),
    places,
  );
}

/** So many stay apart: each can be looked at. */
const FEW = 4;

/** Pictures are gathered by what they are (`galleries.ts`). */
function isOpen({ reason, loads }: UnknownSites): boolean {
  return reason === null && loads === null;
}

/** What a function reaches by itself is declared with what it is given. */
function gathered(
  places: readonly UnknownSites[],
  wrapperOf: (place: UnknownSites) => string | null,
): readonly UnknownSites[] {
  const groups = new Map([...groupBy(places, wrapperOf)].filter(([, { length }]) => length > FEW));
  if (groups.size === 0) return places;
  const nameOf = (place: UnknownSites): string | null => {
    const wrapper = wrapperOf(place) ?? place.at;
    return groups.has(wrapper) && isOpen(place) ? wrapper : null;
  };
  const wrappers = [...groupBy(places, nameOf)].map(([at, group]): UnknownSites => {
    return { at, sites: [...new Set(group.flatMap(({ sites }) => sites))], reason: null, loads: null };
  });
  return [...places.filter((place) => nameOf(place) === null), ...wrappers];
}

/** The functions that all addresses of a place go through, from the one that is nearest to it on. */
function chainOf({ at, sites }: UnknownSites, nameOf: (place: NamedPlace) => string | null): readonly string[] {
  const [first = [], ...others] = sites.map(({ through = [] }) => through.map(nameOf));
  const shared = first.filter((name) => name !== null && name !== at && others.every((other) => other.includes(name)));
  return [...new Set(shared)].flatMap((name) => name ?? []).toReversed();
}
