/** What is one unknown, however many hand it on: of a client with a method for each request of an API, and of a proxy. */
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
  return namedAt(findings, at, (reach) => isMany(takerIn(reach)?.file ?? ''));
}

/** What is not known of a proxy is named by the function that makes it: whose requests go through it says nothing of where it is. */
export function asOneUnknown(findings: readonly Finding[], at: NamedPlace): readonly Finding[] {
  return namedAt(findings, at, () => true);
}

function namedAt(findings: readonly Finding[], at: NamedPlace, isNamed: (reach: Reach) => boolean): readonly Finding[] {
  const named = (reach: Reach): Reach => {
    const { outcome } = reach;
    return outcome.kind === 'dynamic' && isNamed(reach) ? { ...reach, outcome: { ...outcome, at } } : reach;
  };
  return findings.map((finding) => ({ ...finding, reaches: finding.reaches.map(named) }));
}

/** The function whose parameter nobody fills. */
function takerIn({ outcome }: Reach): NamedPlace | null {
  return outcome.kind === 'dynamic' && outcome.reason === HOLE_REASONS.parameter ? outcome.at : null;
}
