/** Random programs that connect, through the whole analysis: every host that one really asks was predicted where it asks. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { analyzeText } from '../helpers/analyze-text.ts';
import { programOf, type GeneratedProgram } from './programs/modules.ts';
import { runProgram, type Asked } from './run-program.ts';
import { RUNS, seeded } from './settings.ts';

const numbers = fc.array(fc.nat(65_535), { minLength: 10, maxLength: RUNS === null ? 120 : 400, size: 'max' });
const CIRCUMSTANCES = [[], ['a'], ['a', 'b', 'c']].map((argv) => ({ argv }));

test('the hosts that random programs ask are predicted', { timeout: 1e9 }, async () => {
  await fc.assert(
    fc.asyncProperty(numbers, async (chosen) => {
      const program = programOf(chosen, { hosts: true });
      const sites = sitesOf(program);
      for (const circumstances of CIRCUMSTANCES) {
        const asked: Asked[] = [];
        await runProgram(program, circumstances, asked);
        for (const one of asked) expectPredicted(one, sites, program);
      }
    }),
    seeded(RUNS === null ? 250 : RUNS / 4),
  );
});

/** What is predicted at each place: host patterns, or null where it is dynamic. */
function sitesOf({ files }: GeneratedProgram): ReadonlyMap<string, readonly (string | null)[]> {
  const found = new Map<string, (string | null)[]>();
  for (const { hosts, verdict, sites } of analyzeText(files).destinations) {
    const said = verdict === 'dynamic' ? [null] : hosts;
    for (const { file, line, column } of sites) {
      const mark = /place \d+/.exec(files[file]?.split('\n')[line - 1]?.slice(column - 1) ?? '')?.[0] ?? '';
      found.set(mark, [...(found.get(mark) ?? []), ...said]);
    }
  }
  return found;
}

function expectPredicted(
  { host, place }: Asked,
  sites: ReadonlyMap<string, readonly (string | null)[]>,
  { files }: GeneratedProgram,
): void {
  const said = sites.get(place) ?? [];
  const text = Object.entries(files).map(([path, body]) => `// ${path}\n${body}`);
  const isPredicted = said.some((pattern) => pattern === null || matches(pattern, host));
  expect(isPredicted, `${place} asked ${host}, predicted ${said.join(', ')}\n${text.join('\n')}`).toBe(true);
}

function matches(pattern: string, host: string): boolean {
  const source = pattern.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll('*', '.*');
  return new RegExp(`^${source}$`).test(host);
}
