/**
 * Places where pages show pictures, video and sound whose addresses are data: avatars, attachments, logos of customers. An application has
 * hundreds of them, and nobody decides about each.
 */
import type { Loads, Site } from '../identify/destination.ts';
import { groupBy } from './group.ts';

/** A place that is to be declared, with what stands there. */
export interface UnknownSites {
  /** `file#symbol`, or a glob. */
  readonly at: string;
  readonly sites: readonly Site[];
  /** What comments say there. */
  readonly reason: string | null;
  /** All that is done there; null: anything. */
  readonly loads: Loads | null;
}

/** All that sites do; null: anything. */
export function loadsOf(sites: readonly Site[]): Loads | null {
  const [first] = sites;
  return first?.loads !== undefined && sites.every(({ loads }) => loads === first.loads) ? first.loads : null;
}

/** The places, where many of one package that only show media, and of which nobody has said anything, are one: all below the folder that they share. */
export function withGalleries(places: readonly UnknownSites[]): readonly UnknownSites[] {
  const unsaid = places.filter(({ loads, reason }) => loads === 'media' && reason === null);
  const groups = [...groupBy(unsaid, ({ sites: [site] }) => site?.component ?? null).values()];
  const many = groups.filter(({ length }) => length > FEW);
  const gathered = new Set(many.flat());
  return [...places.filter((place) => !gathered.has(place)), ...many.map(galleryOf)];
}

/** So many stay apart: each can be looked at. */
const FEW = 4;

function galleryOf(places: readonly UnknownSites[]): UnknownSites {
  const sites = places.flatMap((place) => place.sites);
  return { at: [...sharedFolder(places.map(({ at }) => at)), '**'].join('/'), sites, reason: null, loads: 'media' };
}

function sharedFolder(places: readonly string[]): readonly string[] {
  const [first = [], ...others] = places.map((at) => (at.split('#')[0] ?? '').split('/').slice(0, -1));
  const apart = first.findIndex((name, index) => others.some((other) => other[index] !== name));
  return apart < 0 ? first : first.slice(0, apart);
}
