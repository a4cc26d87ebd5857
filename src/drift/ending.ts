/** Approvals that end soon: no drift yet, and a word in time to whoever renews them. */
import { approvalEnding } from '../errors/manifest.ts';
import type { Destination, Problem } from '../identify/destination.ts';
import { daysBetween } from '../manifest/date.ts';
import type { Entry, Manifest } from '../manifest/manifest.ts';
import { staleEntries } from '../manifest/stale.ts';
import { renewal } from './wording.ts';

/** So many days ahead it is said that an approval ends. */
const AHEAD = 14;

/** Lists the approvals that still count on a day and end within two weeks; what nothing reaches is to be removed, not renewed. */
export function endingApprovals(
  destinations: readonly Destination[],
  manifest: Manifest,
  asOf: string,
): readonly Problem[] {
  const entries: readonly Entry[] = [...manifest.destinations, ...manifest.dynamic];
  const ending = entries.flatMap((entry) => {
    const until = entry.review?.until ?? null;
    const days = until === null ? -1 : daysBetween(asOf, until);
    return until !== null && days >= 0 && days <= AHEAD ? [{ entry, until, days }] : [];
  });
  if (ending.length === 0) return [];
  const stale = staleEntries(destinations, manifest);
  return ending.flatMap(({ entry, until, days }) => {
    const gone = stale.find((item) => item.entry === entry) ?? null;
    if (gone?.whole === true) return [];
    const place = { file: manifest.file, ...entry.at };
    return [approvalEnding(place, entry.label, until, days, renewal(entry, gone, manifest.file))];
  });
}
