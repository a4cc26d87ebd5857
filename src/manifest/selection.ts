/** What a selector of `sallyport accept` stands for: the destinations and sites that it names, or why it names none. */
import { acceptDenied, acceptInvalid, acceptReason, acceptUnknown } from '../errors/commands.ts';
import type { Destination, Problem, Site } from '../identify/destination.ts';
import { coveringEntries, denyEntryOf, type ManifestIndex } from './coverage.ts';
import { matchingSites, nearTo, type ReachIndex } from './reach.ts';
import { entriesOf } from './inherit.ts';
import type { Entry, Manifest } from './manifest.ts';
import type { Need } from './needs.ts';
import { patternText } from './pattern.ts';
import { gateOf } from './policy.ts';
import { ANYTHING, isSameScope, type Scope } from './scope.ts';
import { parseSelector, type Selector } from './selector.ts';
import { fromFolder, type Territory } from './territory.ts';

/** A selector that names something; `value`: the host, the variable or the place as the manifest writes it. */
export interface Selection {
  readonly kind: Need['kind'];
  readonly selector: string;
  readonly value: string;
  /** Of a place: what is meant there. */
  readonly scope: Scope;
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

/** For which file a selector is read. */
export interface SelectOptions {
  readonly hasReason: boolean;
  readonly file: string;
  readonly within: Territory | null;
}

/** Finds what a selector names; one that only an entry of the manifest has is good too, to renew or complete it. */
export function select(
  selector: string,
  reach: ReachIndex,
  index: ManifestIndex,
  options: SelectOptions,
): SelectionResult {
  const { hasReason, file, within } = options;
  const wanted = parseSelector(selector);
  if (wanted.kind === 'bad') return refused(acceptInvalid(selector, wanted.fault));
  const { manifest } = index;
  if (wanted.kind === 'dynamic' && fromFolder(within, wanted.value) === null) {
    return refused(
      acceptInvalid(selector, `this is no place in ${within?.folder ?? ''}, whose manifest is to have it`),
    );
  }
  const met = matchingSites(wanted, reach, gateOf(manifest));
  const isPattern = wanted.value.includes('*');
  const covers = isPattern ? [...new Set(met.flatMap((one) => one.needs).map((need) => need.selector))].toSorted() : [];
  if (wanted.kind === 'host' && isPattern && !hasReason) return refused(acceptReason(selector, covers));
  const named = entryNamed(wanted, entriesOf(manifest, file));
  if (met.length === 0 && named === null) return refused(acceptUnknown(selector, nearTo(selector, reach)));
  const needs = [...new Map(met.flatMap((one) => one.needs).map((need) => [need.selector, need])).values()];
  const denials = met.flatMap((one) => one.needs.map((need) => denyEntryOf(need, one.site, manifest)));
  const deny = denials.find((entry) => entry !== null);
  if (deny !== undefined) return refused(acceptDenied(selector, deny.reason, { file: deny.file, ...deny.at }));
  const covering = needs.flatMap((need) => coveringEntries(need, index)).filter((entry) => entry.file === file);
  const entries = [...(named === null ? [] : [named]), ...covering];
  const { kind, value, scope } = wanted;
  const destinations = [...new Set(met.map(({ destination }) => destination))];
  const sites = met.map(({ site }) => site);
  return { kind: 'selected', selection: { kind, selector, value, scope, destinations, sites, covers, entries } };
}

/** The entry that has the selector itself, whether or not anything reaches it. */
function entryNamed({ kind, value, scope }: Selector, manifest: Manifest): Entry | null {
  switch (kind) {
    case 'host':
      return manifest.destinations.find(({ patterns }) => patterns.some((one) => patternText(one) === value)) ?? null;
    case 'env':
      return manifest.destinations.find(({ env }) => env.includes(value)) ?? null;
    case 'dynamic':
      return (
        manifest.dynamic.find(
          (one) => one.place === value && (isSameScope(scope, ANYTHING) || isSameScope(one.scope, scope)),
        ) ?? null
      );
  }
}

function refused(problem: Problem): SelectionResult {
  return { kind: 'problem', problem };
}
