/** The manifest as the program uses it: every default filled in, every entry with the place where it stands. */
import type { Position } from '../document/tree.ts';
import { SURFACES, type Surface } from '../identify/destination.ts';
import { parsePattern, type HostPattern } from './pattern.ts';
import { scopeOf, scopedName, type Scope } from './scope.ts';
import { fromRoot, type Territory } from './territory.ts';
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
  /** How messages and `Drift.entry` name it: an id, or `dynamic:` and its place, with what it is for where that is not anything. */
  readonly label: string;
  /** The manifest that has it. */
  readonly file: string;
  /** The package that it is for, if it stands in the manifest of one. */
  readonly within: Territory | null;
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
  /** `file#symbol`, both globs, from the root. */
  readonly place: string;
  /** As its manifest writes it. */
  readonly written: string;
  readonly scope: Scope;
  readonly reason: string;
}

export type Entry = DestinationEntry | DynamicEntry;

export interface DenyEntry {
  readonly file: string;
  readonly within: Territory | null;
  readonly hosts: readonly string[];
  readonly patterns: readonly HostPattern[];
  readonly reason: string;
  readonly at: Position;
}

export interface IgnoreEntry {
  readonly file: string;
  readonly within: Territory | null;
  /** From the root. */
  readonly path: string;
  readonly reason: string;
  readonly at: Position;
}

/** The manifest of a package, beside the entries that the root's has taken over from it. */
export interface OwnManifest {
  readonly file: string;
  readonly within: Territory;
  readonly policy: Policy;
}

export interface Manifest {
  /** As the caller named it; messages say it. */
  readonly file: string;
  /** The package that it is for; null for the root's. */
  readonly within: Territory | null;
  /** Those of packages; their entries stand below, each with its file. */
  readonly own: readonly OwnManifest[];
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

/** Where a manifest stands, and what it inherits. */
export interface Standpoint {
  readonly file: string;
  readonly within: Territory | null;
  /** The policy for what the manifest leaves out. */
  readonly policy: Policy;
}

type PositionOf = (path: readonly (string | number)[]) => Position;

/** Turns what a person wrote, already checked, into what the program uses. */
export function normaliseManifest(written: ManifestFile, standpoint: Standpoint, positionOf: PositionOf): Manifest {
  const { file, within, policy } = standpoint;
  const place = (section: string, index: number) => ({ file, within, at: positionOf([section, index]) });
  return {
    file,
    within,
    own: [],
    version: written.version,
    application: written.application ?? null,
    policy: policyOf(written.policy ?? {}, policy),
    destinations: (written.destinations ?? []).map((entry, i) => destinationOf(entry, place('destinations', i))),
    dynamic: (written.dynamic ?? []).map((entry, i) => dynamicOf(entry, place('dynamic', i))),
    deny: (written.deny ?? []).map((entry, i) => ({
      ...entry,
      patterns: patternsOf(entry.hosts),
      ...place('deny', i),
    })),
    ignore: (written.ignore ?? []).map((entry, i) => ({
      ...entry,
      path: fromRoot(within, entry.path),
      ...place('ignore', i),
    })),
  };
}

function policyOf(written: PolicyInput, inherited: Policy): Policy {
  const surfaces = written.surfaces ?? inherited.surfaces;
  return {
    surfaces: SURFACES.filter((surface) => surfaces.includes(surface)),
    require: written.require ?? inherited.require,
    cleartext: written.cleartext ?? inherited.cleartext,
    stale: written.stale ?? inherited.stale,
    unreviewed: written.unreviewed ?? inherited.unreviewed,
    frozen: written.frozen ?? inherited.frozen,
  };
}

type EntryPlace = Pick<Declaration, 'file' | 'within' | 'at'>;

function destinationOf(written: DestinationInput, place: EntryPlace): DestinationEntry {
  const hosts = written.hosts ?? [];
  return {
    kind: 'destination',
    label: written.id,
    id: written.id,
    ...place,
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

function dynamicOf(written: DynamicInput, place: EntryPlace): DynamicEntry {
  const at = fromRoot(place.within, written.at);
  const scope = scopeOf(written.loads, written.through);
  return {
    kind: 'dynamic',
    label: `dynamic:${scopedName(at, scope)}`,
    place: at,
    written: written.at,
    scope,
    ...place,
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
