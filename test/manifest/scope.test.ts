import { describe, expect, it } from 'vitest';
import { ANYTHING, readScopedName, scopedName, type Scope } from '../../src/manifest/scope.ts';

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
