/** Who a host belongs to: the services of the rules, by id and by host pattern. */
import type { Category } from '../rules/vocabulary.ts';
import type { RuleIndex } from '../rules/rule-index.ts';
import { outOfPartition } from './partitions.ts';

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

/** Looks up services; only the rules of those that are met are read. */
export function createCatalogue(rules: RuleIndex): Catalogue {
  const exact = new Map<string, string>();
  const patterns = new Map<string, Pattern[]>();
  for (const [rule, hosts] of rules.hosts) {
    for (const host of hosts) {
      if (!host.includes('*')) exact.set(host, rule);
      else pushTo(patterns, endOf(host), { host, rule });
    }
  }
  const known = new Map<string, ServiceFacts | null>();
  return {
    byId: (id) => factsOf(`services/${id}`, rules),
    byHost(host) {
      const cached = known.get(host);
      if (cached !== undefined) return cached;
      const ruleOf = (name: string): string | undefined => exact.get(name) ?? covering(name, patterns)?.rule;
      const elsewhere = outOfPartition(host);
      const rule = ruleOf(host) ?? (elsewhere === null ? undefined : ruleOf(elsewhere));
      const found = rule === undefined ? null : factsOf(rule, rules);
      known.set(host, found);
      return found;
    },
  };
}

function factsOf(id: string, rules: RuleIndex): ServiceFacts | null {
  const rule = rules.rule(id);
  if (rule === null) return null;
  const { name, vendor, category, hosts } = rule;
  return { id: id.replace('services/', ''), name, vendor, category, hosts };
}

interface Pattern {
  readonly host: string;
  readonly rule: string;
}

/** The longest of the patterns that cover a host. */
function covering(host: string, patterns: ReadonlyMap<string, readonly Pattern[]>): Pattern | undefined {
  return [...(patterns.get(endOf(host)) ?? []), ...(patterns.get(OPEN_END) ?? [])]
    .filter((pattern) => toExpression(pattern.host).test(host))
    .toSorted((a, b) => b.host.length - a.host.length)[0];
}

/** What ends in an unknown part, as a name in a private network may. */
const OPEN_END = '*';

/** The last two labels, by which patterns are looked up. */
function endOf(host: string): string {
  const end = host.split('.').slice(-2).join('.');
  return end.includes('*') ? OPEN_END : end;
}

function pushTo<T>(map: Map<string, T[]>, key: string, value: T): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}

/** A `*` of a found pattern is an unknown part, which a `*` of the catalogue covers like any label. */
function toExpression(pattern: string): RegExp {
  const any = pattern.startsWith('**.');
  const rest = any ? pattern.slice(3) : pattern;
  const body = rest.split('*').map((piece) => piece.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${any ? String.raw`(?:[^.]+\.)+` : ''}${body.join('[^.]+')}$`);
}
