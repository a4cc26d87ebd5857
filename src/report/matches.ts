/** What `explain` was asked about, and the sites that answer it. */
import type { Destination, Site } from '../identify/destination.ts';
import { nearest } from '../document/near.ts';
import { needsOf } from '../manifest/needs.ts';
import { foundHost, hostPortOf, overlaps, parsePattern } from '../manifest/pattern.ts';
import { parseSelector } from '../manifest/selector.ts';

/** A destination with those of its sites that are meant. */
export interface Match {
  readonly destination: Destination;
  readonly sites: readonly Site[];
}

/** Finds the destinations that a host, `env:NAME`, `dynamic:FILE#SYMBOL`, an id or a service names. */
export function matchesOf(selector: string, destinations: readonly Destination[]): readonly Match[] {
  const named = destinations.filter(({ id, service }) => id === selector || service === selector).map(whole);
  if (named.length > 0) return named;
  const env = /^env:(.+)$/.exec(selector)?.[1];
  if (env !== undefined)
    return destinations.filter(({ env: names }) => names.includes(env)).map((one) => reading(one, env));
  if (selector.startsWith('dynamic:')) return handedOn(selector, destinations);
  const result = parsePattern(selector);
  if (result.kind === 'bad') return [];
  // Without a port every port is meant: the question is who is reached.
  const pattern = result.pattern.port === 'own' ? { ...result.pattern, port: 'any' as const } : result.pattern;
  return destinations.flatMap((destination) => {
    const { hosts, sites } = destination;
    const reaching = sites.filter((site) => site.hosts.some((host) => overlaps(pattern, foundHost(host, site.scheme))));
    if (reaching.length > 0) return [{ destination, sites: reaching }];
    const isReached = hosts.some((host) => overlaps(pattern, foundHost(hostPortOf(host), null)));
    return isReached ? [whole(destination)] : [];
  });
}

/** What a function, or those of a glob, connect to or hand on, as an entry for it would be. */
function handedOn(text: string, destinations: readonly Destination[]): readonly Match[] {
  const selector = parseSelector(text);
  if (selector.kind === 'bad') return [];
  return destinations.flatMap((destination) => {
    const sites = destination.sites.filter((site) =>
      needsOf(destination, site).some((need) => selector.matches(need, destination)),
    );
    return sites.length === 0 ? [] : [{ destination, sites }];
  });
}

/** Finds the sites of a file: those on a line, else the nearest ones; without a line, all. */
export function matchesAt(
  file: string,
  line: number | null,
  destinations: readonly Destination[],
): { readonly isExact: boolean; readonly matches: readonly Match[] } {
  const all = destinations.flatMap(({ sites }) => sites).filter((site) => site.file === file);
  const on = line === null ? all : sitesOn(file, line, destinations);
  const wanted = on.length > 0 ? on : nearestSites(all, line ?? 1);
  const matches = destinations.flatMap((destination) => {
    const sites = destination.sites.filter((site) => wanted.includes(site));
    return sites.length === 0 ? [] : [{ destination, sites }];
  });
  return { isExact: on.length > 0, matches };
}

/** The sites on a line; else those whose value passed through it, as through the call of a wrapper. */
function sitesOn(file: string, line: number, destinations: readonly Destination[]): readonly Site[] {
  const all = destinations.flatMap(({ sites }) => sites);
  const on = all.filter((site) => site.file === file && site.line === line);
  if (on.length > 0) return on;
  return all.filter(({ trail }) => trail.some((step) => step.file === file && step.line === line));
}

/** What may have been meant by a selector that names nothing. */
export function namesNear(selector: string, destinations: readonly Destination[]): readonly string[] {
  const names = destinations.flatMap(({ id, hosts, env, service }) => [
    id,
    ...hosts,
    ...env.map((name) => `env:${name}`),
    ...(service === null ? [] : [service]),
  ]);
  return nearest(selector, [...new Set(names)]);
}

const NEAREST = 3;

function nearestSites(sites: readonly Site[], line: number): readonly Site[] {
  const distance = (site: Site) => Math.abs(site.line - line);
  return sites
    .toSorted((a, b) => distance(a) - distance(b) || a.line - b.line || a.column - b.column)
    .slice(0, NEAREST);
}

function whole(destination: Destination): Match {
  return { destination, sites: destination.sites };
}

/** The sites that read the variable; where only the SDK reads it, all. */
function reading(destination: Destination, env: string): Match {
  const sites = destination.sites.filter((site) => site.env.includes(env));
  return { destination, sites: sites.length > 0 ? sites : destination.sites };
}
