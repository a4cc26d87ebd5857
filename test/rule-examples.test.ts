/** Every example of every rule, executed: what must be found is found, and nothing else. */
import satisfiesRange from 'semver/functions/satisfies.js';
import { describe, expect, test } from 'vitest';
import { readRuleFiles } from '../src/rules/read-rules.ts';
import { RULES_FOLDER, analyzeText } from './helpers/analyze-text.ts';

const { files, faults } = readRuleFiles(RULES_FOLDER);

test('every rule file is valid', () => {
  expect(faults).toEqual([]);
});

describe.each(files)('$family/$id', ({ rule }) => {
  test.each(rule.examples)('%#: $code', (example) => {
    const path = example.file ?? (/<[A-Za-z][^>]*>/.test(example.code) ? 'server.tsx' : 'server.ts');
    const { destinations, problems } = analyzeText(
      { [path]: example.code },
      { applies: ({ sink }) => satisfies(example.version ?? '9999.0.0', sink.versions) },
    );
    expect(problems).toEqual([]);
    const hosts = destinations.filter(({ verdict }) => verdict === 'external').flatMap((one) => one.hosts);
    expect([...new Set(hosts)].toSorted()).toEqual(example.reaches.toSorted());
    if (example.env) expect(destinations.flatMap((one) => one.env)).toEqual(expect.arrayContaining([...example.env]));
    if (example.dynamic) expect(destinations.some(({ verdict }) => verdict === 'dynamic')).toBe(true);
    else expect(destinations.filter(({ verdict }) => verdict === 'dynamic').map((one) => one.reason)).toEqual([]);
  });
});

function satisfies(version: string, range: string | undefined): boolean {
  return range === undefined || satisfiesRange(version, range, { includePrerelease: true });
}
