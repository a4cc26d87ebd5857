/** What the analysis says of a program. */
import type { AnalyzeOptions } from '../../src/analyze.ts';
import type { Destination } from '../../src/identify/destination.ts';
import { analyzeText } from '../helpers/analyze-text.ts';
import type { Program } from './program.ts';

export interface Prediction {
  readonly hosts: readonly string[];
  readonly env: readonly string[];
  readonly dynamic: readonly string[];
  readonly destinations: readonly Destination[];
}

/** Scans a program. Throws when a file of it cannot be read. */
export function predict({ files }: Program, options: Partial<AnalyzeOptions> = {}): Prediction {
  const { destinations, problems } = analyzeText(files, options);
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'));
  const reached = destinations.filter(({ verdict }) => verdict !== 'same-origin' && verdict !== 'loopback');
  return {
    hosts: sorted(reached.flatMap(({ hosts }) => hosts)),
    env: sorted(reached.flatMap(({ env }) => env)),
    dynamic: sorted(
      reached.filter(({ verdict }) => verdict === 'dynamic').map(({ id }) => id.replace(/^dynamic:/, '')),
    ),
    destinations: reached,
  };
}

function sorted(values: readonly string[]): readonly string[] {
  return [...new Set(values)].toSorted();
}
