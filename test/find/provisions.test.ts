/** What containers provide: beside who constructs by hand, but not what tests put in its place. */
import { expect, test } from 'vitest';
import { analyzeText } from '../helpers/analyze-text.ts';

const GEO = `import { Inject } from '@nestjs/common';
export class Geo {
  constructor(@Inject('GEO_URL') private readonly url: string) {}
  locate() { return fetch(this.url); }
}`;

function hostsIn(files: Readonly<Record<string, string>>): readonly string[] {
  const { destinations } = analyzeText(files, {
    guess: ({ path }) => ({ surface: path.startsWith('test/') ? 'test' : 'server', firm: true }),
  });
  return destinations.flatMap(({ hosts, verdict }) => (verdict === 'dynamic' ? ['dynamic'] : hosts)).toSorted();
}

test('a class that is constructed by hand as well reaches both', () => {
  const files = {
    'src/geo.ts': GEO,
    'src/module.ts': `export const providers = [{ provide: 'GEO_URL', useValue: 'https://geo.example.org' }];`,
    'src/tool.ts': `import { Geo } from './geo';\nawait new Geo('https://by-hand.example.org').locate();`,
  };
  expect(hostsIn(files)).toEqual(['by-hand.example.org', 'geo.example.org']);
});

test('all that is provided under a token counts', () => {
  const files = {
    'src/geo.ts': GEO,
    'src/one.ts': `export const one = { provide: 'GEO_URL', useValue: 'https://one.example.org' };`,
    'src/two.ts': `export const two = { provide: 'GEO_URL', useFactory: () => process.env.GEO ?? 'https://two.example.org' };`,
  };
  expect(hostsIn(files)).toEqual(['one.example.org', 'two.example.org']);
});

test('what a test provides is not what production gets', () => {
  const files = {
    'src/geo.ts': GEO,
    'test/geo.spec.ts': `Test.createTestingModule({ providers: [{ provide: 'GEO_URL', useValue: 'https://mock.example.org' }] });`,
  };
  expect(hostsIn(files)).toEqual(['dynamic']);
});

test('a token that leads back to itself is no address', () => {
  const files = {
    'src/geo.ts': GEO,
    'src/module.ts': `export const providers = [{ provide: 'GEO_URL', useExisting: 'B' }, { provide: 'B', useExisting: 'GEO_URL' }];`,
  };
  expect(hostsIn(files)).toEqual(['dynamic']);
});
