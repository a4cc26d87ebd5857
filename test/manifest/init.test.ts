import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compare } from '../../src/drift/compare.ts';
import { entryId } from '../../src/manifest/draft.ts';
import { initManifest } from '../../src/manifest/init.ts';
import { prune } from '../../src/manifest/prune.ts';
import { destinations } from './arbitrary.ts';
import { manifestOf } from './examples.ts';
import { destination, fetched, hosts, OPENAI, site, WEBHOOK } from './found.ts';

const asOf = '2026-11-21';

describe('init', () => {
  test('writes what was found on gated surfaces', () => {
    const found = [
      WEBHOOK,
      fetched('*.supabase.co', { surface: 'browser' }),
      fetched('legacy.example.com:8080', { scheme: 'http' }),
      fetched('only.tested.com', { surface: 'test' }),
      destination(
        'env:API_URL',
        [site({ env: ['API_URL'], hosts: [{ host: 'localhost', port: 3000 }], scheme: 'http' })],
        { verdict: 'env' },
      ),
      destination('localhost', [site({ hosts: hosts('localhost:3000') })], { verdict: 'loopback' }),
      OPENAI,
    ];
    const text = initManifest(found, { application: 'acme' });
    expect(text.slice(text.indexOf('destinations:'))).toBe(`destinations:
  - id: api-url
    env: [API_URL]
  - id: legacy.example.com
    hosts: [legacy.example.com:8080]
    schemes: [http]
  - id: openai
    service: openai
    hosts: [api.openai.com]
    env: [OPENAI_BASE_URL]
    credentials: [OPENAI_API_KEY]
    schemes: [https]
  - id: supabase.co
    hosts: ["*.supabase.co"]
    schemes: [https]
dynamic:
  - at: src/webhooks/deliver.ts#deliver
    reason: "TODO: say why this destination cannot be known"
`);
    expect(text).toMatch(/^# yaml-language-server: .*\nversion: 1\napplication: acme\npolicy:\n/);
  });

  test('restricts nobody: neither surfaces nor components', () => {
    const text = initManifest(
      [fetched('a.com', { component: 'apps/web' }), fetched('b.com', { component: 'apps/api' })],
      { application: 'x' },
    );
    expect(manifestOf(text).destinations.map(({ components, surfaces }) => [components, surfaces])).toEqual([
      [[], []],
      [[], []],
    ]);
  });

  test('of nothing is a manifest too', () => {
    expect(manifestOf(initManifest([], { application: '' }))).toMatchObject({
      application: null,
      destinations: [],
      dynamic: [],
    });
  });

  test.each([
    ['openai', 'openai'],
    ['api.example.com', 'api.example.com'],
    ['*.supabase.co', 'supabase.co'],
    ['s3.*.amazonaws.com', 's3.amazonaws.com'],
    ['a-*.example.com', 'a.example.com'],
    ['env:API_URL', 'api-url'],
    ['[::1]:80', '1:80'],
    ['*', 'destination'],
    ['dynamic:src/app/[id]/a.ts#run', 'src/app/id/a.ts-run'],
  ])('makes of %s the id %s', (id, expected) => {
    expect(entryId(id)).toBe(expected);
  });
});

describe('properties', () => {
  test('what init writes is in sync with what it was made of, but for the reviews', () => {
    fc.assert(
      fc.property(destinations, (all) => {
        const manifest = manifestOf(initManifest(all, { application: 'x' }));
        const drift = compare(all, manifest, { asOf });
        expect(drift.filter(({ kind }) => kind !== 'unreviewed')).toEqual([]);
        expect(drift).toHaveLength(manifest.destinations.length + manifest.dynamic.length);
      }),
      { numRuns: 500 },
    );
  });

  test('and nothing of it is pruned, while all of it is once the code is gone', () => {
    fc.assert(
      fc.property(destinations, (all) => {
        const text = initManifest(all, { application: 'x' });
        expect(prune(text, 'egress.yaml', all)).toEqual({ kind: 'pruned', text, removed: [] });
        const pruned = prune(text, 'egress.yaml', []);
        const rest = manifestOf(pruned.kind === 'pruned' ? pruned.text : '');
        expect([...rest.destinations, ...rest.dynamic]).toEqual([]);
      }),
    );
  });
});
