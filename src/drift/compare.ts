/** The comparison: what the code reaches against what the manifest declares, site by site. */
import { SURFACES, type Destination, type Surface } from '../identify/destination.ts';
import { isCleartext } from '../manifest/cleartext.ts';
import { coverageOf, indexManifest, type Coverage, type ManifestIndex } from '../manifest/coverage.ts';
import type { Manifest, Policy } from '../manifest/manifest.ts';
import { gatedSites, needsOf, withoutIgnored } from '../manifest/needs.ts';
import { isSchemeDeclared } from './cleartext.ts';
import { DRIFT_KINDS, type Drift } from './drift.ts';
import { entryDrift } from './entries.ts';
import { gapOf, type Gap, type JudgedSite } from './gap.ts';
import { cleartextText, deniedText, outOfScopeText, undeclaredText, type Wording } from './wording.ts';

export interface CompareOptions {
  /** The day on which approvals are judged, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** The surfaces that gate, instead of those of the policy. */
  readonly surfaces?: readonly Surface[];
}

/** Compares; gives one drift for each destination or entry and kind, sorted. Pure: the day comes with the options. */
export function compare(
  destinations: readonly Destination[],
  manifest: Manifest,
  options: CompareOptions,
): readonly Drift[] {
  const judged = withoutIgnored(destinations, manifest.ignore);
  const surfaces = options.surfaces ?? manifest.policy.surfaces;
  const index = indexManifest(manifest);
  const drift = [
    ...judged.flatMap((destination) => destinationDrift(destination, index, surfaces)),
    ...entryDrift(destinations, manifest, options.asOf),
  ];
  return drift.toSorted(byKindAndName);
}

function destinationDrift(
  destination: Destination,
  index: ManifestIndex,
  surfaces: readonly Surface[],
): readonly Drift[] {
  const { manifest } = index;
  const judged = gatedSites(destination, surfaces).map((site) => ({
    site,
    answers: needsOf(destination, site).map((need) => ({ need, coverage: coverageOf(need, site, index) })),
  }));
  const gaps = (kind: Coverage['kind']) => gapOf(destination, judged, ({ coverage }) => coverage.kind === kind);
  const [undeclared, elsewhere, denied] = [gaps('undeclared'), gaps('elsewhere'), gaps('denied')];
  const cleartext = cleartextGap(destination, judged, manifest.policy);
  return [
    ...(undeclared === null ? [] : [driftOf('undeclared', undeclared, undeclaredText(undeclared, manifest.file))]),
    ...(elsewhere === null ? [] : [driftOf('out-of-scope', elsewhere, outOfScopeText(elsewhere, manifest.file))]),
    ...(denied === null ? [] : [driftOf('denied', denied, deniedText(denied, manifest.file))]),
    ...(cleartext === null ? [] : [cleartextDrift(cleartext, manifest)]),
  ];
}

function cleartextGap(destination: Destination, judged: readonly JudgedSite[], policy: Policy): Gap | null {
  if (policy.cleartext === 'allow') return null;
  // What is denied is reported as that: no scheme would make it right.
  const open = judged
    .filter(({ answers }) => !answers.some(({ coverage }) => coverage.kind === 'denied'))
    .filter((judgedSite) => isCleartext(judgedSite.site) && !isSchemeDeclared(judgedSite));
  return gapOf(destination, open, () => true);
}

function cleartextDrift(found: Gap, manifest: Manifest): Drift {
  const drift = driftOf('cleartext', found, cleartextText(found, manifest.file));
  return manifest.policy.cleartext === 'warn' ? { ...drift, severity: 'warning' } : drift;
}

function driftOf(kind: Drift['kind'], { destination, needs, sites, answer }: Gap, wording: Wording): Drift {
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
    ...answeredBy(answer),
    ...wording,
  };
}

/** The entry or the denial that a drift is about, if the manifest has one. */
function answeredBy(answer: Coverage): Pick<Drift, 'entry' | 'at'> {
  if (answer.kind === 'denied') return { at: answer.deny.at };
  if (answer.kind === 'elsewhere') return { entry: answer.entry.label, at: answer.entry.at };
  const named = answer.kind === 'declared' ? answer.entries[0] : undefined;
  return named === undefined ? {} : { entry: named.label, at: named.at };
}

function byKindAndName(a: Drift, b: Drift): number {
  const kinds = DRIFT_KINDS.indexOf(a.kind) - DRIFT_KINDS.indexOf(b.kind);
  if (kinds !== 0) return kinds;
  const [mine, theirs] = [a.destination ?? a.entry ?? '', b.destination ?? b.entry ?? ''];
  return mine === theirs ? 0 : mine < theirs ? -1 : 1;
}
