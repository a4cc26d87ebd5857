/** Whether the manifest declares what a site needs. */
import type { Site } from '../identify/destination.ts';
import { globMatcher } from './glob.ts';
import { groupBy } from './group.ts';
import type { DenyEntry, DestinationEntry, DynamicEntry, Entry, Manifest } from './manifest.ts';
import type { Need, UnknownPlace } from './needs.ts';
import { scopedPlaceMatcher } from './scope.ts';
import { componentsBehind, isInside, reachesFor } from './territory.ts';
import { covers, coversLabels, exactName, type FoundHost, type HostPattern } from './pattern.ts';

/** How the manifest answers one need; `elsewhere`: declared, but not for this surface or component. */
export type Coverage =
  | { readonly kind: 'denied'; readonly deny: DenyEntry }
  | { readonly kind: 'declared'; readonly entries: readonly Entry[] }
  | { readonly kind: 'elsewhere'; readonly entry: DestinationEntry }
  | { readonly kind: 'undeclared' };

/** A manifest made ready for many questions: hosts without a wildcard are looked up, only the others are tried in turn. */
export interface ManifestIndex {
  readonly manifest: Manifest;
  readonly byName: ReadonlyMap<string, readonly DeclaredHost[]>;
  readonly wildcards: readonly DeclaredHost[];
  readonly byEnv: ReadonlyMap<string, readonly DestinationEntry[]>;
  readonly places: readonly DeclaredPlace[];
}

interface DeclaredHost {
  readonly entry: DestinationEntry;
  readonly pattern: HostPattern;
}

interface DeclaredPlace {
  readonly entry: DynamicEntry;
  readonly matches: (place: UnknownPlace) => boolean;
}

/** Makes the index of a manifest. */
export function indexManifest(manifest: Manifest): ManifestIndex {
  const hosts = manifest.destinations.flatMap((entry) => entry.patterns.map((pattern) => ({ entry, pattern })));
  const env = manifest.destinations.flatMap((entry) => entry.env.map((name) => ({ name, entry })));
  return {
    manifest,
    byName: groupBy(hosts, ({ pattern }) => exactName(pattern)),
    wildcards: hosts.filter(({ pattern }) => exactName(pattern) === null),
    byEnv: new Map(
      [...groupBy(env, ({ name }) => name)].map(([name, group]) => [name, group.map(({ entry }) => entry)]),
    ),
    places: manifest.dynamic.map((entry) => ({ entry, matches: coversPlaces(entry) })),
  };
}

/** Looks a site's need up in the manifest; what is denied stays denied whatever declares it. */
export function coverageOf(need: Need, site: Site, index: ManifestIndex): Coverage {
  const deny = denyEntryOf(need, site, index.manifest);
  if (deny !== null) return { kind: 'denied', deny };
  // What another package has declared for itself is no more declared here than what nobody has.
  const entries = coveringEntries(need, index).filter(
    (entry) => entry.kind === 'dynamic' || reachesFor(entry.within, site),
  );
  const here = entries.filter((entry) => isInScope(entry, site));
  if (here.length > 0) return { kind: 'declared', entries: here };
  const elsewhere = entries.find((entry) => entry.kind === 'destination');
  return elsewhere === undefined ? { kind: 'undeclared' } : { kind: 'elsewhere', entry: elsewhere };
}

/** Gives every entry that declares the need, for whatever scope, in the order of the manifest. */
export function coveringEntries(need: Need, index: ManifestIndex): readonly Entry[] {
  switch (need.kind) {
    case 'host':
      return [...entriesOfHost(need.host, index), ...(need.insteadOf ? entriesOfPlace(need.insteadOf, index) : [])];
    case 'env':
      return index.byEnv.get(need.name) ?? [];
    case 'dynamic':
      return entriesOfPlace(need, index);
  }
}

/** Finds what denies a need; a denied host without a port is denied on every port. */
export function denyEntryOf(need: Need, site: Site, manifest: Manifest): DenyEntry | null {
  if (need.kind !== 'host') return null;
  const isDenied = ({ patterns, within }: DenyEntry) =>
    (within === null || within.folder === site.component) &&
    patterns.some((pattern) =>
      pattern.port === 'own' ? coversLabels(pattern, need.host) : covers(pattern, need.host),
    );
  return manifest.deny.find(isDenied) ?? null;
}

/** Decides whether an entry counts for the surface and the component of a site. */
export function isInScope(entry: Entry, site: Site): boolean {
  if (entry.kind === 'dynamic') return true;
  const { surfaces, components } = entry;
  if (surfaces.length > 0 && !surfaces.includes(site.surface)) return false;
  return components.length === 0 || components.some((glob) => componentsBehind(site).some(globMatcher(glob)));
}

/** Decides which places an entry is for. A package's manifest speaks of the places in its own files, whatever its globs match besides. */
export function coversPlaces({ place, within, scope }: DynamicEntry): (place: UnknownPlace) => boolean {
  const matches = scopedPlaceMatcher(place, scope);
  return (found) => isInside(within, found.file) && matches(found);
}

function entriesOfPlace(place: UnknownPlace, { places }: ManifestIndex): readonly Entry[] {
  return places.filter(({ matches }) => matches(place)).map(({ entry }) => entry);
}

function entriesOfHost(host: FoundHost, { byName, wildcards }: ManifestIndex): readonly Entry[] {
  const name = exactName(host);
  const named = name === null ? [] : (byName.get(name) ?? []);
  const entries = [...named, ...wildcards].filter(({ pattern }) => covers(pattern, host)).map(({ entry }) => entry);
  return [...new Set(entries)].toSorted((a, b) => a.at.line - b.at.line || a.at.column - b.at.column);
}
