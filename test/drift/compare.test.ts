import { describe, expect, test } from 'vitest';
import { compare } from '../../src/drift/compare.ts';
import type { Drift } from '../../src/drift/drift.ts';
import type { Destination, Surface } from '../../src/identify/destination.ts';
import { CONTRACT, manifestOf } from '../manifest/examples.ts';
import { destination, fetched, hosts, OPENAI, site, WEBHOOK } from '../manifest/found.ts';

const asOf = '2026-11-21';

/** `version: 1`, an entry for each line given as a flow mapping, and other sections after them. */
function manifest(entries: readonly string[], rest = '') {
  return manifestOf(
    `version: 1\ndestinations:${entries.length === 0 ? ' []' : ''}\n${entries.map((entry) => `  - { ${entry} }\n`).join('')}${rest}`,
  );
}

function drift(
  found: readonly Destination[],
  entries: readonly string[],
  rest = '',
  surfaces?: readonly Surface[],
): readonly Drift[] {
  return compare(found, manifest(entries, rest), surfaces === undefined ? { asOf } : { asOf, surfaces });
}

function kinds(
  found: readonly Destination[],
  entries: readonly string[],
  rest = '',
  surfaces?: readonly Surface[],
): readonly string[] {
  return drift(found, entries, rest, surfaces).map((one) => `${one.kind} ${one.destination ?? one.entry ?? ''}`);
}

describe('undeclared', () => {
  test('says what, where and how to declare it', () => {
    expect(drift([OPENAI], [])).toEqual([
      {
        kind: 'undeclared',
        severity: 'error',
        destination: 'openai',
        hosts: ['api.openai.com'],
        env: [],
        service: 'openai',
        sdk: 'openai',
        sites: [{ file: 'lib/models.ts', line: 12, column: 5, symbol: 'getModel' }],
        surfaces: ['server'],
        components: ['.'],
        message: 'OpenAI (api.openai.com) is reached from lib/models.ts:12, and egress.yaml does not declare it',
        fix: 'sallyport accept api.openai.com --reason "…"',
      },
    ]);
  });

  test('every alternative of a site must be declared; only those that are not are named', () => {
    const both = destination('stripe', [
      site({ hosts: hosts('api.stripe.com'), env: ['STRIPE_HOST'], line: 1 }),
      site({ hosts: hosts('files.stripe.com'), line: 2 }),
    ]);
    const [one] = drift([both], ['id: a, hosts: [files.stripe.com, api.stripe.com]']);
    expect(one).toMatchObject({
      hosts: [],
      env: ['STRIPE_HOST'],
      sites: [{ line: 1 }],
      fix: 'sallyport accept env:STRIPE_HOST --reason "…"',
    });
    expect(drift([both], ['id: a, env: [STRIPE_HOST]'])[0]).toMatchObject({
      hosts: ['api.stripe.com', 'files.stripe.com'],
      env: [],
      sites: [{ line: 1 }, { line: 2 }],
      fix: 'sallyport accept api.stripe.com files.stripe.com --reason "…"',
    });
    expect(kinds([both], ['id: a, hosts: ["*.stripe.com"]', 'id: b, env: [STRIPE_HOST]'])).toEqual([]);
  });

  test('what only the SDK reads does not gate', () => {
    expect(kinds([OPENAI], ['id: openai, hosts: [api.openai.com]'])).toEqual([]);
  });

  test('unless nothing else is known', () => {
    const sdk = destination('upstash', [site()], { verdict: 'env', env: ['UPSTASH_URL'] });
    expect(drift([sdk], [])[0]).toMatchObject({ env: ['UPSTASH_URL'] });
    expect(kinds([sdk], ['id: upstash, env: [UPSTASH_URL]'])).toEqual([]);
    const host = destination('h', [site()], { verdict: 'external', hosts: ['h.com:8443'] });
    expect(drift([host], [])[0]).toMatchObject({ hosts: ['h.com:8443'] });
    const nothing = destination('n', [site({ file: 'n.ts' })], { verdict: 'external' });
    expect(drift([nothing], [])[0]).toMatchObject({ fix: 'sallyport accept "dynamic:n.ts#run" --reason "…"' });
  });

  test.each([
    ['src/webhooks/deliver.ts#deliver', []],
    ['src/webhooks/deliver.ts', []],
    ['src/webhooks/*#*', []],
    ['src/**#deliver', []],
    ['src/*#deliver', ['undeclared dynamic:src/webhooks/deliver.ts#deliver', 'stale dynamic:src/*#deliver']],
  ])('a place that cannot be known, declared as %s', (at, expected) => {
    expect(kinds([WEBHOOK], [], `dynamic: [{ at: "${at}", reason: x }]\n`)).toEqual(expected);
  });

  test('a host that is too wide to declare must be declared as a place', () => {
    expect(drift([fetched('*.com')], [])[0]).toMatchObject({
      hosts: [],
      fix: 'sallyport accept "dynamic:src/a.ts#run" --reason "…"',
    });
  });

  test.each([
    ['same-origin', false],
    ['loopback', false],
    ['external', true],
  ] as const)('%s: %s', (verdict, expected) => {
    expect(kinds([destination('a.com', [site({ hosts: hosts('a.com') })], { verdict })], [])).toHaveLength(
      expected ? 1 : 0,
    );
  });

  test('this machine needs no entry, also beside a variable', () => {
    const found = destination(
      'env:API_URL',
      [site({ env: ['API_URL'], hosts: hosts('localhost:3000'), scheme: 'http' })],
      { verdict: 'env' },
    );
    expect(kinds([found], ['id: api, env: [API_URL]'])).toEqual([]);
  });

  test('only gated surfaces gate, and the caller may choose others', () => {
    const found = [fetched('t.com', { surface: 'test' }), fetched('s.com', { surface: 'script' })];
    expect(kinds(found, [])).toEqual([]);
    expect(kinds(found, [], 'policy: { surfaces: [script] }\n')).toEqual(['undeclared s.com']);
    expect(kinds(found, [], '', ['test'])).toEqual(['undeclared t.com']);
  });

  test('ignored files do not count', () => {
    const found = [fetched('e.com', { file: 'examples/a/b.ts' }), fetched('s.com')];
    expect(kinds(found, [], 'ignore: [{ path: examples/**, reason: x }]\n')).toEqual(['undeclared s.com']);
    expect(kinds(found, [], 'ignore: [{ path: src, reason: x }, { path: "**/b.ts", reason: x }]\n')).toEqual([]);
  });

  test('a command is quoted for the shell, and names another manifest', () => {
    const found = destination('x', [site({ hosts: hosts('*.x.dev'), env: ['A'] })]);
    const result = compare([found], { ...manifest([]), file: 'ops/my policy.yaml' }, { asOf });
    expect(result[0]?.fix).toBe('sallyport accept "*.x.dev" env:A --reason "…" --manifest "ops/my policy.yaml"');
  });
});

describe('out-of-scope', () => {
  const entry = 'id: a, hosts: [a.com], surfaces: [server], components: ["apps/*"]';
  test.each([
    [{ surface: 'server', component: 'apps/api' }, []],
    [{ surface: 'browser', component: 'apps/api' }, ['declares it for the surface server, not for browser']],
    [{ surface: 'server', component: 'packages/x' }, ['declares it for the component apps/*, not for packages/x']],
  ] as const)('%j', (parts, expected) => {
    const found = drift([fetched('a.com', parts)], [entry]);
    expect(found.map(({ kind }) => kind)).toEqual(expected.map(() => 'out-of-scope'));
    for (const [i, text] of expected.entries()) expect(found[i]?.message).toContain(text);
  });

  test('names the entry, and another entry may make it right', () => {
    const found = [fetched('a.com', { surface: 'browser', component: 'apps/a' })];
    expect(drift(found, [entry])[0]).toMatchObject({
      entry: 'a',
      at: { line: 3, column: 5 },
      fix: 'sallyport accept a.com --reason "…"',
    });
    expect(kinds(found, [entry, 'id: b, hosts: [a.com], surfaces: [browser]'])).toEqual([]);
  });
});

describe('denied', () => {
  const deny = 'deny: [{ hosts: ["**.ngrok.app", "a.com:8443"], reason: tunnels }]\n';
  test('wins over what declares it, on every port, and has no command', () => {
    const found = [
      fetched('x.ngrok.app'),
      fetched('y.ngrok.app:8080', { scheme: 'http' }),
      fetched('a.com:8443'),
      fetched('a.com'),
    ];
    const result = drift(found, ['id: n, hosts: ["*.ngrok.app", "*.ngrok.app:*", "a.com", "a.com:*"]'], deny);
    expect(result.map(({ kind, hosts: denied, fix }) => [kind, denied, fix])).toEqual([
      ['denied', ['a.com:8443'], null],
      ['denied', ['x.ngrok.app'], null],
      ['denied', ['y.ngrok.app:8080'], null],
    ]);
    expect(result[1]).toMatchObject({
      at: { line: 4, column: 8 },
      message: expect.stringContaining('denies it: tunnels'),
    });
  });
});

describe('cleartext', () => {
  const http = destination('h', [site({ hosts: [{ host: 'h.com', port: 80 }], scheme: 'http' })]);
  test.each([
    ['without the scheme', [http], 'id: h, hosts: [h.com]', '', ['cleartext h']],
    ['with other schemes', [http], 'id: h, hosts: [h.com], schemes: [https]', '', ['cleartext h']],
    ['with the scheme', [http], 'id: h, hosts: [h.com], schemes: [http, https]', '', []],
    ['allowed', [http], 'id: h, hosts: [h.com]', 'policy: { cleartext: allow }\n', []],
    ['undeclared too', [http], 'id: x, env: [X]', 'policy: { stale: off }\n', ['undeclared h', 'cleartext h']],
  ])('%s', (_name, found, entry, rest, expected) => {
    expect(kinds(found, [entry], rest)).toEqual(expected);
  });

  test.each(['ws', 'ftp', 'telnet', 'http:'])('%s is', (scheme) => {
    expect(kinds([fetched('h.com', { scheme })], ['id: h, hosts: ["h.com:*"]'])).toEqual(['cleartext h.com']);
  });
  test.each(['https', 'wss', 'postgres', 'redis'])('%s is not', (scheme) => {
    expect(kinds([fetched('h.com', { scheme })], ['id: h, hosts: ["h.com:*"]'])).toEqual([]);
  });

  test('this machine may be spoken to in the clear', () => {
    const local = destination('e', [site({ env: ['E'], hosts: hosts('127.0.0.1:80'), scheme: 'http' })], {
      verdict: 'env',
    });
    const fallback = destination('f', [site({ env: ['E'], scheme: 'http', target: '{env:E}/v1' })]);
    expect(kinds([local, fallback], ['id: e, env: [E]'])).toEqual([]);
  });

  test('an unknown host after a written scheme may not', () => {
    const found = destination('e', [site({ env: ['E'], scheme: 'http', target: 'http://{env:E}/v1' })]);
    expect(drift([found], ['id: e, env: [E]'])[0]).toMatchObject({ kind: 'cleartext', env: ['E'], entry: 'e' });
    expect(kinds([found], ['id: e, env: [E], schemes: [http]'])).toEqual([]);
  });

  test('warns if the policy says so', () => {
    expect(drift([http], ['id: h, hosts: [h.com]'], 'policy: { cleartext: warn }\n')[0]?.severity).toBe('warning');
  });
});

describe('expired', () => {
  test.each([
    ['2026-11-20', ['expired a']],
    ['2026-11-21', []],
    ['2027-01-01', []],
  ])('until %s', (until, expected) => {
    expect(kinds([fetched('a.com')], [`id: a, hosts: [a.com], review: { until: ${until} }`])).toEqual(expected);
  });

  test('says whose, and how to renew', () => {
    const found = drift([fetched('a.com')], ['id: a, hosts: [a.com], owner: me, review: { until: 2020-01-01 }']);
    expect(found[0]).toMatchObject({
      severity: 'error',
      destination: null,
      entry: 'a',
      at: { line: 3, column: 5 },
      message: 'The approval of a in egress.yaml ended on 2020-01-01 (owner me)',
      fix: 'sallyport accept a.com --id a --until YYYY-MM-DD --reason "…"',
    });
  });

  test('a dynamic entry expires too', () => {
    const dynamic = 'dynamic: [{ at: src/**, reason: x, review: { until: 2020-01-01 } }]\n';
    expect(kinds([WEBHOOK], [], dynamic)).toEqual(['expired dynamic:src/**']);
  });
});

describe('stale', () => {
  test('whole and in part, as the policy says', () => {
    const entries = ['id: a, hosts: [a.com, b.com]', 'id: c, hosts: [c.com]'];
    expect(drift([fetched('a.com')], entries)).toMatchObject([
      {
        kind: 'stale',
        severity: 'warning',
        entry: 'a',
        hosts: ['b.com'],
        message: 'egress.yaml declares b.com in a, which nothing in this repository reaches any more',
        fix: 'sallyport prune',
      },
      { kind: 'stale', severity: 'warning', entry: 'c', hosts: ['c.com'], at: { line: 4, column: 5 } },
    ]);
    expect(drift([fetched('a.com')], entries, 'policy: { stale: error }\n').map(({ severity }) => severity)).toEqual([
      'error',
      'error',
    ]);
    expect(kinds([fetched('a.com')], entries, 'policy: { stale: off }\n')).toEqual([]);
  });

  test('not if reached on another surface, or what a variable may hold', () => {
    expect(kinds([fetched('a.com', { surface: 'test' })], ['id: a, hosts: [a.com]'])).toEqual([]);
    expect(kinds([destination('e', [site({ env: ['E'] })])], ['id: e, env: [E], hosts: [internal.a.com]'])).toEqual([]);
    expect(kinds([OPENAI], ['id: o, hosts: [api.openai.com], env: [OPENAI_BASE_URL]'])).toEqual([]);
  });
});

describe('unreviewed', () => {
  const require = 'policy: { require: [owner, purpose] }\n';
  test.each([
    ['id: a, hosts: [a.com]', 'it has no owner, no purpose', 'sallyport accept a.com --id a --owner "…" --reason "…"'],
    ['id: a, hosts: [a.com], owner: me', 'it has no purpose', 'sallyport accept a.com --id a --reason "…"'],
    [
      'id: a, hosts: [a.com], owner: me, purpose: "TODO: ask"',
      'it has no purpose',
      'sallyport accept a.com --id a --reason "…"',
    ],
  ])('%s', (entry, text, fix) => {
    const [one] = drift([fetched('a.com')], [entry], require);
    expect(one).toMatchObject({ kind: 'unreviewed', severity: 'warning', entry: 'a', fix });
    expect(one?.message).toContain(text);
  });

  test('not with what is required, or if nothing is', () => {
    expect(kinds([fetched('a.com')], ['id: a, hosts: [a.com], owner: me, purpose: x'], require)).toEqual([]);
    expect(kinds([fetched('a.com')], ['id: a, hosts: [a.com]'])).toEqual([]);
    expect(
      kinds([fetched('a.com')], ['id: a, hosts: [a.com]'], 'policy: { require: [owner], unreviewed: off }\n'),
    ).toEqual([]);
  });

  test('not if it is to be removed', () => {
    expect(kinds([], ['id: a, hosts: [a.com]'], require)).toEqual(['stale a']);
    expect(kinds([], ['id: a, hosts: [a.com]'], 'policy: { require: [owner], stale: off }\n')).toEqual([
      'unreviewed a',
    ]);
    const [, review] = drift([fetched('b.com')], ['id: a, hosts: [a.com, b.com]'], require);
    expect(review?.fix).toBe('sallyport accept b.com --id a --owner "…" --reason "…"');
  });

  test('a reason that is still to be written', () => {
    expect(kinds([WEBHOOK], [], 'dynamic: [{ at: src/**, reason: "TODO: say why" }]\n')).toEqual([
      'unreviewed dynamic:src/**',
    ]);
    expect(kinds([WEBHOOK], [], `dynamic: [{ at: src/**, reason: customers }]\n${require}`)).toEqual([
      'unreviewed dynamic:src/**',
    ]);
  });
});

test('the example of the contract is in sync with its code', () => {
  const found = [
    destination('openai', [site({ hosts: hosts('api.openai.com'), env: ['OPENAI_BASE_URL'], component: 'apps/api' })], {
      service: 'openai',
    }),
    WEBHOOK,
    fetched('example.org', { file: 'examples/a.ts' }),
  ];
  expect(compare(found, manifestOf(CONTRACT), { asOf })).toEqual([]);
});

test('the order of what was found does not matter', () => {
  const found = [WEBHOOK, OPENAI, fetched('b.com'), fetched('a.com'), fetched('h.com', { scheme: 'http' })];
  const entries = ['id: z, hosts: [z.com], review: { until: 2020-01-01 }', 'id: y, hosts: [y.com]'];
  expect(drift(found.toReversed(), entries)).toEqual(drift(found, entries));
  expect(kinds(found, entries)).toEqual([
    'undeclared a.com',
    'undeclared b.com',
    'undeclared dynamic:src/webhooks/deliver.ts#deliver',
    'undeclared h.com',
    'undeclared openai',
    'cleartext h.com',
    'expired z',
    'stale y',
    'stale z',
  ]);
});
