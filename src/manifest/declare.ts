/** Writes selections into the manifest's text: into the entry that they belong to, or into a new one. */
import type { Destination } from '../identify/destination.ts';
import { draftDestination, draftDynamic, entryId } from './draft.ts';
import { addDestinations, addDynamics } from './edit.ts';
import { isCleartextScheme } from './cleartext.ts';
import { loadsOf } from './galleries.ts';
import { groupBy } from './group.ts';
import type { DestinationEntry, DynamicEntry, Manifest } from './manifest.ts';
import type { MovedEntry } from './moved.ts';
import { includesPattern, parsePattern } from './pattern.ts';
import { isBlank, saidReason, TODO_REASON } from './review.ts';
import type { DestinationInput, DynamicInput } from './schema.ts';
import { ANYTHING, isSameScope, scopedName, type Scope } from './scope.ts';
import type { Selection } from './selection.ts';
import { fromFolder, type Territory } from './territory.ts';

/** What a person says of what is declared; null or empty: nothing. */
export interface Words {
  readonly reason: string | null;
  readonly owner: string | null;
  readonly data: readonly string[];
  readonly until: string | null;
  readonly id: string | null;
  readonly service: string | null;
  readonly retention: string | null;
  readonly region: string | null;
  /** Who approves it, and on which day. */
  readonly approval: { readonly by: string; readonly on: string } | null;
}

/** An entry that was written, and the selectors that it now declares. */
export interface Accepted {
  readonly entry: string;
  readonly isNew: boolean;
  readonly selectors: readonly string[];
  /** The place that the entry was for. */
  readonly movedFrom?: string;
  /** What of that which was found its patterns cover. */
  readonly covers?: readonly string[];
}

export interface DeclareContext {
  /** With the entries of the file that is written, and no others. */
  readonly manifest: Manifest;
  readonly within: Territory | null;
  readonly destinations: readonly Destination[];
  readonly words: Words;
  /** Entries that have been given their new place already. */
  readonly moves: readonly MovedEntry[];
}

/** Gives the new text and the entries that it has got or that have grown. */
export function declared(
  text: string,
  selections: readonly Selection[],
  context: DeclareContext,
): { readonly text: string; readonly accepted: readonly Accepted[] } {
  const targets = targetsOf(
    selections.filter(({ kind }) => kind !== 'dynamic'),
    context,
  );
  const places = selections.filter(({ kind }) => kind === 'dynamic').map(placeOf);
  const withHosts = addDestinations(
    text,
    targets.map((target) => destinationInput(target, context.words)),
  );
  const written = addDynamics(
    withHosts,
    places.map((place) => dynamicInput(place, context)),
  );
  const accepted = [
    ...targets.map(({ id, existing, selections: own }) => acceptedOf(id, existing === null, own)),
    ...places.map(({ selection, existing, scope }) => {
      const was = context.moves.find(({ place }) => place === selection.value)?.entry.place;
      const one = acceptedOf(`dynamic:${scopedName(selection.value, scope)}`, existing === null, [selection]);
      return was === undefined ? one : { ...one, movedFrom: was };
    }),
  ];
  return { text: written, accepted };
}

/** A person's text, or null if it is none: blank, or the dots of a command that was pasted. */
export function wordsOf(text: string | undefined): string | null {
  return text === undefined || /^[\s.…]*$/.test(text) ? null : text.trim();
}

function acceptedOf(entry: string, isNew: boolean, selections: readonly Selection[]): Accepted {
  const covers = [...new Set(selections.flatMap((selection) => selection.covers))].toSorted();
  const selectors = selections.map(({ selector }) => selector);
  return { entry, isNew, selectors, ...(covers.length === 0 ? {} : { covers }) };
}

/** An entry, new or there, and what is to be written into it. */
export interface Target {
  readonly id: string;
  readonly existing: DestinationEntry | null;
  readonly selections: readonly Selection[];
}

/** The entries that selections would be written into. */
export function targetsOf(selections: readonly Selection[], context: Omit<DeclareContext, 'moves'>): readonly Target[] {
  const groups = groupBy(selections, (selection) => targetId(selection, context));
  const existing = (id: string) => context.manifest.destinations.find((entry) => entry.id === id) ?? null;
  return [...groups].map(([id, own]) => ({ id, existing: existing(id), selections: own }));
}

/** The id that was asked for; else that of the entry which has it already, or of the same service; else a new one. */
function targetId(
  { value, destinations, entries }: Selection,
  { manifest, words }: Pick<DeclareContext, 'manifest' | 'words'>,
): string {
  if (words.id !== null) return words.id;
  const declaring = entries.find((entry): entry is DestinationEntry => entry.kind === 'destination');
  if (declaring !== undefined) return declaring.id;
  const services = [...new Set(destinations.map(({ service }) => service))];
  const [service] = services;
  const [first] = destinations;
  // A place whose destination a comment names is known by that host.
  const isParty = destinations.length === 1 && first !== undefined && first.verdict !== 'dynamic';
  const own = isParty ? first.id : (service ?? value);
  const id = entryId(services.length > 1 ? value : own);
  const isThere = manifest.destinations.some((entry) => entry.id === id);
  if (isThere || services.length !== 1 || service == null) return id;
  return manifest.destinations.find((entry) => entry.service === service)?.id ?? id;
}

function destinationInput({ id, existing, selections }: Target, words: Words): DestinationInput {
  const added = selections.filter((selection) => existing === null || !isThere(selection, existing));
  const hosts = added.flatMap(({ kind, value }) => (kind === 'host' ? [value] : []));
  const { service, env, credentials, schemes, ...draft } = draftDestination({
    id,
    destinations: [...new Set(selections.flatMap(({ destinations }) => destinations))],
    sites: selections.flatMap(({ sites }) => sites),
    hosts,
    existing,
  });
  const purpose = joined(existing?.purpose ?? null, words.reason);
  return {
    ...draft,
    // An entry that leaves schemes open stays open; a cleartext one must be said all the same.
    ...(schemes !== undefined && (existing?.schemes.length !== 0 || schemes.some(isCleartextScheme))
      ? { schemes }
      : {}),
    // To renew or complete an entry does not widen what may configure it.
    ...(added.length > 0 && env !== undefined ? { env } : {}),
    ...(added.length > 0 && credentials !== undefined ? { credentials } : {}),
    ...(existing?.service == null ? serviceIn(words.service ?? service) : {}),
    ...(purpose === null ? {} : { purpose }),
    ...(words.retention === null ? {} : { retention: words.retention }),
    ...(words.region === null ? {} : { region: words.region }),
    ...commonWords(words),
  };
}

function serviceIn(service: string | undefined): Pick<DestinationInput, 'service'> {
  return service === undefined ? {} : { service };
}

function isThere({ kind, value }: Selection, existing: DestinationEntry): boolean {
  if (kind === 'env') return existing.env.includes(value);
  const result = parsePattern(value);
  return result.kind === 'pattern' && existing.patterns.some((pattern) => includesPattern(pattern, result.pattern));
}

/** The entry for the place that a selection goes into: one for media alone is not that of a request which has come there. */
export function placeEntry({ value, scope, sites, entries }: Selection): DynamicEntry | null {
  const own = entries.filter((entry): entry is DynamicEntry => entry.kind === 'dynamic' && entry.place === value);
  const isFor = (wanted: Scope) => own.find((entry) => isSameScope(entry.scope, wanted));
  return isFor(scope) ?? (isSameScope(scope, ANYTHING) ? isFor({ ...ANYTHING, loads: loadsOf(sites) }) : null) ?? null;
}

/** A place that is to be declared: the entry that is there, and all that it is for. */
interface DeclaredPlace {
  readonly selection: Selection;
  readonly existing: DynamicEntry | null;
  readonly scope: Scope;
}

/** One place is declared for no more than what was found there; a pattern for what a person says. */
function placeOf(selection: Selection): DeclaredPlace {
  const existing = placeEntry(selection);
  const isOpen = !selection.value.includes('*') && isSameScope(selection.scope, ANYTHING);
  const own = isOpen ? { ...ANYTHING, loads: loadsOf(selection.sites) } : selection.scope;
  return { selection, existing, scope: existing?.scope ?? own };
}

function dynamicInput(
  { selection: { value, sites }, existing, scope }: DeclaredPlace,
  { words, within }: DeclareContext,
): DynamicInput {
  const said = saidReason(sites) ?? TODO_REASON;
  const reason = joined(existing?.reason ?? null, words.reason) ?? existing?.reason ?? said;
  return { ...draftDynamic(fromFolder(within, value) ?? value, sites, { reason, scope }), ...commonWords(words) };
}

function commonWords({ owner, data, until, approval }: Words): Pick<DestinationInput, 'owner' | 'data' | 'review'> {
  return {
    ...(owner === null ? {} : { owner }),
    ...(data.length === 0 ? {} : { data: [...data] }),
    ...(until === null && approval === null ? {} : { review: { ...approval, ...(until === null ? {} : { until }) } }),
  };
}

/** A new reason joins what was said before: an entry that grows keeps why it was there. */
function joined(before: string | null, reason: string | null): string | null {
  if (reason === null) return null;
  if (before === null || isBlank(before)) return reason;
  return before.includes(reason) ? before : `${before.trim()}; ${reason}`;
}
