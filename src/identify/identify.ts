/** Findings to destinations: grouped by the party that they reach, each with a verdict. */
import type { Finding, Reach } from '../find/finding.ts';
import type { Catalogue } from './catalogue.ts';
import type { Destination, HostPort } from './destination.ts';
import { compareAt, compareText, sorted } from './order.ts';
import { contributionsOf, type Contribution } from './parties.ts';
import { sitesOf } from './sites.ts';

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

function destinationOf(id: string, contributions: readonly Contribution[]): Destination {
  const [first] = contributions;
  const sites = sitesOf(id, contributions);
  const hosts = sites.flatMap((site) => site.hosts);
  const service = first?.service ?? null;
  const reason = unknownIn(contributions);
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
    components: sorted(sites.flatMap(({ component, givenIn = [] }) => [component, ...givenIn])),
    sites,
    ...(isInternal(contributions) ? { label: 'internal' } : {}),
    ...(reason === null ? {} : { reason: reason.reason, place: reason.at }),
  };
}

/** What is not known at the first of the sites; of several there, whichever file was read first, the first by its words. */
function unknownIn(contributions: readonly Contribution[]): Unknown | null {
  const [first] = contributions
    .flatMap(({ finding, reaches }) =>
      reaches.flatMap(({ outcome }) => (outcome.kind === 'dynamic' ? [{ finding, outcome }] : [])),
    )
    .toSorted((a, b) => compareAt(a.finding, b.finding) || compareText(a.outcome.reason, b.outcome.reason));
  return first?.outcome ?? null;
}

type Unknown = Extract<Reach['outcome'], { readonly kind: 'dynamic' }>;

function isInternal(contributions: readonly Contribution[]): boolean {
  return contributions.some(
    ({ verdict, reaches }) =>
      verdict === 'loopback' &&
      reaches.some(({ outcome }) => outcome.kind === 'loopback' && outcome.isInternal === true),
  );
}

function nameOf(id: string, hosts: readonly HostPort[]): string {
  return hosts[0]?.host ?? id.replace(/^(env|dynamic):/, '');
}

function envOf({ reaches }: Contribution): readonly string[] {
  return reaches.flatMap(({ outcome }) => (outcome.kind === 'env' || outcome.kind === 'external' ? outcome.env : []));
}

/** The SDK reads its variables only where the code leaves the endpoint to it; they are about its own service, not what it reaches besides. */
function sdkEnvOf({ finding, reaches, isBesides }: Contribution): readonly string[] {
  return !isBesides && reaches.some(({ isDefault }) => isDefault) ? finding.sdkEnv : [];
}
