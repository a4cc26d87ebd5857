/** The places at which one destination is reached: one for each call, sorted. */
import type { Reach } from '../find/finding.ts';
import type { ServiceFacts } from './catalogue.ts';
import type { HostPort, NamedPlace, Site } from './destination.ts';
import { compareAt, compareText, sorted } from './order.ts';
import type { Contribution } from './parties.ts';

/** The sites of a destination, sorted by place. */
export function sitesOf(id: string, contributions: readonly Contribution[]): readonly Site[] {
  return distinctSites(
    bySite(contributions)
      .map((one) => siteOf(id, one))
      .toSorted(comparePlace),
  );
}

function siteOf(id: string, { finding, reaches, service }: Contribution): Site {
  const hosts = reaches.flatMap(({ outcome }) =>
    outcome.kind === 'external' || outcome.kind === 'loopback'
      ? outcome.hosts.filter(({ host }) => outcome.kind === 'loopback' || belongs(host, id, service))
      : [],
  );
  const [hardest] = reaches.toSorted((a, b) => rankOf(b) - rankOf(a));
  const scheme = reaches.map(schemeOf).find((one) => one !== null) ?? null;
  return {
    file: finding.file,
    line: finding.line,
    column: finding.column,
    symbol: finding.symbol,
    rule: finding.rule,
    api: finding.api,
    how: hardest?.how ?? 'dynamic',
    target: [...new Set(reaches.map(({ target }) => target))].join(' | '),
    surface: finding.surface,
    ...(finding.loads === undefined ? {} : { loads: finding.loads }),
    component: finding.component,
    ...(reaches.every(({ givenIn }) => givenIn.length > 0)
      ? { givenIn: sorted(reaches.flatMap(({ givenIn }) => givenIn)) }
      : {}),
    ...throughIn(reaches),
    hosts: distinctHosts(hosts),
    env: sorted(reaches.flatMap(({ outcome }) => (outcome.kind === 'env' ? outcome.env : []))),
    scheme,
    trail: hardest?.trail ?? [],
  };
}

/** A reach with several hosts (a connection string) stands with each of its parties; each shows its own. */
function belongs(host: string, id: string, service: ServiceFacts | null): boolean {
  return host === id || service !== null;
}

/** The functions that all unknown addresses go through: one that does not is an address that none of the others vouches for. */
function throughIn(reaches: readonly Reach[]): Pick<Site, 'through'> {
  const [first, ...others] = reaches.flatMap(({ outcome }) => (outcome.kind === 'dynamic' ? [outcome.through] : []));
  const through = shared(first ?? [], others);
  return through.length === 0 ? {} : { through };
}

function shared(places: readonly NamedPlace[], others: readonly (readonly NamedPlace[])[]): readonly NamedPlace[] {
  return places.filter(({ file, symbol }) =>
    others.every((other) => other.some((one) => one.file === file && one.symbol === symbol)),
  );
}

function schemeOf({ outcome }: Reach): string | null {
  return outcome.kind === 'external' || outcome.kind === 'env' ? outcome.scheme : null;
}

function rankOf({ isDefault, outcome }: Reach): number {
  return (isDefault ? 0 : 2) + (outcome.kind === 'env' ? 1 : 0);
}

/** What several callers reach through one sink is one site of it, and so is what one call gives to several sinks, whichever file comes first. */
function bySite(contributions: readonly Contribution[]): readonly Contribution[] {
  const groups = new Map<string, Contribution[]>();
  for (const one of contributions) {
    const { file, line, column, api, surface } = one.finding;
    const key = `${file}:${line}:${column} ${api} ${surface}`;
    const known = groups.get(key);
    if (known) known.push(one);
    else groups.set(key, [one]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first, ...others] = group.length === 1 ? group : group.toSorted(compareReaches);
    if (!first || others.length === 0) return first ?? [];
    return [{ ...first, reaches: distinctReaches([first, ...others].flatMap(({ reaches }) => reaches)) }];
  });
}

function compareReaches(a: Contribution, b: Contribution): number {
  const said = ({ reaches }: Contribution): string =>
    JSON.stringify(reaches.map(({ target, trail }) => [target, trail]));
  return compareText(said(a), said(b));
}

function distinctReaches(reaches: readonly Reach[]): readonly Reach[] {
  const groups = new Map<string, { last: Reach; isOwn: boolean; readonly givenIn: Reach['givenIn'][number][] }>();
  for (const reach of reaches) {
    const { outcome } = reach;
    const through = outcome.kind === 'dynamic' ? JSON.stringify(outcome.through) : '';
    const key = `${outcome.kind} ${reach.target} ${through}`;
    const known = groups.get(key) ?? { last: reach, isOwn: false, givenIn: [] };
    groups.set(key, known);
    known.last = reach;
    // What the sink says by itself is its own, whoever says the same.
    known.isOwn ||= reach.givenIn.length === 0;
    known.givenIn.push(...reach.givenIn);
  }
  return [...groups.values()].map(({ last, isOwn, givenIn }) => ({ ...last, givenIn: isOwn ? [] : givenIn }));
}

/** `src` and `srcset` of one element are two sinks at one place; where they reach the same, they are one site. Sorted by place. */
function distinctSites(sites: readonly Site[]): readonly Site[] {
  return sites.filter((site, index) => {
    const before = sites[index - 1];
    return before === undefined || comparePlace(before, site) !== 0;
  });
}

function distinctHosts(hosts: readonly HostPort[]): readonly HostPort[] {
  const found = new Map(hosts.map((one) => [`${one.host}:${one.port ?? ''}`, one]));
  return [...found.values()].toSorted((a, b) => compareText(a.host, b.host) || (a.port ?? 0) - (b.port ?? 0));
}

/** The same place on another surface is another site: what only tests pass there does not gate; so is another client's. */
function comparePlace(a: Site, b: Site): number {
  return (
    compareAt(a, b) ||
    compareText(a.target, b.target) ||
    compareText(a.surface, b.surface) ||
    compareText(a.rule, b.rule)
  );
}
