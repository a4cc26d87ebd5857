/** Drift that is about the manifest's own entries: expired, stale, unreviewed. */
import type { Destination } from '../identify/destination.ts';
import { missingFields } from '../manifest/review.ts';
import type { Entry, Manifest } from '../manifest/manifest.ts';
import { staleEntries, type StaleEntry } from '../manifest/stale.ts';
import type { Drift } from './drift.ts';
import { expiredText, staleText, unreviewedText, type Wording } from './wording.ts';

/** Judges every entry on a day; severities come from the policy, and `off` means not reported. */
export function entryDrift(destinations: readonly Destination[], manifest: Manifest, asOf: string): readonly Drift[] {
  const entries: readonly Entry[] = [...manifest.destinations, ...manifest.dynamic];
  const stale = staleEntries(destinations, manifest);
  const gone = new Set(stale.filter(({ whole }) => whole).map(({ entry }) => entry));
  return [
    ...entries.flatMap((entry) => expired(entry, manifest, asOf, gone.has(entry))),
    ...stale.flatMap((item) => staleDrift(item, manifest)),
    ...entries.flatMap((entry) => unreviewed(entry, manifest)),
  ];
}

function expired(entry: Entry, manifest: Manifest, asOf: string, isStale: boolean): readonly Drift[] {
  const until = entry.review?.until ?? null;
  if (until === null || until >= asOf) return [];
  return [driftOf('expired', 'error', entry, expiredText(entry, { until, isStale, file: manifest.file }))];
}

function staleDrift(stale: StaleEntry, manifest: Manifest): readonly Drift[] {
  const level = manifest.policy.stale;
  if (level === 'off') return [];
  const drift = driftOf('stale', severityOf(level), stale.entry, staleText(stale, manifest.file));
  return [{ ...drift, hosts: stale.hosts, env: stale.env }];
}

function unreviewed(entry: Entry, manifest: Manifest): readonly Drift[] {
  const level = manifest.policy.unreviewed;
  const missing = level === 'off' ? [] : missingFields(entry, manifest.policy);
  if (level === 'off' || missing.length === 0) return [];
  return [driftOf('unreviewed', severityOf(level), entry, unreviewedText(entry, missing, manifest.file))];
}

function severityOf(level: 'warn' | 'error'): Drift['severity'] {
  return level === 'error' ? 'error' : 'warning';
}

function driftOf(kind: Drift['kind'], severity: Drift['severity'], entry: Entry, wording: Wording): Drift {
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
    at: entry.at,
    ...wording,
  };
}
