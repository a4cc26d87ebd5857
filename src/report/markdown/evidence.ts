/** How everything is known, folded away: the sites, each with the steps back to where its value is written. */
import type { Site } from '../../identify/destination.ts';
import { ownTrail, siteLine, stepLine, targetLines } from '../human/site.ts';
import { counted } from '../human/words.ts';
import { pathOf, type Paths } from '../result.ts';
import { PLAIN } from '../style.ts';
import { block } from './escape.ts';
import type { Section } from './section.ts';

/** Sites of one party; the title is Markdown already. */
export interface Evidence {
  readonly title: string;
  readonly sites: readonly Site[];
}

const MOST_SITES = 5;
const MOST_STEPS = 8;
const STYLE = { ...PLAIN, width: 160 };

/** Makes the folded section; it takes whatever room is left. */
export function evidenceSection(evidence: readonly Evidence[], paths: Paths): Section {
  return {
    head: ['<details>', '<summary>Evidence</summary>'],
    items: evidence.filter(({ sites }) => sites.length > 0).map((one) => itemOf(one, paths)),
    tail: ['', '</details>'],
    share: Infinity,
  };
}

function itemOf({ title, sites }: Evidence, paths: Paths): readonly string[] {
  const shown = sites.slice(0, MOST_SITES);
  const more = sites.length - shown.length;
  const lines = shown.flatMap((site) => siteLines(inRepository(site, paths)));
  const rest = more > 0 ? [`… and ${counted(more, 'more site')}`] : [];
  return ['', title, '', ...block([...lines, ...rest], 'text')];
}

function siteLines(site: Site): readonly string[] {
  const steps = ownTrail(site);
  const hidden = steps.length - MOST_STEPS;
  return [
    siteLine(site, STYLE),
    ...targetLines(site, STYLE, '  '),
    ...steps.slice(0, MOST_STEPS).map((step) => stepLine(step, STYLE, '  ')),
    ...(hidden > 0 ? [`  … and ${counted(hidden, 'more step')}`] : []),
  ];
}

function inRepository(site: Site, paths: Paths): Site {
  const trail = site.trail.map((step) => ({ ...step, file: pathOf(step.file, paths) }));
  return { ...site, file: pathOf(site.file, paths), trail };
}
