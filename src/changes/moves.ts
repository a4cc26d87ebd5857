/** Places that are not known, and that a change moved: they have the name of a file and of a function, and both can change. */
import type { Site } from '../identify/destination.ts';
import type { CodeChange } from './change.ts';
import type { Use } from './use.ts';

type Uses = ReadonlyMap<string, Use>;

/**
 * What places that are new were before, by their selectors. A place is the same when its file was moved, and when it gives an address
 * to the very connection that a place which is gone gave one to: the call moved, and not what is reached. Where several were
 * joined into one, all of them are what it was.
 */
export function movesOf(
  now: Uses,
  old: Uses,
  renamed: ReadonlyMap<string, string>,
): ReadonlyMap<string, readonly Use[]> {
  const fresh = [...now.values()].filter((use) => isPlace(use) && !old.has(use.selector));
  const gone = [...old.values()].filter((use) => isPlace(use) && !now.has(use.selector));
  const moves = new Map<string, Use[]>();
  const taken = new Set<Use>();
  const take = (use: Use, was: Use | undefined): void => {
    if (was === undefined) return;
    moves.set(use.selector, [...(moves.get(use.selector) ?? []), was]);
    taken.add(was);
  };
  const left = (matches: (was: Use) => boolean): Use | undefined => gone.find((was) => !taken.has(was) && matches(was));
  for (const use of fresh) {
    const selector = formerSelector(use, renamed);
    take(
      use,
      left((was) => was.selector === selector),
    );
  }
  const isShared = (use: Use, was: Use): boolean => sharesConnection(use, was, renamed);
  // One for each first: of two places in the stead of one, the second is new.
  for (const use of fresh.filter(({ selector }) => !moves.has(selector))) {
    take(
      use,
      left((was) => isShared(use, was)),
    );
  }
  for (const use of fresh.filter(({ selector }) => moves.has(selector))) {
    for (let was = left((one) => isShared(use, one)); was !== undefined; was = left((one) => isShared(use, one))) {
      take(use, was);
    }
  }
  return moves;
}

/** What places were, by what they are now (`file#symbol`), as the changes between two states say; several may have become one. */
export function placesMoved(changes: readonly CodeChange[]): ReadonlyMap<string, readonly string[]> {
  const places = changes.flatMap(({ details }) => details.filter(({ field }) => field === 'place'));
  return new Map(
    places.flatMap(({ removed, added }) => added.map((now) => [placeIn(now), removed.map(placeIn)] as const)),
  );
}

function placeIn(selector: string): string {
  return selector.slice('dynamic:'.length);
}

function isPlace({ need }: Use): boolean {
  return need.kind === 'dynamic';
}

function formerSelector({ need }: Use, renamed: ReadonlyMap<string, string>): string | null {
  const from = need.kind === 'dynamic' ? renamed.get(need.file) : undefined;
  return from === undefined || need.kind !== 'dynamic' ? null : `dynamic:${from}#${need.symbol}`;
}

function sharesConnection(use: Use, was: Use, renamed: ReadonlyMap<string, string>): boolean {
  const connections = new Set(was.sites.filter((site) => !isAt(site, was)).map((site) => keyOf(site, site.file)));
  return use.sites.some(
    (site) => !isAt(site, use) && connections.has(keyOf(site, renamed.get(site.file) ?? site.file)),
  );
}

/** The place itself: a call that gives an address, and not the one that connects. */
function isAt({ file, symbol }: Site, { need }: Use): boolean {
  return need.kind === 'dynamic' && file === need.file && symbol === need.symbol;
}

function keyOf({ api, rule }: Site, file: string): string {
  return JSON.stringify([file, rule, api]);
}
