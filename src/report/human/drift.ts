/** One drift, for people: what differs, where, how it is known, and the command that settles it. */
import type { Drift, DriftKind } from '../../drift/drift.ts';
import { isNewDrift } from '../../drift/novelty.ts';
import type { Destination, Site } from '../../identify/destination.ts';
import type { Since } from '../result.ts';
import type { Style } from '../style.ts';
import { clean } from './clean.ts';
import type { LineReader } from './frame.ts';
import { siteLine, siteLines } from './site.ts';
import { cut, wrap } from './width.ts';
import { counted } from './words.ts';

/** What a section needs besides its drift. */
export interface DriftContext {
  readonly destinations: ReadonlyMap<string, Destination>;
  /** Services that the manifest has an entry for. */
  readonly declaredServices: ReadonlySet<string>;
  readonly manifestName: string;
  readonly lines: LineReader;
  /** The revision that is compared with, and the drift that was there; null: none. */
  readonly since: Since | null;
  readonly style: Style;
}

/** Words about a kind: what its command does, and what to do where there is none. */
const REMEDIES = {
  undeclared: ['To declare it:', 'Remove the call, or declare it in the manifest.'],
  'out-of-scope': ['To allow it there too:', 'Remove the call, or widen the entry.'],
  denied: ['To allow it:', 'Remove the call, or change the deny entry.'],
  cleartext: ['To allow it without encryption:', 'Encrypt it, or list the scheme in the entry.'],
  expired: ['To renew it:', 'Renew `review.until`, or remove the call.'],
  stale: ['To remove it from the manifest:', 'Remove the entry.'],
  unreviewed: ['To complete it:', 'Fill in what is missing.'],
} as const satisfies Record<DriftKind, readonly [string, string]>;

/** Sites with their code, sites without, and how many there are at most unless `--verbose`. */
const FRAMED = 2;
const LISTED = 5;

/** Draws the section of one drift. */
export function driftLines(drift: Drift, context: DriftContext): readonly string[] {
  const { style } = context;
  const { paint } = style;
  const sites = sitesOf(drift, context);
  const colour = drift.severity === 'error' ? paint.red : paint.yellow;
  return [
    `${colour(drift.kind)}  ${paint.bold(cut(subjectOf(drift), style.width - drift.kind.length - 2))}`,
    ...factLines(drift, sites, context),
    ...siteSection(sites, context),
    '',
    ...remedyLines(drift, style),
  ];
}

/** What a drift is about, in one line: the hosts and variables, the place, or the entry. */
export function subjectOf(drift: Drift): string {
  const named = [...drift.hosts, ...drift.env.map((name) => `env:${name}`)].join(', ');
  const isAboutEntry = drift.destination === null;
  return clean(isAboutEntry ? (drift.entry ?? named) : named === '' ? (drift.destination ?? '') : named);
}

function factLines(drift: Drift, sites: readonly Site[], context: DriftContext): readonly string[] {
  const { style } = context;
  const where = [...drift.surfaces, ...drift.components.filter((component) => component !== '.')];
  const known = [
    ...sinceWhen(drift, context),
    ...(drift.movedFrom === undefined ? [] : [`moved from ${clean(drift.movedFrom)}`]),
    ...(drift.kind === 'undeclared' ? noveltyOf(drift, context) : []),
  ];
  const isAboutCode = drift.destination !== null;
  const facts = isAboutCode ? [...known, ...where].join(' · ') : '';
  // The sentence repeats what the section shows, except where it says what the manifest has.
  const sentence = drift.kind === 'undeclared' && sites.length > 0 ? [] : wrap(clean(drift.message), style.width - 2);
  const at =
    drift.at === undefined
      ? []
      : [style.paint.cyan(`${clean(drift.manifest ?? context.manifestName)}:${drift.at.line}`)];
  return [...(facts === '' ? [] : [style.paint.dim(facts)]), ...sentence, ...at].map((line) => `  ${line}`);
}

function sinceWhen(drift: Drift, { since }: DriftContext): readonly string[] {
  if (since === null) return [];
  return [isNewDrift(drift, since.drift) ? 'new in this change' : `not new: ${clean(since.before)} has it too`];
}

function noveltyOf(drift: Drift, { destinations, declaredServices }: DriftContext): readonly string[] {
  const destination = destinations.get(drift.destination ?? '');
  if (destination === undefined) return [];
  if (destination.verdict === 'dynamic') return [`not known: ${clean(destination.reason ?? 'no reason given')}`];
  const { service, name, category } = destination;
  if (service === null) return [drift.hosts.length > 0 ? 'new host' : 'new variable'];
  const novelty = declaredServices.has(service)
    ? `new ${drift.hosts.length > 0 ? 'host' : 'variable'} of a known service`
    : 'new service';
  return [clean(name), ...(category === null ? [] : [category]), novelty];
}

function siteSection(sites: readonly Site[], { lines, style }: DriftContext): readonly string[] {
  const framed = sites.slice(0, FRAMED);
  const listed = sites.slice(FRAMED, style.verbose ? undefined : FRAMED + LISTED);
  const hidden = sites.length - framed.length - listed.length;
  return [
    ...framed.flatMap((site) => ['', ...siteLines(site, lines, style, '  ')]),
    ...(listed.length > 0 ? ['', ...listed.map((site) => `  ${siteLine(site, style)}`)] : []),
    ...(hidden > 0 ? [style.paint.dim(`  … and ${counted(hidden, 'more site')}`)] : []),
  ];
}

function remedyLines(drift: Drift, { paint, ready }: Style): readonly string[] {
  const isPruned = drift.fix?.startsWith('sallyport prune') === true;
  const [settle, otherwise] = REMEDIES[isPruned ? 'stale' : drift.kind];
  if (drift.fix === null) return [`  ${otherwise}`];
  const does = drift.movedFrom === undefined ? settle : 'To give its entry this place, with what is said there:';
  return [`  ${paint.dim(does)}`, `    ${clean(ready(drift.fix))}`];
}

/** The full sites behind a drift's places. */
function sitesOf(drift: Drift, { destinations }: DriftContext): readonly Site[] {
  const all = destinations.get(drift.destination ?? '')?.sites ?? [];
  return drift.sites.flatMap(
    (place) =>
      all.find(({ file, line, column }) => file === place.file && line === place.line && column === place.column) ?? [],
  );
}
