/** Removes from a manifest what nothing reaches any more. */
import type { Destination, Problem } from '../identify/destination.ts';
import { removeParts } from './edit.ts';
import { parseManifest } from './parse.ts';
import { staleEntries } from './stale.ts';

/** One entry that went, or the hosts and variables that went from it. */
export interface Pruned {
  readonly entry: string;
  readonly whole: boolean;
  readonly hosts: readonly string[];
  readonly env: readonly string[];
}

export type PruneResult =
  | { readonly kind: 'pruned'; readonly text: string; readonly removed: readonly Pruned[] }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] };

/** Gives the text without what is stale, and what that was; the text is unchanged if nothing is. */
export function prune(text: string, file: string, destinations: readonly Destination[]): PruneResult {
  const parsed = parseManifest(text, file);
  if (parsed.kind === 'problems') return parsed;
  const stale = staleEntries(destinations, parsed.manifest);
  const removals = stale.map(({ entry, whole, hosts, env }) =>
    entry.kind === 'destination'
      ? ({ section: 'destinations', name: entry.id, whole, hosts, env } as const)
      : ({ section: 'dynamic', name: entry.place, whole, hosts, env } as const),
  );
  const removed = stale.map(({ entry, whole, hosts, env }) => ({ entry: entry.label, whole, hosts, env }));
  return { kind: 'pruned', text: removeParts(text, removals), removed };
}
