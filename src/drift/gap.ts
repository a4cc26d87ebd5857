/** What one destination lacks in one way, gathered over its sites. */
import type { Destination, Site } from '../identify/destination.ts';
import type { Coverage } from '../manifest/coverage.ts';
import type { Need } from '../manifest/needs.ts';

/** A site with each thing it needs and the manifest's answer. */
export interface JudgedSite {
  readonly site: Site;
  readonly answers: readonly Answer[];
}

export interface Answer {
  readonly need: Need;
  readonly coverage: Coverage;
}

/** The needs in question, the sites that have them, and the first entry or denial that answers. */
export interface Gap {
  readonly destination: Destination;
  readonly needs: readonly Need[];
  readonly sites: readonly Site[];
  readonly answer: Coverage;
}

/** Gathers the answers that `isOpen` picks; null if there are none. */
export function gapOf(
  destination: Destination,
  judged: readonly JudgedSite[],
  isOpen: (answer: Answer) => boolean,
): Gap | null {
  const open = judged.flatMap(({ site, answers }) => answers.filter(isOpen).map((answer) => ({ site, ...answer })));
  const [first] = open;
  if (first === undefined) return null;
  const needs = new Map(open.map(({ need }) => [need.selector, need]));
  return {
    destination,
    needs: [...needs.keys()].toSorted().flatMap((selector) => needs.get(selector) ?? []),
    sites: [...new Set(open.map(({ site }) => site))].toSorted(byPlace),
    answer: first.coverage,
  };
}

function byPlace(a: Site, b: Site): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}
