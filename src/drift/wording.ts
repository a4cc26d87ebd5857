/** The sentence of each kind of drift, and the command that settles it. */
import { isInScope } from '../manifest/coverage.ts';
import type { Entry, Manifest, OwnManifest } from '../manifest/manifest.ts';
import type { MovedEntry } from '../manifest/moved.ts';
import type { StaleEntry } from '../manifest/stale.ts';
import type { Gap } from './gap.ts';
import { acceptCommand, moveCommand, pruneCommand, shellQuoted } from './fix.ts';
import { homesOf, isInside } from '../manifest/territory.ts';

export interface Wording {
  readonly message: string;
  readonly fix: string | null;
}

/** Something that no entry declares. */
export function undeclaredText(gap: Gap, manifest: Manifest): Wording {
  const own = ownManifest(gap, manifest);
  const nobody =
    own === null ? `${manifest.file} does not declare it` : `neither ${manifest.file} nor ${own.file} declares it`;
  return { message: `${reachText(gap)}, and ${nobody}`, fix: acceptText(gap, manifest) };
}

/** A place whose entry is still for the place that it was. */
export function movedText(gap: Gap, manifest: Manifest, { entry, place }: MovedEntry): Wording {
  const options = entry.within === null ? '' : componentOption(entry.within.folder);
  const message = `${reachText(gap)}, and ${entry.file} declares it where it was before, at ${entry.place}, which nothing reaches any more`;
  return { message, fix: moveCommand(`dynamic:${place}`, entry.place, manifest.file, options) };
}

/** Something declared for another surface or component; `accept` widens the entry. */
export function outOfScopeText(gap: Gap, manifest: Manifest): Wording {
  const entry = gap.answer.kind === 'elsewhere' ? gap.answer.entry : null;
  const file = entry?.file ?? manifest.file;
  const outside = entry === null ? [] : gap.sites.filter((site) => !isInScope(entry, site));
  const surfaces = outside.filter(({ surface }) => !(entry?.surfaces ?? []).includes(surface));
  const where = (entry?.surfaces.length ?? 0) > 0 && surfaces.length > 0 ? 'surface' : 'component';
  const actual = [...new Set(outside.map((site) => site[where]))].toSorted().join(', ');
  const declared = (where === 'surface' ? entry?.surfaces : entry?.components) ?? [];
  const message = `${reachText(gap)}, and ${file} declares it for the ${where} ${declared.join(', ')}, not for ${actual}`;
  return { message, fix: acceptText(gap, manifest) };
}

/** Something that a `deny` entry names: no command settles it, the call must go or the denial. */
export function deniedText(gap: Gap, manifest: Manifest): Wording {
  const { reason, file } = gap.answer.kind === 'denied' ? gap.answer.deny : { reason: '', file: manifest.file };
  return { message: `${reachText(gap)}, and ${file} denies it: ${reason}`, fix: null };
}

/** Something reached without encryption. */
export function cleartextText(gap: Gap, manifest: Manifest): Wording {
  const schemes = [...new Set(gap.sites.flatMap(({ scheme }) => (scheme === null ? [] : [scheme])))]
    .toSorted()
    .join(', ');
  const message = `${reachText(gap)} without encryption (${schemes}), and no entry of ${ownManifest(gap, manifest)?.file ?? manifest.file} lists that scheme`;
  return { message, fix: acceptText(gap, manifest) };
}

/** An entry whose approval has run out. */
export function expiredText(entry: Entry, stale: StaleEntry | null, until: string, file: string): Wording {
  const owner = entry.owner === null ? '' : ` (owner ${entry.owner})`;
  const message = `The approval of ${entry.label} in ${entry.file} ended on ${until}${owner}`;
  return { message, fix: stale?.whole === true ? pruneCommand(file) : renewal(entry, stale, file) };
}

/** The command that renews an approval. */
export function renewal(entry: Entry, stale: StaleEntry | null, file: string): string {
  return entryCommand(entry, stale, file, ' --until YYYY-MM-DD');
}

/** An entry, or a part of one, that nothing reaches. */
export function staleText({ entry, whole, hosts, env }: StaleEntry, file: string): Wording {
  const parts = [...hosts, ...env].join(', ');
  const where = entry.within?.folder ?? 'this repository';
  const message = whole
    ? `${entry.file} declares ${entry.label}, which nothing in ${where} reaches any more`
    : `${entry.file} declares ${parts} in ${entry.label}, which nothing in ${where} reaches any more`;
  return { message, fix: pruneCommand(file) };
}

/** An entry that lacks what the policy asks for. */
export function unreviewedText(
  entry: Entry,
  stale: StaleEntry | null,
  missing: readonly string[],
  file: string,
): Wording {
  const options = [
    ...(missing.includes('owner') ? [' --owner "…"'] : []),
    ...(missing.includes('data') ? [' --data "…"'] : []),
  ];
  const message = `${entry.label} in ${entry.file} is not reviewed: it has no ${missing.join(', no ')}`;
  const canAccept = missing.every((field) => ['owner', 'data', 'purpose', 'reason'].includes(field));
  return { message, fix: canAccept ? entryCommand(entry, stale, file, options.join('')) : null };
}

/** `OpenAI (api.openai.com) is reached from lib/models.ts:12 and 2 more places`. */
function reachText(gap: Gap): string {
  const [first] = gap.sites;
  const more = gap.sites.length - 1;
  const others = more === 0 ? '' : ` and ${more} more ${more === 1 ? 'place' : 'places'}`;
  const place = first === undefined ? '' : ` from ${first.file}:${first.line}${others}`;
  const { destination, needs } = gap;
  if (needs.every(({ kind }) => kind === 'dynamic')) {
    const reason = destination.reason === undefined ? '' : ` (${destination.reason})`;
    return `A destination that is not known${reason} is reached${place}`;
  }
  const said = needs.find((need) => need.kind === 'host' && need.insteadOf !== undefined);
  if (said !== undefined && destination.verdict === 'dynamic') {
    return `${needs.map(({ selector }) => selector).join(', ')} is reached${place}, as a comment there says`;
  }
  const named = needs.map((need) => (need.kind === 'env' ? need.name : need.selector)).join(', ');
  return `${named === destination.name ? named : `${destination.name} (${named})`} is reached${place}`;
}

function acceptText(gap: Gap, manifest: Manifest): string {
  const own = ownManifest(gap, manifest);
  const selectors = gap.needs.map(({ selector }) => selector);
  return acceptCommand(selectors, manifest.file, own === null ? '' : componentOption(own.within.folder));
}

/** The manifest of the one package in which the addresses are written, if that has one: there it is to be declared. */
function ownManifest({ sites, needs }: Gap, { own }: Manifest): OwnManifest | null {
  const homes = new Set(sites.flatMap(homesOf));
  const found = own.find(({ within }) => homes.size === 1 && homes.has(within.folder)) ?? null;
  const isElsewhere = needs.some((need) => need.kind === 'dynamic' && !isInside(found?.within ?? null, need.file));
  return isElsewhere ? null : found;
}

function componentOption(folder: string): string {
  return ` --component ${shellQuoted(folder)}`;
}

/** One selector is enough to name an entry, with its id, since another entry may have the same host. */
function entryCommand(entry: Entry, stale: StaleEntry | null, file: string, options: string): string {
  const own = entry.within === null ? '' : componentOption(entry.within.folder);
  if (entry.kind === 'dynamic') return acceptCommand([entry.label], file, own + options);
  const selectors = [...entry.hosts, ...entry.env.map((name) => `env:${name}`)];
  const gone = stale === null || stale.whole ? [] : [...stale.hosts, ...stale.env.map((name) => `env:${name}`)];
  const [selector = ''] = selectors.filter((one) => !gone.includes(one));
  return acceptCommand([selector], file, `${own} --id ${shellQuoted(entry.id)}${options}`);
}
