/** What a site needs to have declared: one need for each alternative of its target. */
import type { Destination, HostPort, Loads, NamedPlace, Site } from '../identify/destination.ts';
import { folderMatcher } from './glob.ts';
import { isTooWide } from './host-fault.ts';
import type { IgnoreEntry } from './manifest.ts';
import type { Gate } from './policy.ts';
import { isInside } from './territory.ts';
import { foundHost, hostPortOf, hostText, isLoopback, parsePattern, type FoundHost } from './pattern.ts';

/** One alternative of a target; `selector` names it for `sallyport accept`. */
export type Need =
  | {
      readonly kind: 'host';
      readonly selector: string;
      readonly host: FoundHost;
      /** The place that is not known, where a comment says that it is this host. */
      readonly insteadOf?: UnknownPlace;
    }
  | { readonly kind: 'env'; readonly selector: string; readonly name: string }
  | ({ readonly kind: 'dynamic'; readonly selector: string } & UnknownPlace);

/** A place whose destination cannot be known. */
export interface UnknownPlace extends NamedPlace {
  /** All that the site does there; null: anything. */
  readonly loads: Loads | null;
  /** The functions that hand the address on. */
  readonly through: readonly NamedPlace[];
}

/** Drops the sites in ignored files, and the destinations that have no other. */
export function withoutIgnored(
  destinations: readonly Destination[],
  ignore: readonly IgnoreEntry[],
): readonly Destination[] {
  if (ignore.length === 0) return destinations;
  const isIgnored = ignoredBy(ignore);
  return destinations.flatMap((destination) => {
    const sites = destination.sites.filter(({ file }) => !isIgnored(file));
    if (sites.length === destination.sites.length) return [destination];
    return sites.length === 0 ? [] : [{ ...destination, sites }];
  });
}

/** Decides for a file whether entries leave it out; those of a package speak of its own files. */
export function ignoredBy(ignore: readonly IgnoreEntry[]): (file: string) => boolean {
  const matchers = ignore.map(({ path, within }) => ({ within, matches: folderMatcher(path) }));
  return (file) => matchers.some(({ within, matches }) => isInside(within, file) && matches(file));
}

/** Gives the sites that go out, wherever they run. */
export function outgoingSites({ verdict, sites }: Destination): readonly Site[] {
  return verdict === 'same-origin' || verdict === 'loopback' ? [] : sites;
}

/** Gives the sites that must be declared: those that go out through the gate. */
export function gatedSites(destination: Destination, gate: Gate): readonly Site[] {
  return outgoingSites(destination).filter(gate);
}

/**
 * Lists what a site needs. A host so wide that no entry could name it (`*.com`) counts as unknown: the place must be declared.
 * A variable that only the SDK reads is no need: it is in `destination.env` but in no `site.env`.
 */
export function needsOf(destination: Destination, site: Site): readonly Need[] {
  const own = ownNeeds(site);
  const place = destination.place ?? site;
  const needs = own.length > 0 || site.hosts.length > 0 ? own : borrowedNeeds(destination, site);
  const isUnknown = destination.verdict === 'dynamic' || (needs.length === 0 && site.hosts.length === 0);
  const all = isUnknown && !needs.some(({ kind }) => kind === 'dynamic') ? [...needs, dynamicNeed(place, site)] : needs;
  return site.comments === undefined ? all : distinct(all.flatMap((need) => saidOf(need, site)));
}

/** What is not known is what comments say that it is: each of the hosts, and unknown all the same if they say that too. */
function saidOf(need: Need, { comments = [], scheme }: Site): readonly Need[] {
  const said = comments.flatMap(({ unknown }) => unknown);
  if (need.kind !== 'dynamic' || said.length === 0) return [need];
  const { file, symbol, loads, through } = need;
  const insteadOf = { file, symbol, loads, through };
  const hosts = said.map((selector): Need => {
    return { kind: 'host', selector, host: foundHost(hostPortOf(selector), scheme), insteadOf };
  });
  return comments.some(({ isDynamic }) => isDynamic) ? [...hosts, need] : hosts;
}

function ownNeeds(site: Site): readonly Need[] {
  const hosts = site.hosts.filter(({ host }) => !isLoopback(host)).map((host) => hostNeed(host, site));
  return distinct([...hosts, ...site.env.map(envNeed)]);
}

/** Nothing at the site itself, as when only the SDK knows: what is known of the destination as a whole stands in. */
function borrowedNeeds(destination: Destination, site: Site): readonly Need[] {
  if (destination.verdict === 'env') return destination.env.map(envNeed);
  const hosts = destination.hosts.map(hostPortOf).filter(({ host }) => !isLoopback(host));
  return destination.verdict === 'external' ? distinct(hosts.map((host) => hostNeed(host, site))) : [];
}

function hostNeed(found: HostPort, site: Site): Need {
  const selector = hostText(found, site.scheme);
  const result = parsePattern(selector);
  const isDeclarable = result.kind === 'pattern' && !isTooWide(result.pattern);
  return isDeclarable ? { kind: 'host', selector, host: foundHost(found, site.scheme) } : dynamicNeed(site, site);
}

function envNeed(name: string): Need {
  return { kind: 'env', selector: `env:${name}`, name };
}

function dynamicNeed({ file, symbol }: NamedPlace, { loads, through }: Site): Need {
  const selector = `dynamic:${file}#${symbol}`;
  return { kind: 'dynamic', selector, file, symbol, loads: loads ?? null, through: through ?? [] };
}

function distinct(needs: readonly Need[]): readonly Need[] {
  return [...new Map(needs.map((need) => [need.selector, need])).values()];
}
