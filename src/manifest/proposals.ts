/** What could be declared, arranged as a person is asked about it: one question for each entry that it would go into. */
import type { Destination, Problem, Site } from '../identify/destination.ts';
import { acceptFrozen } from '../errors/commands.ts';
import type { AcceptPlace } from './accept.ts';
import { indexManifest } from './coverage.ts';
import { placeEntry, targetsOf, type Words } from './declare.ts';
import { entriesOf } from './inherit.ts';
import type { Entry, Requirable } from './manifest.ts';
import { policyFor } from './policy.ts';
import { movedEntries } from './moved.ts';
import { indexReach, undeclaredSelectors } from './reach.ts';
import { isBlank, saidReason } from './review.ts';
import { select } from './selection.ts';

/** One entry to be written: what goes into it, and which of the required words nobody has said yet. */
export interface Proposal {
  /** The id, or `dynamic:` and the place. */
  readonly entry: string;
  readonly existing: Entry | null;
  readonly selectors: readonly string[];
  readonly destinations: readonly Destination[];
  readonly sites: readonly Site[];
  /** What patterns cover of that which was found. */
  readonly covers: readonly string[];
  readonly missing: readonly Requirable[];
  /** What a comment at the place says, or its entry where it was before. */
  readonly reason: string | null;
  /** The place (`file#symbol`) that the entry is still for; null: it is for this one, or new. */
  readonly movedFrom: string | null;
}

/** Lists proposals for selectors, or for everything undeclared; problems are those of selectors. */
export function proposalsFor(
  selectors: readonly string[] | 'all',
  destinations: readonly Destination[],
  { manifest, file, within }: AcceptPlace,
  id: string | null,
): { readonly proposals: readonly Proposal[]; readonly problems: readonly Problem[] } {
  const policy = within === null ? manifest.policy : policyFor(manifest, within.folder);
  if (policy.frozen) return { proposals: [], problems: [acceptFrozen(file)] };
  const reach = indexReach(destinations, manifest);
  const own = entriesOf(manifest, file);
  const index = indexManifest(manifest);
  const moves = movedEntries(destinations, manifest).filter(({ entry }) => entry.file === file);
  const wanted = selectors === 'all' ? undeclaredSelectors(reach, manifest) : [...new Set(selectors)];
  const results = wanted.map((selector) => select(selector, reach, index, { hasReason: true, file, within }));
  const selections = results.flatMap((result) => (result.kind === 'selected' ? [result.selection] : []));
  const hosts = targetsOf(
    selections.filter(({ kind }) => kind !== 'dynamic'),
    { manifest: own, within, destinations, words: { ...SILENT, id } },
  );
  const places = selections
    .filter(({ kind }) => kind === 'dynamic')
    .map((one) => {
      const before = moves.find(({ place }) => place === one.value)?.entry;
      const existing = placeEntry(one) ?? before ?? null;
      return { id: `dynamic:${one.value}`, existing, selections: [one], before };
    });
  const all = [...hosts.map((target) => ({ ...target, before: undefined })), ...places];
  return {
    proposals: all.map(({ id: entry, existing, selections: chosen, before }) => {
      const sites = chosen.flatMap((one) => one.sites);
      const found = [...new Set(chosen.flatMap((one) => one.destinations))];
      return {
        entry,
        existing,
        selectors: chosen.map(({ selector }) => selector),
        destinations: found,
        sites,
        covers: [...new Set(chosen.flatMap((one) => one.covers))],
        missing: policy.require.filter((field) => isMissing(field, existing, found, entry)),
        reason: saidReason(sites) ?? before?.reason ?? null,
        movedFrom: before?.place ?? null,
      };
    }),
    problems: results.flatMap((result) => (result.kind === 'problem' ? [result.problem] : [])),
  };
}

const SILENT: Words = {
  reason: null,
  owner: null,
  data: [],
  until: null,
  id: null,
  service: null,
  retention: null,
  region: null,
  approval: null,
};

/** The purpose is asked for always; a service that the catalogue knows is filled in. */
function isMissing(
  field: Requirable,
  existing: Entry | null,
  destinations: readonly Destination[],
  entry: string,
): boolean {
  const isPlace = entry.startsWith('dynamic:');
  switch (field) {
    case 'purpose':
      return false;
    case 'owner':
      return isBlank(existing?.owner ?? null);
    case 'data':
      return (existing?.data ?? []).length === 0;
    case 'review':
      return existing?.review?.by == null;
    case 'service':
      return !isPlace && existing === null && destinations.every(({ service }) => service === null);
    case 'retention':
    case 'region':
      return !isPlace && (existing?.kind !== 'destination' || isBlank(existing[field]));
  }
}
