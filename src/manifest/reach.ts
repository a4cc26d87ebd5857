/** What the code reaches, arranged for questions about single selectors. */
import type { Destination, Site } from '../identify/destination.ts';
import { coverageOf, indexManifest } from './coverage.ts';
import type { Manifest } from './manifest.ts';
import { nearest } from '../document/near.ts';
import { needsOf, outgoingSites, withoutIgnored, type Need } from './needs.ts';
import { gateOf, type Gate } from './policy.ts';
import type { Selector } from './selector.ts';

/** A site that goes out, on whatever surface, with what it needs. */
export interface ReachingSite {
  readonly destination: Destination;
  readonly site: Site;
  readonly needs: readonly Need[];
}

export interface ReachIndex {
  readonly sites: readonly ReachingSite[];
  readonly bySelector: ReadonlyMap<string, readonly ReachingSite[]>;
}

/** Makes the index; ignored files are left out. */
export function indexReach(destinations: readonly Destination[], manifest: Manifest): ReachIndex {
  const sites = withoutIgnored(destinations, manifest.ignore).flatMap((destination) =>
    outgoingSites(destination).map((site) => ({ destination, site, needs: needsOf(destination, site) })),
  );
  const bySelector = new Map<string, ReachingSite[]>();
  for (const one of sites) {
    for (const { selector } of one.needs) {
      const group = bySelector.get(selector);
      if (group === undefined) bySelector.set(selector, [one]);
      else group.push(one);
    }
  }
  return { sites, bySelector };
}

/** Lists the selectors of everything that is undeclared, sorted. */
export function undeclaredSelectors({ sites }: ReachIndex, manifest: Manifest): readonly string[] {
  const index = indexManifest(manifest);
  const gate = gateOf(manifest);
  const open = sites
    .filter(({ site }) => gate(site))
    .flatMap(({ site, needs }) => needs.filter((need) => coverageOf(need, site, index).kind === 'undeclared'));
  return [...new Set(open.map(({ selector }) => selector))].toSorted();
}

/** Finds the sites that a selector stands for: those that gate, if any does; else those on other surfaces. */
export function matchingSites(
  { value, isExact, matches }: Selector,
  { sites, bySelector }: ReachIndex,
  gate: Gate,
): readonly ReachingSite[] {
  const named = isExact ? bySelector.get(value) : undefined;
  const met = (named ?? sites).flatMap((one) => {
    const needs = one.needs.filter((need) => matches(need, one.destination));
    return needs.length === 0 ? [] : [{ ...one, needs }];
  });
  const gating = met.filter(({ site }) => gate(site));
  return gating.length > 0 ? gating : met;
}

/** What may have been meant: everything of a destination of that name, else the selectors that look alike. */
export function nearTo(selector: string, { sites, bySelector }: ReachIndex): readonly string[] {
  const named = sites.filter(({ destination: { id, service } }) => id === selector || service === selector);
  const selectors = named.flatMap(({ needs }) => needs.map((need) => need.selector));
  return selectors.length > 0 ? [...new Set(selectors)].toSorted() : nearest(selector, [...bySelector.keys()]);
}
