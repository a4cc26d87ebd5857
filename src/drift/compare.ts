/** The comparison: what the code reaches against what the manifest declares, site by site. */
import { SURFACES, type Destination, type Surface } from '../identify/destination.ts';
import { isCleartext } from '../manifest/cleartext.ts';
import { movedEntries, type MovedEntry } from '../manifest/moved.ts';
import { coverageOf, indexManifest, type Coverage, type ManifestIndex } from '../manifest/coverage.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { gatedSites, needsOf, withoutIgnored } from '../manifest/needs.ts';
import { gateOf, policyFor, type Gate } from '../manifest/policy.ts';
import { isSchemeDeclared } from './cleartext.ts';
import { DRIFT_KINDS, type Drift } from './drift.ts';
import { entryDrift } from './entries.ts';
import { gapOf, type Gap, type JudgedSite } from './gap.ts';
import { cleartextText, deniedText, movedText, outOfScopeText, undeclaredText, type Wording } from './wording.ts';

export interface CompareOptions {
  /** The day on which approvals are judged, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** The surfaces that gate, instead of those of the policy. */
  readonly surfaces?: readonly Surface[];
  /** What places were before, by what they are now, where that is known. */
  readonly moved?: ReadonlyMap<string, readonly string[]>;
}

/** Compares; gives one drift for each destination or entry and kind, sorted. Pure: the day comes with the options. */
export function compare(
  destinations: readonly Destination[],
  manifest: Manifest,
  options: CompareOptions,
): readonly Drift[] {
  const judged = withoutIgnored(destinations, manifest.ignore);
  const gate = gateOf(manifest, options.surfaces);
  const index = indexManifest(manifest);
  const moved = movedEntries(destinations, manifest, options.moved);
  const inCode = judged.flatMap((destination) => destinationDrift(destination, index, gate, moved));
  const told = new Set(inCode.map(({ movedFrom }) => movedFrom));
  const entries = new Set(moved.map(({ entry }) => entry).filter(({ place }) => told.has(place)));
  return [...inCode, ...entryDrift(destinations, manifest, options.asOf, entries)].toSorted(byKindAndName);
}

function destinationDrift(
  destination: Destination,
  index: ManifestIndex,
  gate: Gate,
  moved: readonly MovedEntry[],
): readonly Drift[] {
  const { manifest } = index;
  const judged = gatedSites(destination, gate).map((site) => ({
    site,
    answers: needsOf(destination, site).map((need) => ({ need, coverage: coverageOf(need, site, index) })),
  }));
  const gaps = (kind: Coverage['kind']) => gapOf(destination, judged, ({ coverage }) => coverage.kind === kind);
  const [undeclared, elsewhere, denied] = [gaps('undeclared'), gaps('elsewhere'), gaps('denied')];
  const cleartext = cleartextGap(destination, judged, manifest);
  const drift = (kind: Drift['kind'], gap: Gap | null, word: (gap: Gap, manifest: Manifest) => Wording) =>
    gap === null ? [] : [driftOf(kind, gap, manifest, word(gap, manifest))];
  return [
    ...(undeclared === null ? [] : [undeclaredDrift(undeclared, manifest, moved)]),
    ...drift('out-of-scope', elsewhere, outOfScopeText),
    ...drift('denied', denied, deniedText),
    ...(cleartext === null ? [] : [cleartextDrift(cleartext, manifest)]),
  ];
}

/** Nobody has to declare anew what has only another place. */
function undeclaredDrift(gap: Gap, manifest: Manifest, moved: readonly MovedEntry[]): Drift {
  const one = moved.find(({ place }) => gap.needs.every(({ selector }) => selector === `dynamic:${place}`));
  if (one === undefined) return driftOf('undeclared', gap, manifest, undeclaredText(gap, manifest));
  const drift = driftOf('undeclared', gap, manifest, movedText(gap, manifest, one));
  return { ...drift, movedFrom: one.entry.place };
}

function cleartextGap(destination: Destination, judged: readonly JudgedSite[], manifest: Manifest): Gap | null {
  // What is denied is reported as that: no scheme would make it right.
  const open = judged
    .filter(({ site }) => policyFor(manifest, site.component).cleartext !== 'allow')
    .filter(({ answers }) => !answers.some(({ coverage }) => coverage.kind === 'denied'))
    .filter((judgedSite) => isCleartext(judgedSite.site) && !isSchemeDeclared(judgedSite));
  return gapOf(destination, open, () => true);
}

function cleartextDrift(found: Gap, manifest: Manifest): Drift {
  const drift = driftOf('cleartext', found, manifest, cleartextText(found, manifest));
  const isDenied = found.sites.some(({ component }) => policyFor(manifest, component).cleartext === 'deny');
  return isDenied ? drift : { ...drift, severity: 'warning' };
}

function driftOf(kind: Drift['kind'], gap: Gap, manifest: Manifest, wording: Wording): Drift {
  const { destination, needs, sites, answer } = gap;
  const components = new Set(sites.map((site) => site.component));
  return {
    kind,
    severity: 'error',
    destination: destination.id,
    hosts: needs.flatMap((need) => (need.kind === 'host' ? [need.selector] : [])),
    env: needs.flatMap((need) => (need.kind === 'env' ? [need.name] : [])),
    service: destination.service,
    sdk: destination.sdk,
    sites: sites.map(({ file, line, column, symbol }) => ({ file, line, column, symbol })),
    surfaces: SURFACES.filter((surface) => sites.some((site) => site.surface === surface)),
    components: [...components].toSorted(),
    ...answeredBy(answer, manifest),
    ...wording,
  };
}

/** The entry or the denial that a drift is about, if the manifest has one. */
function answeredBy(answer: Coverage, manifest: Manifest): Pick<Drift, 'entry' | 'at' | 'manifest'> {
  const fileOf = ({ file }: { readonly file: string }) => (file === manifest.file ? {} : { manifest: file });
  if (answer.kind === 'denied') return { ...fileOf(answer.deny), at: answer.deny.at };
  const named = answer.kind === 'elsewhere' ? answer.entry : answer.kind === 'declared' ? answer.entries[0] : undefined;
  return named === undefined ? {} : { entry: named.label, ...fileOf(named), at: named.at };
}

function byKindAndName(a: Drift, b: Drift): number {
  const kinds = DRIFT_KINDS.indexOf(a.kind) - DRIFT_KINDS.indexOf(b.kind);
  if (kinds !== 0) return kinds;
  const nameOf = (one: Drift): string => `${one.destination ?? one.entry ?? ''}\0${one.manifest ?? ''}`;
  const [mine, theirs] = [nameOf(a), nameOf(b)];
  return mine === theirs ? 0 : mine < theirs ? -1 : 1;
}
