/** Runs the examples of rules: what must be found is found, and nothing else. */
import satisfiesRange from 'semver/functions/satisfies.js';
import { analyze, type Knowledge, type Source } from './analyze.ts';
import { kindOf } from './discover/skip.ts';
import { entryFiles } from './link/entries.ts';
import { createResolver } from './link/resolve.ts';
import type { ExampleRule } from './rules/schema.ts';

/** Says in sentences what an example gives besides what it says that it gives; empty when it holds. */
export function faultsOfExample(example: ExampleRule, knowledge: Knowledge): readonly string[] {
  const path = example.file ?? (/<[A-Za-z][^>]*>/.test(example.code) ? 'server.tsx' : 'server.ts');
  const packages = [{ folder: '.', name: 'example', manifest: {} }];
  const sources = Object.entries({ [path]: example.code, ...example.with }).map(([name, text]) => sourceOf(name, text));
  const paths = sources.map(({ file }) => file.path);
  const resolveSpecifier = createResolver(new Set(paths), packages, () => null);
  const { destinations, problems } = analyze(sources, {
    knowledge,
    resolveSpecifier,
    entries: entryFiles(paths, packages, resolveSpecifier),
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

function sourceOf(path: string, text: string): Source {
  const file = { path, kind: kindOf(path) ?? 'script', component: '.', surface: 'server', size: text.length } as const;
  return { file, text };
}

/** Later than every version that a rule names. */
const NEWEST = '9999.0.0';

function isFor(range: string | undefined, version: string): boolean {
  return range === undefined || satisfiesRange(version, range, { includePrerelease: true });
}
