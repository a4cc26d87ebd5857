/** How many random cases, and whether they are always the same. */
import process from 'node:process';

/** Set in the environment for a long run. */
export const RUNS: number | null = numberIn('GENERATIVE_RUNS');

/** In the test run always the same; in a long run another each time, unless it is given. */
export const SEED: number =
  numberIn('GENERATIVE_SEED') ?? (RUNS === null ? 20_261_121 : Math.floor(Math.random() * 2 ** 31));

/** For properties of fast-check. */
export function seeded(numRuns: number): { readonly numRuns: number; readonly seed: number } {
  return { numRuns, seed: SEED };
}

function numberIn(variable: string): number | null {
  const written = process.env[variable];
  return written === undefined ? null : Number(written);
}
