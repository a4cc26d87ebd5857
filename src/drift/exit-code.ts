/** The one place that turns drift into an exit code; 2 is the CLI's, when a stage could not judge. */
import type { Drift } from './drift.ts';

export interface ExitOptions {
  /** Warnings count too. */
  readonly strict?: boolean;
  /** Drift is reported and does not fail. */
  readonly warnOnly?: boolean;
  /** Comments declare what is not there: like stale entries. */
  readonly hasUnused?: boolean;
}

/** Decides between 0 (in sync) and 1 (drift), from nothing but the drift and the two flags. */
export function exitCode(drift: readonly Drift[], options: ExitOptions = {}): 0 | 1 {
  if (options.warnOnly === true) return 0;
  if (options.strict === true && options.hasUnused === true) return 1;
  return drift.some(({ severity }) => severity === 'error' || options.strict === true) ? 1 : 0;
}
