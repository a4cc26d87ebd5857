/** What the manifest declares and nothing reaches any more, on any surface. */
import { SURFACES, type Destination } from '../identify/destination.ts';
import { placeMatcher } from './glob.ts';
import type { DestinationEntry, DynamicEntry, Entry, Manifest } from './manifest.ts';
import { gatedSites, needsOf, withoutIgnored } from './needs.ts';
import { foundHost, overlaps, type FoundHost } from './pattern.ts';

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
  const reached = reachedBy(withoutIgnored(destinations, manifest.ignore));
  return [
    ...manifest.destinations.map((entry) => staleDestination(entry, reached)),
    ...manifest.dynamic.map((entry) => staleDynamic(entry, reached)),
  ].filter((stale) => stale !== null);
}

interface Reached {
  readonly hosts: readonly FoundHost[];
  /** The hosts that are no patterns, and their ports. */
  readonly names: ReadonlySet<string>;
  readonly env: ReadonlySet<string>;
  readonly places: readonly { readonly file: string; readonly symbol: string }[];
}

function reachedBy(destinations: readonly Destination[]): Reached {
  const hosts: FoundHost[] = [];
  const places: { file: string; symbol: string }[] = [];
  for (const destination of destinations) {
    const goesOut = gatedSites(destination, SURFACES).length > 0;
    for (const site of destination.sites) {
      hosts.push(...site.hosts.map((host) => foundHost(host, site.scheme)));
      for (const need of goesOut ? needsOf(destination, site) : []) {
        if (need.kind === 'host') hosts.push(need.host);
        if (need.kind === 'dynamic') places.push(need);
      }
    }
  }
  const env = destinations.flatMap((holder) => [...holder.env, ...holder.sites.flatMap((site) => site.env)]);
  const distinct = distinctHosts(hosts);
  return { hosts: distinct, names: new Set(distinct.filter(isOwn).map(exactName).filter((name) => name !== null)), env: new Set(env), places };
}

/** One of each, since large repositories have thousands of sites and few hosts. */
function distinctHosts(hosts: readonly FoundHost[]): readonly FoundHost[] {
  return [...new Map(hosts.map((host) => [JSON.stringify(host), host])).values()];
}

function staleDestination(entry: DestinationEntry, reached: Reached): StaleEntry | null {
  const env = entry.env.filter((name) => !reached.env.has(name));
  const unreached = entry.hosts.filter((_, i) => {
    const pattern = entry.patterns[i];
    return pattern === undefined || !reached.hosts.some((found) => overlaps(pattern, found));
  });
  const hosts = env.length < entry.env.length ? [] : unreached;
  if (hosts.length + env.length === 0) return null;
  return { entry, whole: hosts.length === entry.hosts.length && env.length === entry.env.length, hosts, env };
}

function staleDynamic(entry: DynamicEntry, reached: Reached): StaleEntry | null {
  const matches = placeMatcher(entry.place);
  if (reached.places.some(({ file, symbol }) => matches(file, symbol))) return null;
  return { entry, whole: true, hosts: [], env: [] };
}
