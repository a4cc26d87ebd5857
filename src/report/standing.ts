/** What the manifest says of each thing that a destination needs. */
import { coverageOf, type Coverage, type ManifestIndex } from '../manifest/coverage.ts';
import { SURFACES } from '../identify/destination.ts';
import { gatedSites, needsOf } from '../manifest/needs.ts';
import { gateOf, policyFor } from '../manifest/policy.ts';
import type { Standing } from './human/explain.ts';
import type { Match } from './matches.ts';

/** Looks up every need of the sites that gate. */
export function standingIn(index: ManifestIndex, { destination, sites }: Match): readonly Standing[] {
  const { manifest } = index;
  const { verdict } = destination;
  if (verdict === 'same-origin' || verdict === 'loopback') return [];
  const gated = gatedSites({ ...destination, sites }, gateOf(manifest));
  if (gated.length === 0) {
    const gating = sites.flatMap(({ component }) => policyFor(manifest, component).surfaces);
    const text = `need not be declared: only ${SURFACES.filter((one) => gating.includes(one)).join(', ')} gate`;
    return [{ selector: destination.id, text, isGood: true }];
  }
  const worst = new Map<string, Coverage>();
  for (const site of gated) {
    for (const need of needsOf(destination, site)) {
      const coverage = coverageOf(need, site, index);
      const before = worst.get(need.selector);
      if (before === undefined || before.kind === 'declared') worst.set(need.selector, coverage);
    }
  }
  return [...worst].map(([selector, coverage]) => {
    return { selector, text: coverageText(coverage), isGood: coverage.kind === 'declared' };
  });
}

function coverageText(coverage: Coverage): string {
  switch (coverage.kind) {
    case 'declared':
      return `declared by ${coverage.entries.map(({ label, file, at }) => `${label} (${file}:${at.line})`).join(', ')}`;
    case 'elsewhere':
      return `declared by ${coverage.entry.label} (${coverage.entry.file}:${coverage.entry.at.line}), but not for this surface or component`;
    case 'denied':
      return `denied (${coverage.deny.file}:${coverage.deny.at.line}): ${coverage.deny.reason}`;
    case 'undeclared':
      return 'not declared';
  }
}
