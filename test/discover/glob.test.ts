import { expect, it } from 'vitest';
import { folderMatcher, globMatcher } from '../../src/discover/glob.ts';

it.each([
  ['examples/**', 'examples/a/b.ts', true],
  ['examples/**', 'src/examples/a.ts', false],
  ['examples', 'examples/a.ts', true],
  ['examples/', 'examples/a.ts', true],
  ['./examples', 'examples/a.ts', true],
  ['/examples', 'examples/a.ts', true],
  ['examples', 'examples-2/a.ts', false],
  ['src/*.ts', 'src/a.ts', true],
  ['src/*.ts', 'src/a/b.ts', false],
  ['**/*.gen.ts', 'a.gen.ts', true],
  ['**/*.gen.ts', 'x/y/a.gen.ts', true],
  ['src/**/a.ts', 'src/a.ts', true],
  ['src/**/a.ts', 'src/x/y/a.ts', true],
  ['src/**/a.ts', 'src/xa.ts', false],
  ['app/[id]/(group)/page.tsx', 'app/[id]/(group)/page.tsx', true],
  ['app/[id]/page.tsx', 'app/i/page.tsx', false],
  ['{apps,packages}/*/x', 'packages/a/x', true],
  ['{a,{b,c}}', 'c', true],
  ['{a,b', '{a,b', true],
  ['a,b', 'a,b', true],
  ['a?c', 'abc', true],
  ['a?c', 'a/c', false],
  ['a.c', 'abc', false],
  ['**', 'x/y', true],
  ['', 'x', true],
])('%s on %s: %s', (glob, path, expected) => {
  expect(globMatcher([glob])(path)).toBe(expected);
});

it('covers nothing without a glob', () => {
  expect(globMatcher([])('a')).toBe(false);
});

it.each([
  ['packages/*', 'packages/a', true],
  ['packages/*', 'packages/a/b', false],
  ['packages/**', 'packages/a/b', true],
  ['packages/*/', 'packages/a', true],
  ['*', 'a', true],
  ['*', 'a/b', false],
  ['apps/web', 'apps/web', true],
])('as a workspace: %s on %s: %s', (glob, folder, expected) => {
  expect(folderMatcher([glob])(folder)).toBe(expected);
});
