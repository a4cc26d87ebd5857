import { expect, it } from 'vitest';
import { propagateSurfaces } from '../../src/discover/propagate-surfaces.ts';
import type { SurfaceGuess } from '../../src/discover/surface-conventions.ts';
import { SURFACES } from '../../src/identify/destination.ts';

/** `name surface` lines, a firm one with `!`, one by its imports with `!!`, one for which nothing speaks with `?`; then `a -> b` lines: a imports b. */
function propagate(program: string) {
  const guesses = new Map<string, SurfaceGuess>();
  const importers = new Map<string, string[]>();
  for (const line of program.trim().split('\n')) {
    const [first = '', second = '', third = ''] = line.trim().split(/\s+/);
    if (second === '->') importers.set(third, [...(importers.get(third) ?? []), first]);
    const surface = SURFACES.find((known) => known === second.replace(/[!?]+/, ''));
    if (surface !== undefined) {
      guesses.set(first, {
        surface,
        firm: second.endsWith('!'),
        ...(second.endsWith('!!') ? { byImports: true } : {}),
        ...(second.endsWith('?') ? { open: true } : {}),
      });
    }
  }
  return Object.fromEntries(propagateSurfaces(guesses, importers));
}

it.each<[string, string, Readonly<Record<string, string>>]>([
  ['what only pages import is browser', 'p browser!\n l server\n p -> l', { l: 'browser' }],
  ['an entry of pages', 'web server?\n c browser\n u server?\n web -> c\n c -> u', { web: 'browser', u: 'browser' }],
  [
    'an entry of pages and of a server',
    'index server?\n c browser\n r server\n index -> c\n index -> r',
    { index: 'server', c: 'server', r: 'server' },
  ],
  [
    'an entry that imports nothing of the kind',
    'index server?\n u server?\n index -> u',
    { index: 'server', u: 'server' },
  ],
  ['through other files', 'p browser!\n a server\n b server\n p -> a\n a -> b', { a: 'browser', b: 'browser' }],
  ['both stay as they were', 'p browser!\n r server!\n l server\n p -> l\n r -> l', { l: 'server' }],
  [
    'a directive is a border',
    'p browser!\n act server!\n l server\n p -> act\n act -> l',
    { act: 'server', l: 'server' },
  ],
  ['a tool folder that the server uses', 'r server!\n tools/w script\n r -> tools/w', { 'tools/w': 'server' }],
  ['a mock in production', 'r server!\n m test!\n l test\n r -> m\n m -> l', { m: 'server', l: 'server' }],
  ['production wins over tests', 'r server!\n t test!\n l server\n r -> l\n t -> l', { l: 'server' }],
  [
    'only tests',
    't.test test!\n lib/renderForTests browser\n t.test -> lib/renderForTests',
    { 'lib/renderForTests': 'test' },
  ],
  [
    'only tests, with modules of Node',
    'a.test test!\n utils/tests server!!\n a.test -> utils/tests',
    { 'utils/tests': 'test' },
  ],
  [
    'a route under a name of tests',
    'a.test test!\n app/tests/route server!\n a.test -> app/tests/route',
    { 'app/tests/route': 'server' },
  ],
  [
    'what only tests import, under no name of tests',
    'a.test test!\n pages/api/sign-in server\n lib/pay server\n a.test -> pages/api/sign-in\n pages/api/sign-in -> lib/pay',
    { 'pages/api/sign-in': 'server', 'lib/pay': 'server' },
  ],
  [
    'a unit and its test',
    'src/pay.test.ts test!\n src/pay.ts server\n src/pay.test.ts -> src/pay.ts',
    { 'src/pay.ts': 'server' },
  ],
  [
    'an entry and a test',
    'test/all.ts test\n src/index.ts server\n test/all.ts -> src/index.ts',
    { 'src/index.ts': 'server' },
  ],
  ['only scripts', 'scripts/a script\n lib/b server\n scripts/a -> lib/b', { 'lib/b': 'script' }],
  ['only build configuration', 'c build!\n lib/b server\n c -> lib/b', { 'lib/b': 'build' }],
  ['a ring that nobody imports', 'a server\n b server\n a -> b\n b -> a', { a: 'server', b: 'server' }],
  ['itself', 'a browser\n a -> a', { a: 'browser' }],
  ['files that are not known', 'a server\n x -> a\n a -> y', { a: 'server' }],
])('%s', (_, program, expected) => {
  expect(propagate(program)).toMatchObject(expected);
});
