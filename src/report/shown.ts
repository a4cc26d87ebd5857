/** Which part of an inventory a report shows, and the counts of that part. */
import type { Destination, Inventory, ScanSummary, Site, Surface, Unreached } from '../identify/destination.ts';

/** What the user asked to see. */
export interface Selection {
  /** Same-origin and loopback too. */
  readonly all: boolean;
  /** Null: every surface. */
  readonly surfaces: readonly Surface[] | null;
}

/** Destinations that a report shows, with their counts. */
export interface Shown {
  readonly summary: ScanSummary;
  readonly destinations: readonly Destination[];
  readonly unreached: readonly Unreached[];
}

/** Selects what to show; a destination keeps only the sites on the surfaces that were asked for. */
export function shownOf({ summary, destinations, unreached }: Inventory, { all, surfaces }: Selection): Shown {
  const outgoing = all ? destinations : destinations.filter(goesOut);
  const shown = surfaces === null ? outgoing : onSurfaces(outgoing, surfaces);
  return {
    summary: {
      ...summary,
      sites: shown.reduce((count, { sites }) => count + sites.length, 0),
      destinations: shown.length,
      dynamic: shown.filter(({ verdict }) => verdict === 'dynamic').length,
    },
    destinations: shown,
    unreached,
  };
}

/** Keeps the sites on these surfaces; what is summed up over sites is summed up again. */
export function onSurfaces(destinations: readonly Destination[], surfaces: readonly Surface[]): readonly Destination[] {
  return keepSites(destinations, ({ surface }) => surfaces.includes(surface));
}

/** Keeps the sites in components; likewise. */
export function inComponents(
  destinations: readonly Destination[],
  isWanted: (component: string) => boolean,
): readonly Destination[] {
  return keepSites(destinations, (site) => componentsOf(site).some(isWanted));
}

/** Keeps the sites that are wanted; likewise. */
export function keepSites(
  destinations: readonly Destination[],
  isWanted: (site: Site) => boolean,
): readonly Destination[] {
  return destinations.flatMap((destination) => {
    const sites = destination.sites.filter(isWanted);
    if (sites.length === destination.sites.length) return [destination];
    return sites.length === 0 ? [] : [withSites(destination, sites)];
  });
}

function componentsOf({ component, givenIn = [] }: Site): readonly string[] {
  return [component, ...givenIn];
}

function goesOut({ verdict }: Destination): boolean {
  return verdict !== 'same-origin' && verdict !== 'loopback';
}

function withSites(destination: Destination, sites: readonly Site[]): Destination {
  const reached = sites.flatMap(({ hosts }) => hosts);
  const hosts = new Set(reached.map(({ host }) => host));
  const ports = new Set(reached.map(({ port }) => port));
  const elsewhere = new Set(destination.sites.filter((site) => !sites.includes(site)).flatMap(({ env }) => env));
  const env = new Set(sites.flatMap((site) => site.env));
  return {
    ...destination,
    hosts: destination.hosts.filter((host) => hosts.size === 0 || hosts.has(host)),
    ports: destination.ports.filter((port) => ports.size === 0 || ports.has(port)),
    schemes: destination.schemes.filter((scheme) => sites.some((site) => site.scheme === scheme)),
    // A variable that only the SDK reads stands at no site, so it stays.
    env: destination.env.filter((name) => env.has(name) || !elsewhere.has(name)),
    surfaces: destination.surfaces.filter((surface) => sites.some((site) => site.surface === surface)),
    components: destination.components.filter((component) =>
      sites.some((site) => componentsOf(site).includes(component)),
    ),
    sites,
  };
}
