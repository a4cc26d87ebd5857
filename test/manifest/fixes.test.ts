import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compare } from '../../src/drift/compare.ts';
import type { Destination } from '../../src/identify/destination.ts';
import { accept, type AcceptRequest } from '../../src/manifest/accept.ts';
import { initManifest } from '../../src/manifest/init.ts';
import { prune } from '../../src/manifest/prune.ts';
import { destinations } from './arbitrary.ts';
import { manifestOf } from './examples.ts';

const asOf = '2026-11-21';

function accepted(text: string, found: readonly Destination[], request: Omit<AcceptRequest, 'asOf'>): string {
  const result = accept(text, 'egress.yaml', found, { asOf, ...request });
  if (result.kind === 'problems') throw new Error(JSON.stringify(result.problems));
  return result.text;
}

/** Does what a `fix` says, with words in place of its dots. */
function follow(text: string, found: readonly Destination[], fix: string): string {
  if (fix === 'sallyport prune') {
    const result = prune(text, 'egress.yaml', found);
    return result.kind === 'pruned' ? result.text : '';
  }
  const words = [...fix.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '');
  const selectors = words.slice(
    2,
    words.findIndex((word) => word.startsWith('--')),
  );
  const id = words.includes('--id') ? words[words.indexOf('--id') + 1] : undefined;
  if (words.includes('--moved-from')) {
    return accepted(text, found, { selectors, movedFrom: words[words.indexOf('--moved-from') + 1] ?? '' });
  }
  return accepted(text, found, { selectors, reason: 'why', owner: 'me', ...(id === undefined ? {} : { id }) });
}

test('whatever the manifest was, the commands that are offered settle every drift', () => {
  fc.assert(
    fc.property(destinations, destinations, (before, after) => {
      const text = initManifest(before, { application: 'x' });
      const fixes = compare(after, manifestOf(text), { asOf }).flatMap(({ fix }) => fix ?? []);
      const settled = fixes.reduce((at, fix) => follow(at, after, fix), text);
      expect(compare(after, manifestOf(settled), { asOf })).toEqual([]);
    }),
    { numRuns: 100 },
  );
}, 60_000);

test('and `--all` leaves nothing undeclared', () => {
  fc.assert(
    fc.property(destinations, destinations, (before, after) => {
      const text = accepted(initManifest(before, { application: 'x' }), after, { selectors: 'all' });
      expect(compare(after, manifestOf(text), { asOf }).filter(({ kind }) => kind === 'undeclared')).toEqual([]);
    }),
    { numRuns: 100 },
  );
}, 60_000);
