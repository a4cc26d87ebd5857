/** Who a host belongs to: the services of the rules, by id and by host pattern. */
import type { Category } from '../rules/schema.ts';
import type { Rule } from '../rules/rule.ts';

export interface ServiceFacts {
  readonly id: string;
  readonly name: string;
  readonly vendor: string | null;
  readonly category: Category | null;
  readonly hosts: readonly string[];
}

export interface Catalogue {
  readonly byId: (id: string) => ServiceFacts | null;
  /** The service whose host pattern is the most specific that covers this host or host pattern. */
  readonly byHost: (host: string) => ServiceFacts | null;
}

/** Indexes the services of a list of rules. */
export function createCatalogue(rules: readonly Rule[]): Catalogue {
  const services = rules.filter(({ family }) => family === 'services').map(factsOf);
  const ids = new Map(services.map((service) => [service.id, service]));
  const exact = new Map(
    services.flatMap((service) => service.hosts.filter(isExact).map((host) => [host, service] as const)),
  );
  const patterns = services
    .flatMap((service) =>
      service.hosts
        .filter((host) => !isExact(host))
        .map((host) => ({ expression: toExpression(host), length: host.length, service })),
    )
    .toSorted((a, b) => b.length - a.length);
  const known = new Map<string, ServiceFacts | null>();
  return {
    byId: (id) => ids.get(id) ?? null,
    byHost(host) {
      const cached = known.get(host);
      if (cached !== undefined) return cached;
      const found = exact.get(host) ?? patterns.find(({ expression }) => expression.test(host))?.service ?? null;
      known.set(host, found);
      return found;
    },
  };
}

function factsOf(rule: Rule): ServiceFacts {
  return {
    id: rule.id.replace('services/', ''),
    name: rule.name,
    vendor: rule.vendor,
    category: rule.category,
    hosts: rule.hosts,
  };
}

function isExact(host: string): boolean {
  return !host.includes('*');
}

/** A `*` of a found pattern is an unknown part, which a `*` of the catalogue covers like any label. */
function toExpression(pattern: string): RegExp {
  const any = pattern.startsWith('**.');
  const rest = any ? pattern.slice(3) : pattern;
  const body = rest.split('*').map((piece) => piece.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${any ? String.raw`(?:[^.]+\.)+` : ''}${body.join('[^.]+')}$`);
}
