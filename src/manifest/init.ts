/** The first manifest of a repository: everything that was found, declared and not yet reviewed by anybody. */
import { SURFACES, type Destination, type NamedPlace, type Site, type Surface } from '../identify/destination.ts';
import { draftDestination, draftDynamic, entryId } from './draft.ts';
import { groupBy } from './group.ts';
import { coverageOf, indexManifest } from './coverage.ts';
import { DEFAULT_POLICY, type Manifest } from './manifest.ts';
import { loadsOf, withGalleries, type UnknownSites } from './galleries.ts';
import { gatedSites, needsOf, type Need } from './needs.ts';
import { gateOf, type Gate } from './policy.ts';
import { inlineText, itemLines, pairsOf, type Writable } from './render.ts';
import { ANYTHING } from './scope.ts';
import { saidReason, TODO_REASON } from './review.ts';
import { KEY_ORDERS, type DestinationInput, type DynamicInput } from './schema.ts';
import { fromFolder, type Territory } from './territory.ts';
import { withWrappers } from './wrappers.ts';

export interface InitOptions {
  readonly application: string;
  /** The surfaces that gate; default: those of an empty policy. */
  readonly surfaces?: readonly Surface[];
  /** The manifests that are there already: what they declare, or deny, is left out. */
  readonly beside?: Manifest;
  /** The package that it is for; default: the root, whose manifest is for all. */
  readonly within?: Territory;
}

interface InitContext {
  readonly gate: Gate;
  readonly isOpen: (need: Need, site: Site) => boolean;
  readonly within: Territory | null;
}

/** Writes a manifest with which the same destinations are in sync, but for the reviews that are to come. */
export function initManifest(destinations: readonly Destination[], options: InitOptions): string {
  const { beside, within = null } = options;
  const wanted = options.surfaces ?? DEFAULT_POLICY.surfaces;
  const surfaces = SURFACES.filter((surface) => wanted.includes(surface));
  const index = beside === undefined ? null : indexManifest(beside);
  const context: InitContext = {
    gate:
      within === null || beside === undefined
        ? ({ surface }) => surfaces.includes(surface)
        : gateOf(beside, options.surfaces),
    isOpen: (need, site) => index === null || !['declared', 'denied'].includes(coverageOf(need, site, index).kind),
    within,
  };
  const entries = destinationEntries(destinations, context);
  const dynamic = dynamicEntries(destinations, context);
  return [
    ...(within === null ? headLines(options.application, surfaces) : ownHeadLines(options.application, within)),
    ...sectionLines('destinations', entries),
    ...(dynamic.length > 0 ? sectionLines('dynamic', dynamic) : []),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

function headLines(application: string, surfaces: readonly Surface[]): readonly string[] {
  return [
    '# yaml-language-server: $schema=./node_modules/sallyport/schema/egress.schema.json',
    'version: 1',
    ...(application.trim() === '' ? [] : [`application: ${inlineText(application)}`]),
    'policy:',
    `  surfaces: ${inlineText(surfaces)} # these gate; the others are only inventoried`,
    '  require: [owner, purpose] # an entry without them counts as unreviewed',
    '  cleartext: deny # http, ws, ftp, telnet to anything but loopback, unless an entry lists that scheme',
    '  stale: warn',
    '  unreviewed: warn',
    '',
    '# Written by `sallyport init` from what the code reaches. Nobody has reviewed these entries yet:',
    '# give each a purpose and an owner, or remove the code that needs it.',
  ];
}

/** That of a package leaves the policy to the root. */
function ownHeadLines(application: string, { folder }: Territory): readonly string[] {
  const up = '../'.repeat(folder.split('/').length);
  return [
    `# yaml-language-server: $schema=${up}node_modules/sallyport/schema/egress.schema.json`,
    'version: 1',
    ...(application.trim() === '' ? [] : [`application: ${inlineText(application)}`]),
    '',
    '# What this package alone may reach, beside what the manifest at the root of the repository allows to all.',
    '# Written by `sallyport init` from what the code reaches. Nobody has reviewed these entries yet:',
    '# give each a purpose and an owner, or remove the code that needs it.',
  ];
}

function sectionLines(
  section: 'destinations' | 'dynamic',
  entries: readonly (DestinationInput | DynamicInput)[],
): readonly string[] {
  if (entries.length === 0) return [`${section}: []`];
  const pairs = entries.map((entry) =>
    pairsOf({ ...entry } satisfies Record<string, Writable | undefined>, KEY_ORDERS[section]),
  );
  return [`${section}:`, ...pairs.flatMap((entry) => itemLines(entry, 2))];
}

function destinationEntries(destinations: readonly Destination[], context: InitContext): readonly DestinationInput[] {
  const taken = new Set<string>();
  const entries = destinations.toSorted(byId).flatMap((destination) => {
    const reaching = sitesWith(destination, context, (need) => need.kind !== 'dynamic' && !isSaid(need));
    if (reaching.length === 0) return [];
    const needs = reaching.flatMap((site) =>
      needsOf(destination, site).filter((need) => !isSaid(need) && context.isOpen(need, site)),
    );
    const hosts = needs.flatMap((need) => (need.kind === 'host' ? [need.selector] : []));
    const id = freeId(entryId(destination.id), taken);
    return [draftDestination({ id, destinations: [destination], sites: reaching, hosts, existing: null })];
  });
  const declared = new Set(entries.flatMap(({ hosts = [] }) => hosts));
  const said = saidHosts(destinations, context).filter((host) => !declared.has(host));
  return [...entries, ...said.map((host) => ({ id: freeId(entryId(host), taken), hosts: [host] }))].toSorted(byId);
}

/** What comments say that unknown destinations are. */
function saidHosts(destinations: readonly Destination[], context: InitContext): readonly string[] {
  const needs = destinations.flatMap((destination) =>
    sitesWith(destination, context, isSaid).flatMap((site) =>
      needsOf(destination, site).filter((need) => isSaid(need) && context.isOpen(need, site)),
    ),
  );
  return [...new Set(needs.map(({ selector }) => selector))].toSorted();
}

function isSaid(need: Need): boolean {
  return need.kind === 'host' && need.insteadOf !== undefined;
}

/**
 * An entry for each place where something unknown enters: often another one than that of the site, a caller of its function. Many that one
 * function hands on are one decision, and so are many that only show pictures.
 */
function dynamicEntries(destinations: readonly Destination[], context: InitContext): readonly DynamicInput[] {
  const open = destinations.flatMap((destination) =>
    openNeeds(destination, context).flatMap(({ need, site }) =>
      need.kind === 'dynamic' ? [{ at: `${need.file}#${need.symbol}`, site }] : [],
    ),
  );
  const places = [...groupBy(open, ({ at }) => fromFolder(context.within, at))].map(([at, own]): UnknownSites => {
    const sites = [...new Set(own.map(({ site }) => site))];
    return { at, sites, reason: saidReason(sites), loads: loadsOf(sites) };
  });
  const nameOf = ({ file, symbol }: NamedPlace): string | null => fromFolder(context.within, `${file}#${symbol}`);
  return withGalleries(withWrappers(places, nameOf))
    .map(({ at, sites, reason, loads }) =>
      draftDynamic(at, sites, { reason: reason ?? TODO_REASON, scope: { ...ANYTHING, loads } }),
    )
    .toSorted((x, y) => (x.at < y.at ? -1 : 1));
}

function openNeeds(
  destination: Destination,
  { gate, isOpen }: InitContext,
): readonly { readonly need: Need; readonly site: Site }[] {
  return gatedSites(destination, gate).flatMap((site) =>
    needsOf(destination, site).flatMap((need) => (isOpen(need, site) ? [{ need, site }] : [])),
  );
}

function sitesWith(destination: Destination, context: InitContext, isWanted: (need: Need) => boolean): readonly Site[] {
  const wanted = openNeeds(destination, context).filter(({ need }) => isWanted(need));
  return [...new Set(wanted.map(({ site }) => site))];
}

/** Two destinations may give one readable id (`*.x.com` and `x.com`): the later one gets a number. */
function freeId(id: string, taken: Set<string>): string {
  let free = id;
  for (let count = 2; taken.has(free); count++) free = `${id}-${count}`;
  taken.add(free);
  return free;
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id === b.id ? 0 : a.id < b.id ? -1 : 1;
}
