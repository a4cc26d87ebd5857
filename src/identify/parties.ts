/** Whom a finding reaches: the services and hosts of its targets, and the service whose address a variable replaces. */
import type { Finding, Reach } from '../find/finding.ts';
import type { Catalogue, ServiceFacts } from './catalogue.ts';
import type { Verdict } from './destination.ts';

/** What one finding says of one destination. */
export interface Contribution {
  readonly id: string;
  readonly verdict: Verdict;
  readonly service: ServiceFacts | null;
  readonly finding: Finding;
  readonly reaches: readonly Reach[];
  /** Whether the party is another one than the service that the client is for, which it reaches as well. */
  readonly isBesides: boolean;
}

/** The parties that a finding reaches, each once. */
export function contributionsOf(finding: Finding, catalogue: Catalogue): readonly Contribution[] {
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
