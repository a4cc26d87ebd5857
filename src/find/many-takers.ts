/** Clients with a method for each request of an API, each of which hands on what it is given: one unknown, however many methods there are. */
import type { NamedPlace } from '../identify/destination.ts';
import { LIMITS } from '../values/limits.ts';
import { HOLE_REASONS } from '../values/reasons.ts';
import type { Finding, Reach } from './finding.ts';

/** What more functions of one file take than are worth naming one by one is named once, by the function that connects. */
export function withoutManyTakers(findings: readonly Finding[], at: NamedPlace): readonly Finding[] {
  const takers = new Map<string, Set<string>>();
  for (const place of findings.flatMap(({ reaches }) => reaches.flatMap((reach) => takerIn(reach) ?? []))) {
    takers.set(place.file, (takers.get(place.file) ?? new Set()).add(place.symbol));
  }
  const isMany = (file: string): boolean => (takers.get(file)?.size ?? 0) > LIMITS.takersNamed;
  if (![...takers.keys()].some(isMany)) return findings;
  const named = (reach: Reach): Reach => {
    const { outcome } = reach;
    return outcome.kind === 'dynamic' && isMany(takerIn(reach)?.file ?? '')
      ? { ...reach, outcome: { ...outcome, at } }
      : reach;
  };
  return findings.map((finding) => ({ ...finding, reaches: finding.reaches.map(named) }));
}

/** The function whose parameter nobody fills. */
function takerIn({ outcome }: Reach): NamedPlace | null {
  return outcome.kind === 'dynamic' && outcome.reason === HOLE_REASONS.parameter ? outcome.at : null;
}
