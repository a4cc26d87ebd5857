/** What a selector of `sallyport accept` stands for: the destinations and sites that it names, or why it names none. */
import { acceptDenied, acceptInvalid, acceptReason, acceptUnknown } from '../errors/commands.ts';
import type { Destination, Problem, Site } from '../identify/destination.ts';
import { coveringEntries, denyEntryOf, type ManifestIndex } from './coverage.ts';
import { matchingSites, nearTo, type ReachIndex } from './reach.ts';
import type { Entry, Manifest } from './manifest.ts';
import type { Need } from './needs.ts';
import { patternText } from './pattern.ts';
import { parseSelector, type Selector } from './selector.ts';

/** A selector that names something; `value`: the host, the variable or the place as the manifest writes it. */
export interface Selection {
  readonly kind: Need['kind'];
  readonly selector: string;
  readonly value: string;
  readonly destinations: readonly Destination[];
  readonly sites: readonly Site[];
  /** What of that which was found a pattern covers. */
  readonly covers: readonly string[];
  /** The entries that declare it already, for whatever scope. */
  readonly entries: readonly Entry[];
}

export type SelectionResult =
  | { readonly kind: 'selected'; readonly selection: Selection }
  | { readonly kind: 'problem'; readonly problem: Problem };

/** Finds what a selector names; one that only an entry of the manifest has is good too, to renew or complete it. */
export function select(selector: string, reach: ReachIndex, index: ManifestIndex, hasReason: boolean): SelectionResult {
  const wanted = parseSelector(selector);
  if (wanted.kind === 'bad') return refused(acceptInvalid(selector, wanted.fault));
  const { manifest } = index;
  const met = matchingSites(wanted, reach, manifest.policy.surfaces);
  const isPattern = wanted.value.includes('*');
  const covers = isPattern ? [...new Set(met.flatMap((one) => one.needs).map((need) => need.selector))].toSorted() : [];
  if (wanted.kind === 'host' && isPattern && !hasReason) return refused(acceptReason(selector, covers));
  const named = entryNamed(wanted, manifest);
  if (met.length === 0 && named === null) return refused(acceptUnknown(selector, nearTo(selector, reach)));
  const needs = [...new Map(met.flatMap((one) => one.needs).map((need) => [need.selector, need])).values()];
  const deny = needs.map((need) => denyEntryOf(need, manifest)).find((entry) => entry !== null);
  if (deny !== undefined) return refused(acceptDenied(selector, deny.reason, { file: manifest.file, ...deny.at }));
  const entries = [...(named === null ? [] : [named]), ...needs.flatMap((need) => coveringEntries(need, index))];
  const { kind, value } = wanted;
  const destinations = [...new Set(met.map(({ destination }) => destination))];
  const sites = met.map(({ site }) => site);
  return { kind: 'selected', selection: { kind, selector, value, destinations, sites, covers, entries } };
}

/** The entry that has the selector itself, whether or not anything reaches it. */
function entryNamed({ kind, value }: Selector, manifest: Manifest): Entry | null {
  switch (kind) {
    case 'host':
      return manifest.destinations.find(({ patterns }) => patterns.some((one) => patternText(one) === value)) ?? null;
    case 'env':
      return manifest.destinations.find(({ env }) => env.includes(value)) ?? null;
    case 'dynamic':
      return manifest.dynamic.find(({ place }) => place === value) ?? null;
  }
}

function refused(problem: Problem): SelectionResult {
  return { kind: 'problem', problem };
}
