import { describe, expect, it } from 'vitest';
import { ANYTHING, readScopedName, scopedName, scopedPlaceMatcher, type Scope } from '../../src/manifest/scope.ts';

const SEND = 'lib/fetch.ts#send';

describe('the name of an entry for places', () => {
  it.each<[name: string, at: string, scope: Scope]>([
    ['src/**', 'src/**', ANYTHING],
    ['src/** (media)', 'src/**', { loads: 'media', through: null }],
    [`** (through ${SEND})`, '**', { loads: null, through: SEND }],
    [`** (media, through ${SEND})`, '**', { loads: 'media', through: SEND }],
    ['app/(shop)/page.tsx#Page', 'app/(shop)/page.tsx#Page', ANYTHING],
    ['app (shop)', 'app (shop)', ANYTHING],
    ['app ()', 'app ()', ANYTHING],
    ['app/(shop)/** (media)', 'app/(shop)/**', { loads: 'media', through: null }],
    ['** (through app/(shop)/fetch.ts#send)', '**', { loads: null, through: 'app/(shop)/fetch.ts#send' }],
  ])('%s', (name, at, scope) => {
    expect(readScopedName(name)).toEqual({ at, scope });
    expect(scopedName(at, scope)).toBe(name);
  });
});

describe('the places that an entry is for', () => {
  const place = {
    file: 'src/hooks.ts',
    symbol: 'publish',
    loads: null,
    through: [
      { file: 'lib/fetch.ts', symbol: 'send' },
      { file: 'src/deliver.ts', symbol: 'deliver' },
    ],
  };

  it.each<[at: string, scope: Scope, isFor: boolean]>([
    ['src/hooks.ts#publish', ANYTHING, true],
    ['src/deliver.ts#deliver', ANYTHING, true],
    [SEND, ANYTHING, true],
    ['lib/**', ANYTHING, true],
    ['src/hooks.ts#deliver', ANYTHING, false],
    ['src/deliver.ts#publish', ANYTHING, false],
    ['src/**', { loads: null, through: SEND }, true],
    ['src/deliver.ts', { loads: null, through: SEND }, true],
    ['src/hooks.ts', { loads: null, through: 'src/hooks.ts#publish' }, false],
    ['**', { loads: 'media', through: null }, false],
  ])('%s %o', (at, scope, isFor) => {
    expect(scopedPlaceMatcher(at, scope)(place)).toBe(isFor);
  });
});
