import { expect, test } from 'vitest';
import { compare } from '../../src/drift/compare.ts';
import { exitCode } from '../../src/drift/exit-code.ts';
import { manifestOf } from '../manifest/examples.ts';
import { fetched } from '../manifest/found.ts';

const stale = 'version: 1\ndestinations:\n  - { id: a, hosts: [a.com] }\n';

test.each([
  ['in sync', [], 'version: 1\n', {}, 0],
  ['undeclared', [fetched('a.com')], 'version: 1\n', {}, 1],
  ['undeclared, warned only', [fetched('a.com')], 'version: 1\n', { warnOnly: true }, 0],
  ['stale', [], stale, {}, 0],
  ['stale, strict', [], stale, { strict: true }, 1],
  ['stale, an error by policy', [], `${stale}policy: { stale: error }\n`, {}, 1],
  ['stale, off by policy', [], `${stale}policy: { stale: off }\n`, { strict: true }, 0],
  ['stale, strict, warned only', [], stale, { strict: true, warnOnly: true }, 0],
] as const)('%s', (_name, found, text, options, expected) => {
  expect(exitCode(compare(found, manifestOf(text), { asOf: '2026-11-21' }), options)).toBe(expected);
});
