/** Random programs are run for real, and what the analysis says of their results admits what they were. */
import process from 'node:process';
import { afterAll, test } from 'vitest';
import { render } from '../../src/values/render.ts';
import type { Value } from '../../src/values/value.ts';
import { evaluateDefault } from '../helpers/evaluate-text.ts';
import { campaign } from './campaign.ts';
import { covers, isExact } from './covers.ts';
import { programOf, shown, type GeneratedProgram } from './programs/modules.ts';
import { runnerOf } from './run-program.ts';
import { RUNS } from './settings.ts';

const CIRCUMSTANCES = [[], ['a'], ['b', 'c'], ['a', 'b', 'c']].map((argv) => ({ argv }));
const precision = { exact: 0, straight: 0 };

test('the abstract values of random programs cover the concrete ones', { timeout: 1e9 }, async () => {
  await campaign({
    name: 'values',
    cases: RUNS ?? 700,
    most: 400,
    failureOf: async (numbers) => {
      const program = programOf(numbers);
      const abstract = resultsOf(program);
      const run = runnerOf(program);
      for (const circumstances of program.features.branches ? CIRCUMSTANCES : CIRCUMSTANCES.slice(0, 1)) {
        const real = await run(circumstances);
        if (real === null) continue;
        const wrong = abstract.findIndex((value, index) => !covers(value, real[index]));
        if (wrong !== -1) return uncovered(abstract[wrong], real[wrong], program);
        if (abstract.length !== real.length) return `${abstract.length} results, ${real.length} in reality`;
        if (!program.features.branches) count(abstract, real);
      }
      return null;
    },
  });
});

afterAll(() => {
  if (RUNS === null) return;
  process.stdout.write(`exact: ${precision.exact} of ${precision.straight} results without branches\n`);
});

function resultsOf(program: GeneratedProgram): readonly Value[] {
  const value = evaluateDefault(program.files);
  return value.kind === 'list' ? value.items : [];
}

function uncovered(value: Value | undefined, real: unknown, program: GeneratedProgram): string {
  return `${JSON.stringify(real)} is not ${value ? render(value) : 'there'}\n${shown(program)}`;
}

function count(abstract: readonly Value[], real: readonly unknown[]): void {
  precision.straight += abstract.length;
  precision.exact += abstract.filter((value, index) => isExact(value, real[index])).length;
}
