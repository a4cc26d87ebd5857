/** Findings to destinations: grouped by the party that they reach, each with a verdict. */
import type { Finding, Reach } from '../find/finding.ts';
import type { Catalogue, ServiceFacts } from './catalogue.ts';
import type { Destination, HostPort, Site, Verdict } from './destination.ts';

/** Groups findings; the result is sorted by id, sites by place. */
export function identify(findings: readonly Finding[], catalogue: Catalogue): readonly Destination[] {
  const groups = new Map<string, Contribution[]>();
  for (const finding of findings) {
    for (const contribution of contributionsOf(finding, catalogue)) {
      const known = groups.get(contribution.id);
      if (known) known.push(contribution);
      else groups.set(contribution.id, [contribution]);
    }
  }
  return [...groups]
    .map(([id, contributions]) => destinationOf(id, contributions))
    .toSorted((a, b) => compareText(a.id, b.id));
}

/** What one finding says of one destination. */
interface Contribution {
  readonly id: string;
  readonly verdict: Verdict;
  readonly service: ServiceFacts | null;
  readonly finding: Finding;
  readonly reaches: readonly Reach[];
  /** Whether the party is another one than the service that the client is for, which it reaches as well. */
  readonly isBesides: boolean;
}

function contributionsOf(finding: Finding, catalogue: Catalogue): readonly Contribution[] {
  const groups = new Map<string, Group>();
  const add = (id: string, verdict: Verdict, service: ServiceFacts | null, reach: Reach): void => {
    const known = groups.get(id);
    if (known) known.reaches.push(reach);
    else groups.set(id, { verdict, service, reaches: [reach] });
  };
  const own = finding.service === null ? null : catalogue.byId(finding.service);
  for (const reach of finding.reaches) {
    if (reach.outcome.kind === 'env') continue;
    for (const party of partiesOf(reach, finding, own, catalogue)) add(party.id, party.verdict, party.service, reach);
  }
  for (const reach of finding.reaches) {
    if (reach.outcome.kind !== 'env') continue;
    const home = homeOf(groups, own, reach.outcome.env);
    if (home) add(home[0], 'external', home[1].service, reach);
    else add(own?.id ?? `env:${reach.outcome.env[0] ?? ''}`, 'env', own, reach);
  }
  const isOwnReached = own !== null && groups.has(own.id);
  return [...groups].map(([id, group]) => ({ id, finding, ...group, isBesides: isOwnReached && id !== own.id }));
}

interface Group {
  readonly verdict: Verdict;
  readonly service: ServiceFacts | null;
  readonly reaches: Reach[];
}

/**
 * The party whose address a variable replaces: the service that the client is for, or the only one that the code names. Where it names several, as a
 * wrapper of many tools does, its name may say which; else the variable is a destination by itself. What configuration says are values of the variable.
 */
function homeOf(
  groups: ReadonlyMap<string, Group>,
  own: ServiceFacts | null,
  variables: readonly string[],
): readonly [string, Group] | null {
  const named = [...groups].filter(([, { verdict }]) => verdict === 'external');
  const ofClient = own && named.find(([id]) => id === own.id);
  if (ofClient) return ofClient;
  const [only, ...others] = named.filter(([, { reaches }]) =>
    reaches.some(({ isDefault, how }) => !isDefault && how !== 'config'),
  );
  if (!only) return named[0] ?? null;
  if (others.length === 0) return only;
  const [called, ...more] = [only, ...others].filter(([id]) => variables.some((name) => isCalled(name, id)));
  return called && more.length === 0 ? called : null;
}

/** Whether a variable has the name of a service: `OPENAI_BASE_URL`. */
function isCalled(variable: string, service: string): boolean {
  return variable.toLowerCase().replaceAll('_', '').startsWith(service.replaceAll('-', ''));
}

interface Party {
  readonly id: string;
  readonly verdict: Verdict;
  readonly service: ServiceFacts | null;
}

function partiesOf(reach: Reach, finding: Finding, own: ServiceFacts | null, catalogue: Catalogue): readonly Party[] {
  const { outcome } = reach;
  switch (outcome.kind) {
    case 'external':
      return outcome.hosts.map(({ host }) => {
        const service = catalogue.byHost(host) ?? (reach.isDefault ? own : null);
        return { id: service?.id ?? host, verdict: 'external', service };
      });
    case 'loopback':
      return outcome.hosts.map(({ host, port }) => ({
        id: port === null ? host : `${host}:${port}`,
        verdict: 'loopback',
        service: null,
      }));
    case 'same-origin':
      return [{ id: 'same-origin', verdict: 'same-origin', service: null }];
    case 'dynamic':
      return [{ id: `dynamic:${outcome.at.file}#${outcome.at.symbol}`, verdict: 'dynamic', service: own }];
    default:
      return [];
  }
}

function destinationOf(id: string, contributions: readonly Contribution[]): Destination {
  const [first] = contributions;
  const sites = distinctSites(
    bySite(contributions)
      .map((one) => siteOf(id, one))
      .toSorted(comparePlace),
  );
  const hosts = sites.flatMap((site) => site.hosts);
  const service = first?.service ?? null;
  const reason = contributions
    .flatMap(({ reaches }) => reaches)
    .find(({ outcome }) => outcome.kind === 'dynamic')?.outcome;
  return {
    id,
    // One place may know the host of a service that another place leaves to a variable.
    verdict: contributions.some(({ verdict }) => verdict === 'external') ? 'external' : (first?.verdict ?? 'dynamic'),
    hosts: sorted(hosts.map(({ host }) => host)),
    ports: [...new Set(hosts.flatMap(({ port }) => (port === null ? [] : [port])))].toSorted((a, b) => a - b),
    schemes: sorted(sites.flatMap(({ scheme }) => (scheme === null ? [] : [scheme]))),
    service: service?.id ?? null,
    // A place whose destination is unknown is known by its place, whatever client stands there.
    name: first?.verdict === 'dynamic' ? nameOf(id, []) : (service?.name ?? nameOf(id, hosts)),
    category: service?.category ?? null,
    sdk: sorted(contributions.flatMap(({ finding }) => finding.sdk ?? []))[0] ?? null,
    env: sorted(contributions.flatMap((one) => [...envOf(one), ...sdkEnvOf(one)])),
    credentials: sorted(contributions.flatMap(({ finding }) => finding.credentials)),
    surfaces: sorted(sites.map(({ surface }) => surface)),
    components: sorted(sites.map(({ component }) => component)),
    sites,
    ...(isInternal(contributions) ? { label: 'internal' } : {}),
    ...(reason?.kind === 'dynamic' ? { reason: reason.reason, place: reason.at } : {}),
  };
}

function isInternal(contributions: readonly Contribution[]): boolean {
  return contributions.some(
    ({ verdict, reaches }) =>
      verdict === 'loopback' &&
      reaches.some(({ outcome }) => outcome.kind === 'loopback' && outcome.isInternal === true),
  );
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
    const key = `${reach.outcome.kind} ${reach.target}`;
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

function nameOf(id: string, hosts: readonly HostPort[]): string {
  return hosts[0]?.host ?? id.replace(/^(env|dynamic):/, '');
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
    target: reaches.map(({ target }) => target).join(' | '),
    surface: finding.surface,
    component: finding.component,
    ...(reaches.every(({ givenIn }) => givenIn.length > 0)
      ? { givenIn: sorted(reaches.flatMap(({ givenIn }) => givenIn)) }
      : {}),
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

function schemeOf({ outcome }: Reach): string | null {
  return outcome.kind === 'external' || outcome.kind === 'env' ? outcome.scheme : null;
}

function rankOf({ isDefault, outcome }: Reach): number {
  return (isDefault ? 0 : 2) + (outcome.kind === 'env' ? 1 : 0);
}

function envOf({ reaches }: Contribution): readonly string[] {
  return reaches.flatMap(({ outcome }) => (outcome.kind === 'env' || outcome.kind === 'external' ? outcome.env : []));
}

/** The SDK reads its variables only where the code leaves the endpoint to it; they are about its own service, not what it reaches besides. */
function sdkEnvOf({ finding, reaches, isBesides }: Contribution): readonly string[] {
  return !isBesides && reaches.some(({ isDefault }) => isDefault) ? finding.sdkEnv : [];
}

function distinctHosts(hosts: readonly HostPort[]): readonly HostPort[] {
  const found = new Map(hosts.map((one) => [`${one.host}:${one.port ?? ''}`, one]));
  return [...found.values()].toSorted((a, b) => compareText(a.host, b.host) || (a.port ?? 0) - (b.port ?? 0));
}

/** The same place on another surface is another site: what only tests pass there does not gate; so is another client's. */
function comparePlace(a: Site, b: Site): number {
  return (
    compareText(a.file, b.file) ||
    a.line - b.line ||
    a.column - b.column ||
    compareText(a.target, b.target) ||
    compareText(a.surface, b.surface) ||
    compareText(a.rule, b.rule)
  );
}

function sorted<T extends string>(values: readonly T[]): readonly T[] {
  return [...new Set(values)].toSorted(compareText);
}

/** By code unit, so that the order does not depend on the machine's locale. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
