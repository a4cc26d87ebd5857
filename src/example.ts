/** Runs the examples of rules: what must be found is found, and nothing else. */
import satisfiesRange from 'semver/functions/satisfies.js';
import { analyze, type Knowledge } from './analyze.ts';
import { entryFiles } from './link/entries.ts';
import { createResolver } from './link/resolve.ts';
import type { ExampleRule } from './rules/schema.ts';

/** Says in sentences what an example gives besides what it says that it gives; empty when it holds. */
export function faultsOfExample(example: ExampleRule, knowledge: Knowledge): readonly string[] {
  const path = example.file ?? (/<[A-Za-z][^>]*>/.test(example.code) ? 'server.tsx' : 'server.ts');
  const packages = [{ folder: '.', name: 'example', manifest: {} }];
  const resolveSpecifier = createResolver(new Set([path]), packages, () => null);
  const file = { path, kind: 'script', component: '.', surface: 'server', size: example.code.length } as const;
  const { destinations, problems } = analyze([{ file, text: example.code }], {
    knowledge,
    resolveSpecifier,
    entries: entryFiles([path], packages, resolveSpecifier),
    guess: () => ({ surface: 'server', firm: true }),
    applies: ({ sink }) => {
      const applies = isFor(sink.versions, example.version ?? NEWEST);
      return example.version === undefined && !applies ? 'unless-newer' : applies;
    },
  });
  const hosts = destinations.filter(({ verdict }) => verdict === 'external').flatMap((one) => one.hosts);
  const env = destinations.flatMap((one) => one.env);
  const dynamic = destinations.filter(({ verdict }) => verdict === 'dynamic');
  const missing = [
    ...example.reaches.filter((host) => !hosts.includes(host)),
    ...(example.env ?? []).filter((name) => !env.includes(name)).map((name) => `env:${name}`),
  ];
  const extra = [...new Set(hosts)].filter((host) => !example.reaches.includes(host));
  return [
    ...problems.map(({ message }) => message),
    ...missing.map((what) => `does not reach ${what}`),
    ...extra.map((host) => `also reaches ${host}`),
    ...(example.dynamic === true && dynamic.length === 0 ? ['is not dynamic'] : []),
    ...(example.dynamic === true ? [] : dynamic.map(({ reason }) => `is dynamic: ${reason ?? 'not known'}`)),
  ];
}

/** Later than every version that a rule names. */
const NEWEST = '9999.0.0';

function isFor(range: string | undefined, version: string): boolean {
  return range === undefined || satisfiesRange(version, range, { includePrerelease: true });
}
