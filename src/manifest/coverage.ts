/** Whether the manifest declares what a site needs. */
import type { Site } from '../identify/destination.ts';
import { globMatcher, placeMatcher } from './glob.ts';
import type { DenyEntry, DestinationEntry, Entry, Manifest } from './manifest.ts';
import type { Need } from './needs.ts';
import { covers, coversLabels } from './pattern.ts';

/** How the manifest answers one need; `elsewhere`: declared, but not for this surface or component. */
export type Coverage =
  | { readonly kind: 'denied'; readonly deny: DenyEntry }
  | { readonly kind: 'declared'; readonly entries: readonly Entry[] }
  | { readonly kind: 'elsewhere'; readonly entry: DestinationEntry }
  | { readonly kind: 'undeclared' };

/** Looks a site's need up in the manifest; what is denied stays denied whatever declares it. */
export function coverageOf(need: Need, site: Site, manifest: Manifest): Coverage {
  const deny = denyEntryOf(need, manifest);
  if (deny !== null) return { kind: 'denied', deny };
  const entries = coveringEntries(need, manifest);
  const here = entries.filter((entry) => isInScope(entry, site));
  if (here.length > 0) return { kind: 'declared', entries: here };
  const elsewhere = entries.find((entry) => entry.kind === 'destination');
  return elsewhere === undefined ? { kind: 'undeclared' } : { kind: 'elsewhere', entry: elsewhere };
}

/** Gives every entry that declares the need, for whatever scope. */
export function coveringEntries(need: Need, manifest: Manifest): readonly Entry[] {
  switch (need.kind) {
    case 'host':
      return manifest.destinations.filter(({ patterns }) => patterns.some((pattern) => covers(pattern, need.host)));
    case 'env':
      return manifest.destinations.filter(({ env }) => env.includes(need.name));
    case 'dynamic':
      return manifest.dynamic.filter(({ place }) => placeMatcher(place)(need.file, need.symbol));
  }
}

/** Finds what denies a need; a denied host without a port is denied on every port. */
export function denyEntryOf(need: Need, manifest: Manifest): DenyEntry | null {
  if (need.kind !== 'host') return null;
  const isDenied = ({ patterns }: DenyEntry) =>
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
  return components.length === 0 || components.some((component) => globMatcher(component)(site.component));
}
