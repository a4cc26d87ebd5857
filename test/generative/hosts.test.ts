/** Random programs that connect, through the whole analysis: every host that one really asks was predicted where it asks. */
import { test } from 'vitest';
import { analyzeText } from '../helpers/analyze-text.ts';
import { campaign } from './campaign.ts';
import { programOf, shown, type GeneratedProgram } from './programs/modules.ts';
import { runnerOf, type Asked } from './run-program.ts';
import { RUNS } from './settings.ts';

const CIRCUMSTANCES = [[], ['a'], ['a', 'b', 'c']].map((argv) => ({ argv }));

test('the hosts that random programs ask are predicted', { timeout: 1e9 }, async () => {
  await campaign({
    name: 'hosts',
    cases: RUNS ?? 300,
    most: RUNS === null ? 120 : 400,
    failureOf: async (numbers) => {
      const program = programOf(numbers, { hosts: true });
      const sites = sitesOf(program);
      const run = runnerOf(program);
      const asked: Asked[] = [];
      for (const circumstances of CIRCUMSTANCES) await run(circumstances, asked);
      const missed = asked.find((one) => !isPredicted(one, sites));
      return missed ? missing(missed, sites, program) : null;
    },
  });
});

type Sites = ReadonlyMap<string, readonly (string | null)[]>;

/** What is predicted at each place: host patterns, or null where it is dynamic. */
function sitesOf({ files }: GeneratedProgram): Sites {
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

function isPredicted({ host, place }: Asked, sites: Sites): boolean {
  return (sites.get(place) ?? []).some((pattern) => pattern === null || matches(pattern, host));
}

function missing({ host, place }: Asked, sites: Sites, program: GeneratedProgram): string {
  return `${place} asked ${host}, predicted ${(sites.get(place) ?? []).join(', ')}\n${shown(program)}`;
}

function matches(pattern: string, host: string): boolean {
  const source = pattern.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll('*', '.*');
  return new RegExp(`^${source}$`).test(host);
}
