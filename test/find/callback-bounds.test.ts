/** Past the bounds of the search for callers an address is unknown, never absent. */
import { expect, test } from 'vitest';
import { LIMITS } from '../../src/values/limits.ts';
import { analyzeText } from '../helpers/analyze-text.ts';

/** A callback that `count` functions hand on before the last one calls it with an address. */
function handedOn(count: number): string {
  const links = Array.from({ length: count }, (_, at) => `const f${at} = (use) => f${at + 1}(use);`);
  return `${links.join('\n')}
const f${count} = (use) => use('https://api.example.org/x');
f0((url) => fetch(url));`;
}

test('within the bound the address is known', () => {
  const [found] = analyzeText({ 'main.js': handedOn(LIMITS.callbackDepth - 1) }).destinations;
  expect(found).toMatchObject({ verdict: 'external', hosts: ['api.example.org'] });
});

test('past the bound the place is dynamic', () => {
  const [found] = analyzeText({ 'main.js': handedOn(LIMITS.callbackDepth + 1) }).destinations;
  expect(found).toMatchObject({ verdict: 'dynamic', id: 'dynamic:main.js#module' });
});

test('a function that hands a callback to itself adds nothing', () => {
  const walk = `const walk = (depth, visit) => { visit('https://api.example.org/x'); walk(depth - 1, visit); };`;
  const { destinations } = analyzeText({ 'main.js': `${walk}\nwalk(3, (url) => fetch(url));` });
  expect(destinations.map(({ id }) => id)).toEqual(['api.example.org']);
});
