/** What the manifest declares and nothing reaches any more, on any surface. */
import type { Destination } from '../identify/destination.ts';
import { coversPlaces } from './coverage.ts';
import { groupBy } from './group.ts';
import type { DestinationEntry, DynamicEntry, Entry, Manifest } from './manifest.ts';
import { needsOf, outgoingSites, withoutIgnored, type UnknownPlace } from './needs.ts';
import { reachesFor, type Territory } from './territory.ts';
import { exactName, foundHost, overlaps, type FoundHost, type HostPattern } from './pattern.ts';

/** A stale entry: all of it (`whole`), or only these hosts and variables. */
export interface StaleEntry {
  readonly entry: Entry;
  readonly whole: boolean;
  readonly hosts: readonly string[];
  readonly env: readonly string[];
}

/**
 * Lists what is stale, in the order of the manifest.
 * In doubt an entry lives: a host counts as reached if a found pattern can be it, and beside a variable that is still read, a
 * host may be what that variable holds where the program runs, so it is not called stale.
 */
export function staleEntries(destinations: readonly Destination[], manifest: Manifest): readonly StaleEntry[] {
  const judged = withoutIgnored(destinations, manifest.ignore);
  const everywhere = reachedBy(judged);
  const known = new Map(manifest.own.map(({ within }) => [within.folder, reachedBy(reachedFor(within, judged))]));
  const reachedIn = ({ within }: Entry): Reached => known.get(within?.folder ?? '') ?? everywhere;
  return [
    ...manifest.destinations.map((entry) => staleDestination(entry, reachedIn(entry))),
    ...manifest.dynamic.map((entry) => staleDynamic(entry, everywhere)),
  ].filter((stale) => stale !== null);
}

/** What is reached for a package: another one's use does not keep an entry alive that is for it alone. */
function reachedFor(within: Territory, destinations: readonly Destination[]): readonly Destination[] {
  return destinations.flatMap((destination) => {
    const sites = destination.sites.filter((site) => reachesFor(within, site));
    return sites.length === 0 ? [] : [{ ...destination, sites }];
  });
}

interface Reached {
  readonly hosts: readonly FoundHost[];
  /** Those that are no patterns, to be looked up, and the others. */
  readonly byName: ReadonlyMap<string, readonly FoundHost[]>;
  readonly wildcards: readonly FoundHost[];
  readonly env: ReadonlySet<string>;
  readonly places: readonly UnknownPlace[];
}

function reachedBy(destinations: readonly Destination[]): Reached {
  const sites = destinations.flatMap((destination) => destination.sites);
  // The needs too: they have what only the destination as a whole is known to reach.
  const needs = destinations.flatMap((destination) =>
    outgoingSites(destination).flatMap((site) => needsOf(destination, site)),
  );
  const hosts = distinctHosts([
    ...sites.flatMap((site) => site.hosts.map((host) => foundHost(host, site.scheme))),
    ...needs.flatMap((need) => (need.kind === 'host' ? [need.host] : [])),
  ]);
  return {
    hosts,
    byName: groupBy(hosts, exactName),
    wildcards: hosts.filter((host) => exactName(host) === null),
    env: new Set([...destinations, ...sites].flatMap((holder) => holder.env)),
    places: needs.flatMap((need) =>
      need.kind === 'dynamic' ? [need] : need.kind === 'host' ? (need.insteadOf ?? []) : [],
    ),
  };
}

/** One of each, since large repositories have thousands of sites and few hosts. */
function distinctHosts(hosts: readonly FoundHost[]): readonly FoundHost[] {
  return [...new Map(hosts.map((host) => [JSON.stringify(host), host])).values()];
}

function staleDestination(entry: DestinationEntry, reached: Reached): StaleEntry | null {
  const env = entry.env.filter((name) => !reached.env.has(name));
  const unreached = entry.hosts.filter((_, i) => {
    const pattern = entry.patterns[i];
    return pattern === undefined || !isReached(pattern, reached);
  });
  const hosts = env.length < entry.env.length ? [] : unreached;
  if (hosts.length + env.length === 0) return null;
  return { entry, whole: hosts.length === entry.hosts.length && env.length === entry.env.length, hosts, env };
}

function isReached(pattern: HostPattern, { hosts, byName, wildcards }: Reached): boolean {
  const name = exactName(pattern);
  const candidates = name === null ? hosts : [...(byName.get(name) ?? []), ...wildcards];
  return candidates.some((found) => overlaps(pattern, found));
}

function staleDynamic(entry: DynamicEntry, reached: Reached): StaleEntry | null {
  if (reached.places.some(coversPlaces(entry))) return null;
  return { entry, whole: true, hosts: [], env: [] };
}
