/** What a person is shown before they are asked whether to declare it. */
import type { Proposal } from '../../manifest/proposals.ts';
import type { Style } from '../style.ts';
import { clean } from './clean.ts';
import type { LineReader } from './frame.ts';
import { siteLine, siteLines } from './site.ts';
import { pad } from './width.ts';
import { counted, few } from './words.ts';

/** Which of how many it is, and what the catalogue knows of the service. */
export interface ProposalFacts {
  readonly number: number;
  readonly count: number;
  readonly vendor: string | null;
  readonly terms: string | null;
  readonly stores: 'stateful' | 'ephemeral' | null;
}

const KEEPS = { stateful: 'yes, by design', ephemeral: 'no', unknown: '' } as const;

/** Describes a proposal: who it is, what is reached, from where. */
export function proposalText(proposal: Proposal, facts: ProposalFacts, lines: LineReader, style: Style): string {
  const { paint } = style;
  const { destinations, sites, covers, entry, selectors, reason, movedFrom } = proposal;
  const [first] = destinations;
  const name = entry.startsWith('dynamic:') ? entry : (first?.name ?? entry);
  const [site, ...others] = sites;
  const surfaces = [...new Set(sites.map(({ surface }) => surface))].toSorted();
  const rows: readonly (readonly [string, string])[] = [
    ['reaches', few(selectors, 6)],
    ['covers', few(covers, 8)],
    ['vendor', facts.vendor ?? ''],
    ['category', first?.category ?? ''],
    ['keeps data', KEEPS[facts.stores ?? 'unknown']],
    ['data terms', facts.terms ?? ''],
    ['not known', first?.verdict === 'dynamic' ? (first.reason ?? '') : ''],
    [movedFrom === null ? 'comment' : 'reason', reason ?? ''],
    ['from', [...surfaces, ...(sites.length > 1 ? [counted(sites.length, 'site')] : [])].join(', ')],
    ['entry', `${entry} (${stateOf(proposal)})`],
  ];
  return `${[
    '',
    paint.bold(`${facts.number} of ${facts.count}  ${clean(name)}`),
    ...rows.flatMap(([label, text]) => (text === '' ? [] : [`  ${paint.dim(pad(label, 11))}  ${clean(text)}`])),
    ...(site === undefined ? [] : ['', ...siteLines(site, lines, style, '  ')]),
    ...others.slice(0, 4).map((one) => `  ${siteLine(one, style)}`),
    ...(others.length > 4 ? [paint.dim(`  … and ${counted(others.length - 4, 'more site')}`)] : []),
    '',
  ].join('\n')}\n`;
}

function stateOf({ existing, movedFrom }: Proposal): string {
  if (movedFrom !== null) return `moves here from ${movedFrom}`;
  return existing === null ? 'new' : 'is there, and grows';
}
