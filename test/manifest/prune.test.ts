import { describe, expect, test } from 'vitest';
import { prune } from '../../src/manifest/prune.ts';
import { destination, fetched, hosts, site } from './found.ts';

const TEXT = `version: 1
destinations:
  # Cards, and old cards.
  - id: cards
    hosts: [api.cards.com, old.cards.com]
  - id: gone
    hosts: [gone.com]
  - id: proxied
    hosts: [proxy.internal] # what PROXY_URL is in production
    env: [PROXY_URL, OLD_URL]
dynamic:
  - at: src/**#deliver
    reason: customers choose
`;

describe('prune', () => {
  const proxied = destination('env:PROXY_URL', [site({ env: ['PROXY_URL'], scheme: null })]);
  const found = [fetched('api.cards.com'), proxied];

  test('removes entries, parts of entries and places that nothing reaches', () => {
    expect(prune(TEXT, 'egress.yaml', found)).toEqual({
      kind: 'pruned',
      text: `version: 1
destinations:
  # Cards, and old cards.
  - id: cards
    hosts: [api.cards.com]
  - id: proxied
    hosts: [proxy.internal] # what PROXY_URL is in production
    env: [PROXY_URL]
dynamic: []
`,
      removed: [
        { entry: 'cards', whole: false, hosts: ['old.cards.com'], env: [] },
        { entry: 'gone', whole: true, hosts: ['gone.com'], env: [] },
        { entry: 'proxied', whole: false, hosts: [], env: ['OLD_URL'] },
        { entry: 'dynamic:src/**#deliver', whole: true, hosts: [], env: [] },
      ],
    });
  });

  test('keeps what is reached on any surface, or may be by a pattern', () => {
    const all = [
      ...found,
      fetched('*.cards.com'),
      fetched('gone.com', { surface: 'test' }),
      destination('x', [site({ env: ['OLD_URL'] })]),
      destination('dynamic:src/a/b.ts#deliver', [site({ file: 'src/a/b.ts', symbol: 'deliver', hosts: [] })]),
    ];
    expect(prune(TEXT, 'egress.yaml', all)).toEqual({ kind: 'pruned', text: TEXT, removed: [] });
  });

  test('does not count what is ignored', () => {
    const text =
      'version: 1\ndestinations:\n  - id: a\n    hosts: [a.com]\nignore:\n  - path: examples\n    reason: no\n';
    const result = prune(text, 'egress.yaml', [
      destination('a', [site({ hosts: hosts('a.com'), file: 'examples/x/a.ts' })]),
    ]);
    expect(result).toMatchObject({ removed: [{ entry: 'a', whole: true }] });
  });

  test('gives the problems of a manifest that cannot be read', () => {
    expect(prune('version: 9', 'egress.yaml', [])).toMatchObject({
      kind: 'problems',
      problems: [{ code: 'manifest-version' }],
    });
  });
});
