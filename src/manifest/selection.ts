/** What a selector of `sallyport accept` stands for: the destinations and sites that it names, or why it names none. */
import { acceptDenied, acceptInvalid, acceptReason, acceptUnknown } from '../errors.ts';
import { SURFACES, type Destination, type Problem, type Site } from '../identify/destination.ts';
import { coverageOf, coveringEntries, denyEntryOf } from './coverage.ts';
import { globFault, placeMatcher } from './glob.ts';
import { hostFault } from './host-fault.ts';
import type { Entry, Manifest } from './manifest.ts';
import { nearest } from './near.ts';
import { gatedSites, needsOf, withoutIgnored, type Need } from './needs.ts';
import { covers, parsePattern, patternText } from './pattern.ts';

/** A selector that names something; `value`: the host, the variable or the place as the manifest writes it. */
export interface Selection {
  readonly kind: Need['kind'];
  readonly selector: string;
  readonly value: string;
  readonly destinations: readonly Destination[];
  readonly sites: readonly Site[];
  /** The entries that declare it already, for whatever scope. */
  readonly entries: readonly Entry[];
}

export type SelectionResult =
  | { readonly kind: 'selected'; readonly selection: Selection }
  | { readonly kind: 'problem'; readonly problem: Problem };

/** Lists the selectors of everything that is undeclared, sorted. */
export function undeclaredSelectors(destinations: readonly Destination[], manifest: Manifest): readonly string[] {
  const judged = withoutIgnored(destinations, manifest.ignore);
  const open = judged.flatMap((destination) =>
    gatedSites(destination, manifest.policy.surfaces).flatMap((site) =>
      needsOf(destination, site).filter((need) => coverageOf(need, site, manifest).kind === 'undeclared'),
    ),
  );
  return [...new Set(open.map(({ selector }) => selector))].toSorted();
}

/** Finds what a selector names; one that only an entry of the manifest has is good too, to renew or complete it. */
export function select(
  selector: string,
  destinations: readonly Destination[],
  manifest: Manifest,
  hasReason: boolean,
): SelectionResult {
  const wanted = readSelector(selector);
  if (wanted.kind === 'bad') return refused(acceptInvalid(selector, wanted.fault));
  if (wanted.kind === 'host' && wanted.value.includes('*') && !hasReason) return refused(acceptReason(selector));
  const judged = withoutIgnored(destinations, manifest.ignore);
  const met = sitesMeeting(judged, manifest, wanted.matches);
  const needs = met.flatMap(({ needs: found }) => found);
  const named = manifestEntry(wanted, manifest);
  if (met.length === 0 && named === null) return refused(acceptUnknown(selector, nearTo(selector, judged)));
  const deny = needs.map((need) => denyEntryOf(need, manifest)).find((entry) => entry !== null);
  if (deny !== undefined) return refused(acceptDenied(selector, deny.reason, { file: manifest.file, ...deny.at }));
  const entries = [...(named === null ? [] : [named]), ...needs.flatMap((need) => coveringEntries(need, manifest))];
  const found = [...new Set(met.map(({ destination }) => destination))];
  const sites = met.map(({ site }) => site);
  const { kind, value } = wanted;
  return { kind: 'selected', selection: { kind, selector, value, destinations: found, sites, entries } };
}

type Wanted =
  | {
      readonly kind: Need['kind'];
      readonly value: string;
      readonly matches: (need: Need, destination: Destination) => boolean;
    }
  | { readonly kind: 'bad'; readonly fault: string };

function readSelector(selector: string): Wanted {
  const env = /^env:(.*)$/s.exec(selector)?.[1];
  if (env !== undefined) {
    if (!/^\S+$/.test(env)) return { kind: 'bad', fault: 'write it as env:NAME' };
    const isRead = (need: Need, { env: all }: Destination) =>
      need.kind === 'env' ? need.name === env : all.includes(env);
    return { kind: 'env', value: env, matches: isRead };
  }
  const at = /^dynamic:(.*)$/s.exec(selector)?.[1];
  return at === undefined ? readHost(selector) : readPlace(at);
}

function readHost(selector: string): Wanted {
  const fault = hostFault(selector, 'destination');
  const result = parsePattern(selector);
  if (fault !== null) return { kind: 'bad', fault };
  if (result.kind === 'bad') return result;
  const { pattern } = result;
  return {
    kind: 'host',
    value: patternText(pattern),
    matches: (need) => need.kind === 'host' && covers(pattern, need.host),
  };
}

function readPlace(at: string): Wanted {
  const fault = globFault(at);
  if (fault !== null) return { kind: 'bad', fault };
  const matches = placeMatcher(at);
  return { kind: 'dynamic', value: at, matches: (need) => need.kind === 'dynamic' && matches(need.file, need.symbol) };
}

interface Met {
  readonly destination: Destination;
  readonly site: Site;
  readonly needs: readonly Need[];
}

/** The sites that gate, if any does; else those on other surfaces, which one may declare as well. */
function sitesMeeting(
  destinations: readonly Destination[],
  manifest: Manifest,
  matches: (need: Need, destination: Destination) => boolean,
): readonly Met[] {
  const all = destinations.flatMap((destination) =>
    gatedSites(destination, SURFACES).flatMap((site) => {
      const needs = needsOf(destination, site).filter((need) => matches(need, destination));
      return needs.length === 0 ? [] : [{ destination, site, needs }];
    }),
  );
  const gating = all.filter(({ site }) => manifest.policy.surfaces.includes(site.surface));
  return gating.length > 0 ? gating : all;
}

function manifestEntry(wanted: Exclude<Wanted, { kind: 'bad' }>, manifest: Manifest): Entry | null {
  const { kind, value } = wanted;
  switch (kind) {
    case 'host':
      return manifest.destinations.find(({ patterns }) => patterns.map(patternText).includes(value)) ?? null;
    case 'env':
      return manifest.destinations.find(({ env }) => env.includes(value)) ?? null;
    case 'dynamic':
      return manifest.dynamic.find(({ place }) => place === value) ?? null;
  }
}

/** What may have been meant: everything of a destination of that name, else the selectors that look alike. */
function nearTo(selector: string, destinations: readonly Destination[]): readonly string[] {
  const selectorsOf = (destination: Destination) =>
    gatedSites(destination, SURFACES).flatMap((site) => needsOf(destination, site).map((need) => need.selector));
  const named = destinations.filter(({ id, service }) => id === selector || service === selector);
  if (named.length > 0) return [...new Set(named.flatMap(selectorsOf))].toSorted();
  return nearest(selector, [...new Set(destinations.flatMap(selectorsOf))]);
}

function refused(problem: Problem): SelectionResult {
  return { kind: 'problem', problem };
}
