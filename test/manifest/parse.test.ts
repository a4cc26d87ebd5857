import { describe, expect, test } from 'vitest';
import { parseManifest } from '../../src/manifest/parse.ts';
import { CONTRACT, manifestOf } from './examples.ts';

function problems(text: string): readonly string[] {
  const result = parseManifest(text, 'egress.yaml');
  return result.kind === 'manifest' ? [] : result.problems.map(({ code, line, column }) => `${line}:${column} ${code}`);
}

function hints(text: string): readonly (string | null)[] {
  const result = parseManifest(text, 'egress.yaml');
  return result.kind === 'manifest' ? [] : result.problems.map(({ hint }) => hint);
}

describe('a manifest that is right', () => {
  test('is read, with where its entries stand', () => {
    const manifest = manifestOf(CONTRACT);
    expect(manifest.application).toBe('acme-assistant');
    expect(manifest.policy.require).toEqual(['owner', 'purpose']);
    expect(manifest.destinations[0]).toMatchObject({
      id: 'openai',
      at: { line: 11, column: 5 },
      hosts: ['api.openai.com'],
      components: ['apps/api'],
      review: { by: '@acme/security', on: '2026-11-01', until: '2027-05-01' },
    });
    expect(manifest.dynamic[0]).toMatchObject({
      label: 'dynamic:src/webhooks/deliver.ts#deliver',
      at: { line: 26, column: 5 },
    });
    expect(manifest.deny[0]?.at).toEqual({ line: 30, column: 5 });
  });

  test('has the defaults of the policy', () => {
    expect(manifestOf('version: 1').policy).toEqual({
      surfaces: ['server', 'browser', 'build'],
      require: [],
      cleartext: 'deny',
      stale: 'warn',
      unreviewed: 'warn',
      frozen: false,
    });
  });

  test.each([
    ['with CRLF', CONTRACT.replaceAll('\n', '\r\n')],
    ['with a byte order mark', `\uFEFF${CONTRACT}`],
    ['as JSON', '{"version": 1, "destinations": [{"id": "a", "hosts": ["a.com"]}]}'],
    [
      'with hosts of every form',
      'version: 1\ndestinations: [{ id: a, hosts: ["*.a.com", "**.a.com", "a-*.b.com", "a.com:8443", "a.com:*", "[::1]:80", 10.0.0.1, db, "*.github.io", bücher.de, "*.svc.internal"] }]',
    ],
  ])('may be written %s', (_name, text) => {
    expect(problems(text)).toEqual([]);
  });
});

describe('a manifest that is wrong gives one problem each, with its place', () => {
  test.each([
    ['empty', '', ['1:1 manifest-empty']],
    ['only comments', '# nothing\n', ['1:1 manifest-empty']],
    ['no mapping', '- a\n', ['1:1 manifest-value']],
    ['broken YAML', 'version: 1\na: [1\n', ['3:1 manifest-syntax']],
    ['a tab', 'version: 1\n\ta: 1\n', ['2:1 manifest-syntax']],
    ['two documents', 'version: 1\n---\nversion: 1\n', ['2:1 manifest-syntax']],
    ['a duplicate key', 'version: 1\nversion: 1\n', ['2:1 manifest-duplicate-key']],
    ['an alias', 'version: 1\napplication: &a x\ndeny: *a\n', ['2:17 manifest-alias', '3:7 manifest-alias']],
    ['an alias to nothing', 'version: *a\n', ['1:10 manifest-alias']],
    ['a tag', 'version: 1\napplication: !x y\n', ['2:14 manifest-syntax']],
    ['no version', 'application: a\n', ['1:1 manifest-missing']],
    ['a version to come', 'version: 2\n', ['1:10 manifest-version']],
    ['a version in quotes', 'version: "1"\n', ['1:10 manifest-version']],
    ['an empty value', 'version: 1\ndestinations:\n', ['2:14 manifest-value']],
    ['no surfaces', 'version: 1\npolicy: { surfaces: [] }\n', ['2:21 manifest-value']],
    ['an entry of nothing', 'version: 1\ndestinations:\n  - id: a\n', ['3:5 manifest-nothing-declared']],
    ['a deny without hosts', 'version: 1\ndeny:\n  - reason: x\n', ['3:5 manifest-missing']],
    ['an absolute path', 'version: 1\nignore: [{ path: /x, reason: y }]\n', ['2:18 manifest-value']],
  ])('%s', (_name, text, expected) => {
    expect(problems(text)).toEqual(expected);
  });

  test.each([
    '*',
    '**',
    '*:443',
    '*.com',
    '**.com',
    '*.co.uk',
    'api.*.com',
    'api.*',
    '*.*',
    'a b',
    'https://a.com/x',
    'a.com/x',
    'a.com:0',
    'a.com:99999',
    'a..com',
    'a.**.com',
    '-a.com',
    '[::1',
    'x@a.com',
    '',
  ])('the host %j', (host) => {
    const text = `version: 1\ndestinations:\n  - id: a\n    hosts: [${JSON.stringify(host)}]\n`;
    expect(problems(text)).toEqual(['4:13 manifest-value']);
  });

  test.each(['2026-02-30', '2026-13-01', '1.2.2026', '2026-1-1', 'soon'])('the date %j', (date) => {
    const text = `version: 1\ndestinations:\n  - id: a\n    env: [A]\n    review: { until: ${date} }\n`;
    expect(problems(text)).toEqual(['5:22 manifest-value']);
  });

  test('all at once, in the order of the file', () => {
    const text = `version: 1
policy:
  surfaces: [sever]
destinations:
  - id: a
    host: [a.com]
    hosts: ["*.com", ok.com, "*"]
    purpose:
  - id: a
    env: [A B]
    env: [C]
  - service: x
deny:
  - hosts: ["*"]
`;
    expect(problems(text)).toEqual([
      '3:14 manifest-value',
      '6:5 manifest-unknown-key',
      '7:13 manifest-value',
      '7:30 manifest-value',
      '8:13 manifest-value',
      '9:5 manifest-duplicate-id',
      '11:5 manifest-duplicate-key',
      '12:5 manifest-missing',
      '12:5 manifest-nothing-declared',
      '14:5 manifest-missing',
      '14:13 manifest-value',
    ]);
  });

  test('and says what to write', () => {
    expect(hints('version: 1\napplicaton: x\n')).toEqual(['Did you mean "application"?']);
    expect(hints('version: 1\npolicy: { stale: warm }\n')).toEqual([
      'Did you mean "warn"? It is one of warn, error, off.',
    ]);
    expect(hints('version: 1\ndestinations: [{ id: a, hosts: https://a.com }]\n')).toEqual([
      'Write it in brackets: [https://a.com].',
    ]);
    expect(hints('version: 1\ndestinations: [{ id: a, hosts: ["https://a.com/x"] }]\n')).toEqual([
      'Write the host only: "a.com".',
    ]);
  });
});
