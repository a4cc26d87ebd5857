/** Random programs are run for real, and what the analysis says of their results admits what they were. */
import process from 'node:process';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { render } from '../../src/values/render.ts';
import type { Value } from '../../src/values/value.ts';
import { evaluateDefault } from '../helpers/evaluate-text.ts';
import { covers, isExact } from './covers.ts';
import { programOf, type GeneratedProgram } from './programs/modules.ts';
import { runProgram } from './run-program.ts';
import { RUNS, seeded } from './settings.ts';

const numbers = fc.array(fc.nat(65_535), { minLength: 10, maxLength: 400, size: 'max' });
const CIRCUMSTANCES = [[], ['a'], ['b', 'c'], ['a', 'b', 'c']].map((argv) => ({ argv }));
const precision = { exact: 0, straight: 0 };

test('the abstract values of random programs cover the concrete ones', { timeout: 1e9 }, async () => {
  await fc.assert(
    fc.asyncProperty(numbers, async (chosen) => {
      const program = programOf(chosen);
      const abstract = resultsOf(program);
      for (const circumstances of program.features.branches ? CIRCUMSTANCES : CIRCUMSTANCES.slice(0, 1)) {
        const real = await runProgram(program, circumstances);
        if (real === null) continue;
        expect(abstract.length).toBe(real.length);
        for (const [index, value] of abstract.entries()) expectCovered(value, real[index], program);
        if (!program.features.branches) count(abstract, real);
      }
    }),
    seeded(RUNS ?? 500),
  );
});

afterAll(() => {
  if (RUNS === null) return;
  process.stdout.write(`exact: ${precision.exact} of ${precision.straight} results without branches\n`);
});

function resultsOf(program: GeneratedProgram): readonly Value[] {
  const value = evaluateDefault(program.files);
  return value.kind === 'list' ? value.items : [];
}

function expectCovered(value: Value, real: unknown, { files }: GeneratedProgram): void {
  const text = Object.entries(files).map(([path, body]) => `// ${path}\n${body}`);
  expect(covers(value, real), `${JSON.stringify(real)} is not ${render(value)}\n${text.join('\n')}`).toBe(true);
}

function count(abstract: readonly Value[], real: readonly unknown[]): void {
  precision.straight += abstract.length;
  precision.exact += abstract.filter((value, index) => isExact(value, real[index])).length;
}
