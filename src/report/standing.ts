/** What the manifest says of each thing that a destination needs. */
import { coverageOf, type Coverage, type ManifestIndex } from '../manifest/coverage.ts';
import { gatedSites, needsOf } from '../manifest/needs.ts';
import type { Standing } from './human/explain.ts';
import type { Match } from './matches.ts';

/** Looks up every need of the sites that gate. */
export function standingIn(index: ManifestIndex, { destination, sites }: Match): readonly Standing[] {
  const { manifest } = index;
  const { verdict } = destination;
  if (verdict === 'same-origin' || verdict === 'loopback') return [];
  const gated = gatedSites({ ...destination, sites }, manifest.policy.surfaces);
  if (gated.length === 0) {
    const text = `need not be declared: only ${manifest.policy.surfaces.join(', ')} gate`;
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
    return { selector, text: coverageText(coverage, manifest.file), isGood: coverage.kind === 'declared' };
  });
}

function coverageText(coverage: Coverage, file: string): string {
  switch (coverage.kind) {
    case 'declared':
      return `declared by ${coverage.entries.map(({ label, at }) => `${label} (${file}:${at.line})`).join(', ')}`;
    case 'elsewhere':
      return `declared by ${coverage.entry.label} (${file}:${coverage.entry.at.line}), but not for this surface or component`;
    case 'denied':
      return `denied (${file}:${coverage.deny.at.line}): ${coverage.deny.reason}`;
    case 'undeclared':
      return 'not declared';
  }
}
