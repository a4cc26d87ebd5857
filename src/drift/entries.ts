/** Drift that is about the manifest's own entries: expired, stale, unreviewed. */
import type { Destination } from '../identify/destination.ts';
import { missingFields } from '../manifest/review.ts';
import type { Entry, Manifest } from '../manifest/manifest.ts';
import { policyOfEntry } from '../manifest/policy.ts';
import { staleEntries, type StaleEntry } from '../manifest/stale.ts';
import type { Drift } from './drift.ts';
import { expiredText, staleText, unreviewedText, type Wording } from './wording.ts';

/** Judges every entry on a day; severities come from the policy, and `off` means not reported. `moved` are told where they are now. */
export function entryDrift(
  destinations: readonly Destination[],
  manifest: Manifest,
  asOf: string,
  moved: ReadonlySet<Entry>,
): readonly Drift[] {
  const entries: readonly Entry[] = [...manifest.destinations, ...manifest.dynamic];
  const stale = staleEntries(destinations, manifest);
  const states = entries.map((entry) => ({ entry, stale: stale.find((item) => item.entry === entry) ?? null }));
  return [
    ...states.flatMap((state) => expired(state, manifest, asOf)),
    ...stale.filter(({ entry }) => !moved.has(entry)).flatMap((item) => staleDrift(item, manifest)),
    ...states.flatMap((state) => unreviewed(state, manifest)),
  ];
}

/** An entry, with what of it is stale, which no command for the rest should name. */
interface EntryState {
  readonly entry: Entry;
  readonly stale: StaleEntry | null;
}

function expired({ entry, stale }: EntryState, manifest: Manifest, asOf: string): readonly Drift[] {
  const until = entry.review?.until ?? null;
  if (until === null || until >= asOf) return [];
  return [driftOf('expired', 'error', entry, manifest, expiredText(entry, stale, until, manifest.file))];
}

function staleDrift(stale: StaleEntry, manifest: Manifest): readonly Drift[] {
  const level = policyOfEntry(manifest, stale.entry).stale;
  if (level === 'off') return [];
  const drift = driftOf('stale', severityOf(level), stale.entry, manifest, staleText(stale, manifest.file));
  return [{ ...drift, hosts: stale.hosts, env: stale.env }];
}

function unreviewed({ entry, stale }: EntryState, manifest: Manifest): readonly Drift[] {
  const policy = policyOfEntry(manifest, entry);
  const level = policy.unreviewed;
  // Nobody should have to review what is to be removed.
  if (level === 'off' || (stale?.whole === true && policy.stale !== 'off')) return [];
  const missing = missingFields(entry, policy);
  if (missing.length === 0) return [];
  const wording = unreviewedText(entry, stale, missing, manifest.file);
  return [driftOf('unreviewed', severityOf(level), entry, manifest, wording)];
}

function severityOf(level: 'warn' | 'error'): Drift['severity'] {
  return level === 'error' ? 'error' : 'warning';
}

function driftOf(
  kind: Drift['kind'],
  severity: Drift['severity'],
  entry: Entry,
  manifest: Manifest,
  wording: Wording,
): Drift {
  const isDestination = entry.kind === 'destination';
  return {
    kind,
    severity,
    destination: null,
    hosts: isDestination ? entry.hosts : [],
    env: isDestination ? entry.env : [],
    service: isDestination ? entry.service : null,
    sdk: null,
    sites: [],
    surfaces: isDestination ? entry.surfaces : [],
    components: isDestination ? entry.components : [],
    entry: entry.label,
    ...(entry.file === manifest.file ? {} : { manifest: entry.file }),
    at: entry.at,
    ...wording,
  };
}
