/** Entries as the tool would write them, from what was found; what only a person knows stays out. */
import { SURFACES, type Destination, type Site } from '../identify/destination.ts';
import { isCleartext, isCleartextScheme, schemeOf } from './cleartext.ts';
import type { DestinationEntry } from './manifest.ts';
import type { Scope } from './scope.ts';
import { SCHEME_PATTERN, type DestinationInput, type DynamicInput } from './schema.ts';

/** What a draft is made of: destinations of one party, and those of their sites that matter. */
export interface DraftSource {
  readonly id: string;
  readonly destinations: readonly Destination[];
  readonly sites: readonly Site[];
  readonly hosts: readonly string[];
  /** The entry that it is added to; what that is restricted to must grow with it. */
  readonly existing: DestinationEntry | null;
}

/**
 * Drafts an entry: everything but `hosts` comes from the destinations and the sites. A new entry is not restricted to surfaces or
 * components: who may use a declared destination is a decision for people, and moving code must not break the check.
 */
export function draftDestination({ id, destinations, sites, hosts, existing }: DraftSource): DestinationInput {
  const services = sorted(destinations.flatMap(({ service }) => service ?? []));
  const [service] = services;
  const env = sorted([...destinations, ...sites].flatMap((holder) => holder.env));
  const credentials = sorted(destinations.flatMap((destination) => destination.credentials));
  const schemes = schemesOf(sites);
  const surfaces = SURFACES.filter((surface) => sites.some((site) => site.surface === surface));
  return {
    id,
    ...(service !== undefined && services.length === 1 ? { service } : {}),
    ...(hosts.length > 0 ? { hosts: sorted(hosts) } : {}),
    ...(env.length > 0 ? { env } : {}),
    ...(credentials.length > 0 ? { credentials } : {}),
    ...(schemes.length > 0 ? { schemes } : {}),
    ...(existing && existing.surfaces.length > 0 ? { surfaces } : {}),
    ...(existing && existing.components.length > 0 ? { components: sorted(sites.map((site) => site.component)) } : {}),
  };
}

/** Drafts an entry for a place whose destination cannot be known; a cleartext scheme must be said there too. */
export function draftDynamic(
  at: string,
  sites: readonly Site[],
  { reason, scope: { loads, through } }: { readonly reason: string; readonly scope: Scope },
): DynamicInput {
  const schemes = sorted(sites.filter(isCleartext).map(schemeOf));
  return {
    at,
    ...(loads === null ? {} : { loads }),
    ...(through === null ? {} : { through }),
    reason,
    ...(schemes.length > 0 ? { schemes } : {}),
  };
}

/** Makes a readable id, safe in any command, out of a destination's: `env:API_URL` gives `api-url`, `*.x.co` gives `x.co`. */
export function entryId(destinationId: string): string {
  const env = /^env:(.+)$/.exec(destinationId)?.[1];
  const name = env === undefined ? destinationId.replace(/^dynamic:/, '') : env.toLowerCase().replaceAll('_', '-');
  const safe = name
    .replace(/[^A-Za-z0-9._:@/-]+/g, '-')
    .replace(/-*([.:/])[-.:/]*/g, '$1')
    .replace(/-{2,}/g, '-')
    .replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, '');
  return safe === '' ? 'destination' : safe;
}

/** The schemes to declare; that of a local default beside a variable is not how the party is reached. */
function schemesOf(sites: readonly Site[]): string[] {
  const reached = sites.filter((site) => isCleartext(site) || !isCleartextScheme(schemeOf(site)));
  return sorted(reached.map(schemeOf).filter((scheme) => SCHEME_PATTERN.test(scheme)));
}

function sorted(values: readonly string[]): string[] {
  return [...new Set(values)].filter((value) => value !== '').toSorted();
}
