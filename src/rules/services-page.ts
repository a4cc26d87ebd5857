/** docs/services.md: what the catalogue covers, for people who look for their vendor. Generated, so that it is never behind. */
import type { RuleFile } from './rule.ts';
import type { ClientRule, ServiceRule } from './schema.ts';
import { CATEGORIES } from './vocabulary.ts';

/** A package or way that is known and knowingly not covered. */
export interface NotCovered {
  readonly what: string;
  readonly why: string;
}

/** Writes the page. */
export function servicesPage(files: readonly RuleFile[], notCovered: readonly NotCovered[]): string {
  const services = files.flatMap((file) => (file.family === 'services' ? [file] : []));
  const clients = files.flatMap((file) => (file.family === 'clients' ? [file] : []));
  const sections = CATEGORIES.flatMap((category) => {
    const own = services.filter(({ rule }) => rule.category === category);
    if (own.length === 0) return [];
    return [`## ${category}`, table(['service', 'vendor', 'stores', 'packages', 'hosts'], own.map(serviceRow))];
  });
  return `${[
    '<!-- Written by `npm run rules:docs` from rules/; changes here are lost. -->',
    '# Services and clients',
    `${services.length} services and ${clients.length} clients that rules describe. A service is a party on the network: it is met through its SDKs and by its hosts. A client is a means of reaching any party. \`sallyport rules list TEXT\` searches this list; [rules.md](rules.md) says how to add to it.`,
    'The vendor is a legal name; the rule says where it stands, and nothing is written where no source was found. `stores` says whether the service keeps data by design, where that is known.',
    ...sections,
    '## Clients',
    table(['client', 'packages'], clients.map(clientRow)),
    '## Knowingly not covered',
    table(
      ['what', 'why'],
      notCovered.map(({ what, why }) => [cell(what), cell(why)]),
    ),
  ].join('\n\n')}\n`;
}

interface Of<T> {
  readonly id: string;
  readonly rule: T;
}

function serviceRow({ id, rule }: Of<ServiceRule>): readonly string[] {
  const { name, homepage, documentation, vendor, terms, stores, packages, hosts } = rule;
  const link = homepage ?? documentation;
  return [
    `${link === undefined ? cell(name) : `[${cell(name)}](${link})`} \`${id}\``,
    vendorCell(vendor, terms),
    stores === undefined || stores === 'unknown' ? '' : stores,
    few(packages ?? []),
    few(hosts),
  ];
}

function vendorCell(vendor: string, terms: string | undefined): string {
  const links = terms === undefined ? [] : [`[data terms](${terms})`];
  return [...(vendor === 'unknown' ? [] : [cell(vendor)]), ...links].join(', ');
}

function clientRow({ id, rule }: Of<ClientRule>): readonly string[] {
  const { name, documentation, packages } = rule;
  return [
    `${documentation === undefined ? cell(name) : `[${cell(name)}](${documentation})`} \`${id}\``,
    few(packages ?? []),
  ];
}

/** More than this of one kind says nothing more to a reader. */
const SHOWN = 4;

function few(names: readonly string[]): string {
  const shown = names.slice(0, SHOWN).map((name) => `\`${name}\``);
  return [...shown, ...(names.length > SHOWN ? [`+${names.length - SHOWN}`] : [])].join(', ');
}

function cell(text: string): string {
  return text.replaceAll('|', String.raw`\|`).replaceAll(/\s+/g, ' ');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
