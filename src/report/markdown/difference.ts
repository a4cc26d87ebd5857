/** What lies between two states, in Markdown. */
import type { CodeChange } from '../../changes/change.ts';
import type { Site } from '../../identify/destination.ts';
import { codeSubject } from '../difference.ts';
import { countsOf } from '../human/diff.ts';
import { cut } from '../human/width.ts';
import { isJudged, siteFinder, type Difference, type Result } from '../result.ts';
import { changeSections } from './changes.ts';
import { code, prose } from './escape.ts';
import { evidenceSection } from './evidence.ts';
import type { Section } from './section.ts';

const MOST_CHARACTERS = 120;

/** The counts, and what is compared with what. */
export function differenceLines({ before, after, changes }: Difference, result: Result): readonly string[] {
  const isNothing = changes.code.length + changes.policy.length === 0;
  const counts = `${countsOf(changes.code)} in code, ${countsOf(changes.policy)} in policy`;
  const partly = isJudged(result) ? '' : ' Part of it could not be judged, so something may be missing.';
  const names = [before, after].map((name) => prose(cut(name, MOST_CHARACTERS)));
  return [`## Sallyport: ${isNothing ? 'nothing changes' : counts}`, '', `From ${names.join(' to ')}.${partly}`];
}

/** The policy, the code, and how what is new in it is known. */
export function differenceSections(difference: Difference, result: Result): readonly Section[] {
  const { changes } = difference;
  const shown = changes.code.filter(({ kind }) => kind !== 'removed');
  return [
    ...changeSections({ ...difference, unapproved: [] }, result),
    evidenceSection(
      shown.map((change) => ({
        title: code(cut(codeSubject(change), MOST_CHARACTERS)),
        sites: sitesOf(change, result),
      })),
      result.paths,
    ),
  ];
}

function sitesOf({ destination, sites }: CodeChange, { destinations }: Result): readonly Site[] {
  const siteAt = siteFinder(destinations.find(({ id }) => id === destination));
  return sites.flatMap((place) => siteAt(place) ?? []);
}
