/** The inventory in Markdown: a table, and below it the sites. */
import type { Destination, Place } from '../../identify/destination.ts';
import { cut } from '../human/width.ts';
import { counted } from '../human/words.ts';
import { leadChooser, pathOf, type Paths, type Result } from '../result.ts';
import { code, prose, tableHead, tableRow } from './escape.ts';
import { evidenceSection } from './evidence.ts';
import type { Section } from './section.ts';

const MOST_CHARACTERS = 120;

/** The counts. */
export function inventoryLines({ summary }: Result): readonly string[] {
  const { files, parsed, sites, destinations } = summary;
  const reached = `${counted(destinations, 'destination')} at ${counted(sites, 'site')}`;
  const found = destinations === 0 ? 'nothing is reached' : reached;
  return [`## Sallyport: ${found}`, '', `${counted(files, 'file')}, ${parsed} parsed`];
}

/** The table, and the evidence. */
export function inventorySections(result: Result): readonly Section[] {
  const { destinations, paths } = result;
  const lead = leadChooser(result);
  const evidence = destinations.map(({ name, sites }) => ({ title: code(cut(name, MOST_CHARACTERS)), sites }));
  return [
    {
      head: tableHead(['Destination', 'Reached', 'Category', 'Surface', 'Sites', 'Where']),
      items: destinations.map((one) => [rowOf(one, lead(one.sites), paths)]),
      tail: [],
      share: 30_000,
    },
    evidenceSection(evidence, paths),
  ];
}

function rowOf(destination: Destination, site: Place | undefined, paths: Paths): string {
  const { name, hosts, env, category, surfaces, sites, verdict, reason } = destination;
  const shown = [...hosts, ...env.map((variable) => `$${variable}`)].filter((one) => one !== name);
  const reached = shown.map((one) => code(cut(one, MOST_CHARACTERS))).slice(0, 5);
  const more = shown.length - reached.length;
  return tableRow([
    code(cut(name, MOST_CHARACTERS)),
    verdict === 'dynamic'
      ? prose(cut(reason ?? '', MOST_CHARACTERS))
      : [...reached, ...(more > 0 ? [`+${more}`] : [])].join(' '),
    category ?? '',
    surfaces.join(', '),
    String(sites.length),
    site === undefined ? '' : code(`${pathOf(site.file, paths)}:${site.line}`),
  ]);
}
