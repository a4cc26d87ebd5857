/** The manifest as the program uses it: every default filled in, every entry with the place where it stands. */
import type { Position } from '../document/tree.ts';
import { SURFACES, type Surface } from '../identify/destination.ts';
import { parsePattern, type HostPattern } from './pattern.ts';
import type { DestinationInput, DynamicInput, ManifestFile, PolicyInput, REQUIRABLE } from './schema.ts';

export type Requirable = (typeof REQUIRABLE)[number];

export interface Policy {
  readonly surfaces: readonly Surface[];
  readonly require: readonly Requirable[];
  readonly cleartext: 'deny' | 'warn' | 'allow';
  readonly stale: 'warn' | 'error' | 'off';
  readonly unreviewed: 'warn' | 'error' | 'off';
  readonly frozen: boolean;
}

interface Review {
  readonly by: string | null;
  readonly on: string | null;
  readonly until: string | null;
}

/** What entries of both kinds have. */
interface Declaration {
  /** How messages and `Drift.entry` name it: an id, or `dynamic:` and its place. */
  readonly label: string;
  readonly at: Position;
  readonly schemes: readonly string[];
  readonly owner: string | null;
  readonly data: readonly string[];
  readonly review: Review | null;
}

/** A declared destination; empty `surfaces` or `components`: any. */
export interface DestinationEntry extends Declaration {
  readonly kind: 'destination';
  readonly id: string;
  readonly service: string | null;
  readonly hosts: readonly string[];
  /** The hosts, read; same order. */
  readonly patterns: readonly HostPattern[];
  readonly env: readonly string[];
  readonly credentials: readonly string[];
  readonly surfaces: readonly Surface[];
  readonly components: readonly string[];
  readonly purpose: string | null;
  readonly retention: string | null;
  readonly region: string | null;
}

/** A declared place whose destination cannot be known. */
export interface DynamicEntry extends Declaration {
  readonly kind: 'dynamic';
  /** `file#symbol`, both globs. */
  readonly place: string;
  readonly reason: string;
}

export type Entry = DestinationEntry | DynamicEntry;

export interface DenyEntry {
  readonly hosts: readonly string[];
  readonly patterns: readonly HostPattern[];
  readonly reason: string;
  readonly at: Position;
}

export interface IgnoreEntry {
  readonly path: string;
  readonly reason: string;
  readonly at: Position;
}

export interface Manifest {
  /** As the caller named it; messages say it. */
  readonly file: string;
  readonly version: 1;
  readonly application: string | null;
  readonly policy: Policy;
  readonly destinations: readonly DestinationEntry[];
  readonly dynamic: readonly DynamicEntry[];
  readonly deny: readonly DenyEntry[];
  readonly ignore: readonly IgnoreEntry[];
}

/** The policy of a manifest that says nothing, and of a repository without one. */
export const DEFAULT_POLICY: Policy = {
  surfaces: ['server', 'browser', 'build'],
  require: [],
  cleartext: 'deny',
  stale: 'warn',
  unreviewed: 'warn',
  frozen: false,
};

/** Turns what a person wrote, already checked, into what the program uses. */
export function normaliseManifest(
  written: ManifestFile,
  file: string,
  positionOf: (path: readonly (string | number)[]) => Position,
): Manifest {
  return {
    file,
    version: written.version,
    application: written.application ?? null,
    policy: policyOf(written.policy ?? {}),
    destinations: (written.destinations ?? []).map((entry, i) => destinationOf(entry, positionOf(['destinations', i]))),
    dynamic: (written.dynamic ?? []).map((entry, i) => dynamicOf(entry, positionOf(['dynamic', i]))),
    deny: (written.deny ?? []).map((entry, i) => ({
      ...entry,
      patterns: patternsOf(entry.hosts),
      at: positionOf(['deny', i]),
    })),
    ignore: (written.ignore ?? []).map((entry, i) => ({ ...entry, at: positionOf(['ignore', i]) })),
  };
}

function policyOf(written: PolicyInput): Policy {
  const surfaces = written.surfaces ?? DEFAULT_POLICY.surfaces;
  return {
    surfaces: SURFACES.filter((surface) => surfaces.includes(surface)),
    require: written.require ?? DEFAULT_POLICY.require,
    cleartext: written.cleartext ?? DEFAULT_POLICY.cleartext,
    stale: written.stale ?? DEFAULT_POLICY.stale,
    unreviewed: written.unreviewed ?? DEFAULT_POLICY.unreviewed,
    frozen: written.frozen ?? DEFAULT_POLICY.frozen,
  };
}

function destinationOf(written: DestinationInput, at: Position): DestinationEntry {
  const hosts = written.hosts ?? [];
  return {
    kind: 'destination',
    label: written.id,
    id: written.id,
    at,
    service: written.service ?? null,
    hosts,
    patterns: patternsOf(hosts),
    env: written.env ?? [],
    credentials: written.credentials ?? [],
    schemes: written.schemes ?? [],
    surfaces: written.surfaces ?? [],
    components: written.components ?? [],
    purpose: written.purpose ?? null,
    owner: written.owner ?? null,
    data: written.data ?? [],
    retention: written.retention ?? null,
    region: written.region ?? null,
    review: reviewOf(written.review),
  };
}

function dynamicOf(written: DynamicInput, at: Position): DynamicEntry {
  return {
    kind: 'dynamic',
    label: `dynamic:${written.at}`,
    place: written.at,
    at,
    reason: written.reason,
    schemes: written.schemes ?? [],
    owner: written.owner ?? null,
    data: written.data ?? [],
    review: reviewOf(written.review),
  };
}

function reviewOf(written: DestinationInput['review']): Review | null {
  return written === undefined
    ? null
    : { by: written.by ?? null, on: written.on ?? null, until: written.until ?? null };
}

/** The schema has refused what is no pattern, so nothing is lost here. */
function patternsOf(hosts: readonly string[]): readonly HostPattern[] {
  return hosts.map(parsePattern).flatMap((result) => (result.kind === 'pattern' ? [result.pattern] : []));
}
