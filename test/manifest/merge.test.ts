/** What must hold for every merge; test/cli/merge.test.ts shows real ones. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDestinations } from '../../src/manifest/edit.ts';
import { mergeManifests } from '../../src/manifest/merge/merge.ts';
import { CONTRACT, manifestOf } from './examples.ts';

type State = ReadonlyMap<string, { readonly hosts: readonly string[]; readonly purpose: string }>;

const NAMES = ['alpha', 'beta', 'gamma', 'delta', 'epsilon'] as const;

const state: fc.Arbitrary<State> = fc
  .uniqueArray(
    fc.tuple(
      fc.constantFrom(...NAMES),
      fc.record({
        hosts: fc.uniqueArray(fc.constantFrom('a.acme.com', 'b.acme.com', 'c.acme.com'), { minLength: 1 }),
        purpose: fc.constantFrom('One', 'Two'),
      }),
    ),
    { selector: ([name]) => name },
  )
  .map((entries) => new Map(entries));

function written(entries: State): string {
  const inputs = [...entries].map(([id, { hosts, purpose }]) => ({ id, hosts: hosts.toSorted(), purpose }));
  const text = inputs.length === 0 ? 'version: 1\ndestinations: []\n' : addDestinations('version: 1\n', inputs);
  // Comments travel with their entries.
  return text.replaceAll(/^ {2}- id: (\w+)$/gm, '  # About $1\n  - id: $1 # called $1');
}

function ids(text: string): readonly string[] {
  return manifestOf(text).destinations.map(({ id }) => id);
}

describe('a merge', () => {
  test('takes a change of one side as it is, and one of both once', () => {
    fc.assert(
      fc.property(state, state, (base, changed) => {
        const [o, a] = [written(base), written(changed)];
        for (const merged of [mergeManifests(o, a, o), mergeManifests(o, o, a), mergeManifests(o, a, a)]) {
          expect(merged).toEqual({ kind: 'merged', text: a, conflicts: [] });
        }
      }),
    );
  });

  test('has what either side added, lacks what either removed, and marks what both changed', () => {
    fc.assert(
      fc.property(state, state, state, (base, ours, theirs) => {
        const merged = mergeManifests(written(base), written(ours), written(theirs));
        if (merged.kind !== 'merged') throw new Error(merged.message);
        const expected = NAMES.filter((name) =>
          base.has(name) ? ours.has(name) && theirs.has(name) : ours.has(name) || theirs.has(name),
        );
        if (merged.conflicts.length > 0) {
          expect(merged.text.match(/^<{7} ours$/gm)).toHaveLength(merged.conflicts.length);
          for (const conflict of merged.conflicts) expect(conflict).toMatch(/^destinations\.\w+$/);
          for (const name of expected) expect(merged.text).toContain(`- id: ${name} #`);
          return;
        }
        expect(ids(merged.text)).toEqual(expected.toSorted());
        for (const name of expected)
          expect(merged.text).toContain(`  # About ${name}\n  - id: ${name} # called ${name}\n`);
        // The other way round it is the same manifest.
        expect(mergeManifests(written(base), written(theirs), written(ours))).toMatchObject({ conflicts: [] });
      }),
    );
  });

  test.each([
    ['lines', CONTRACT],
    ['one line', 'version: 1\ndestinations: [{ id: a, hosts: [a.com] }]\n'],
  ])('keeps every byte of a manifest in %s beside what it adds', (_, text) => {
    const ours = `${text}# ours\n`;
    expect(mergeManifests(text, ours, text)).toEqual({ kind: 'merged', text: ours, conflicts: [] });
  });

  test('of lists in brackets is a conflict of the list where both change it', () => {
    const flow = (...names: readonly string[]) =>
      `version: 1\ndestinations: [${names.map((name) => `{ id: ${name}, hosts: [${name}.com] }`).join(', ')}]\n`;
    expect(mergeManifests(flow('a'), flow('a', 'b'), flow('a', 'c'))).toMatchObject({ conflicts: ['destinations'] });
  });
});
