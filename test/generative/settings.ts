/** How many random programs, and whether they are always the same. */
import process from 'node:process';

/** Set in the environment for a long run. */
export const RUNS: number | null =
  process.env['GENERATIVE_RUNS'] === undefined ? null : Number(process.env['GENERATIVE_RUNS']);

/** In the test run a fixed seed; in a long run another each time. */
export function seeded(numRuns: number): { readonly numRuns: number; readonly seed?: number } {
  return RUNS === null ? { numRuns, seed: 20_261_121 } : { numRuns };
}
