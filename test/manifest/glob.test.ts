import { describe, expect, test } from 'vitest';
import { folderMatcher, globMatcher, placeMatcher } from '../../src/manifest/glob.ts';

describe('globs', () => {
  test.each([
    ['src/a.ts', 'src/a.ts', true],
    ['./src/a.ts', 'src/a.ts', true],
    ['src/*.ts', 'src/a.ts', true],
    ['src/*.ts', 'src/b/a.ts', false],
    ['src/**', 'src/b/a.ts', true],
    ['src/**', 'src', false],
    ['**/a.ts', 'a.ts', true],
    ['**/a.ts', 'x/y/a.ts', true],
    ['**/a.ts', 'xa.ts', false],
    ['src/**/a.ts', 'src/a.ts', true],
    ['app/[slug]/page.tsx', 'app/[slug]/page.tsx', true],
    ['app/(group)/*.tsx', 'app/(group)/page.tsx', true],
    ['app/[slug]/page.tsx', 'app/s/page.tsx', false],
    ['a.ts', 'axts', false],
    ['.', '.', true],
  ])('%s and %s: %s', (glob, path, expected) => {
    expect(globMatcher(glob)(path)).toBe(expected);
  });

  test.each([
    ['examples', 'examples/a/b.ts', true],
    ['examples/', 'examples/a.ts', true],
    ['examples', 'examples2/a.ts', false],
    ['examples/**', 'examples/a.ts', true],
    ['**/fixtures', 'test/fixtures/a.ts', true],
    ['src/a.ts', 'src/a.ts', true],
  ])('the folder %s and %s: %s', (glob, path, expected) => {
    expect(folderMatcher(glob)(path)).toBe(expected);
  });

  test.each([
    ['src/a.ts#run', 'src/a.ts', 'run', true],
    ['src/a.ts#run', 'src/a.ts', 'walk', false],
    ['src/a.ts#*', 'src/a.ts', 'Client.run', true],
    ['src/a.ts', 'src/a.ts', 'walk', true],
    ['src/**#deliver*', 'src/x/y.ts', 'deliverAll', true],
    ['src/a.ts#Client.#send', 'src/a.ts', 'Client.#send', true],
  ])('the place %s and %s#%s', (glob, file, symbol, expected) => {
    expect(placeMatcher(glob)(file, symbol)).toBe(expected);
  });
});
