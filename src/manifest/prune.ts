/** Removes from a manifest what nothing reaches any more. */
import type { Destination, Problem } from '../identify/destination.ts';
import { removeParts } from './edit.ts';
import type { Manifest } from './manifest.ts';
import { parseManifest } from './parse.ts';
import { scopedName } from './scope.ts';
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
  return parsed.kind === 'problems'
    ? parsed
    : { kind: 'pruned', ...pruneFile(text, file, destinations, parsed.manifest) };
}

/** The same for one file of several, whose entries `manifest` has together. */
export function pruneFile(
  text: string,
  file: string,
  destinations: readonly Destination[],
  manifest: Manifest,
): { readonly text: string; readonly removed: readonly Pruned[] } {
  const stale = staleEntries(destinations, manifest).filter(({ entry }) => entry.file === file);
  const removals = stale.map(({ entry, whole, hosts, env }) =>
    entry.kind === 'destination'
      ? ({ section: 'destinations', name: entry.id, whole, hosts, env } as const)
      : ({ section: 'dynamic', name: scopedName(entry.written, entry.scope), whole, hosts, env } as const),
  );
  const removed = stale.map(({ entry, whole, hosts, env }) => ({ entry: entry.label, whole, hosts, env }));
  return { text: removeParts(text, removals), removed };
}
