import { describe, expect, test } from 'vitest';
import { compare } from '../../src/drift/compare.ts';
import type { Destination } from '../../src/identify/destination.ts';
import { accept, type AcceptRequest } from '../../src/manifest/accept.ts';
import { CONTRACT, manifestOf } from './examples.ts';
import { destination, fetched, hosts, OPENAI, site, WEBHOOK } from './found.ts';
import { lineDiff } from './line-diff.ts';

const EMPTY = 'version: 1\n';
const STRIPE = destination(
  'stripe',
  [
    site({ hosts: hosts('api.stripe.com'), env: ['STRIPE_HOST'], surface: 'server' }),
    site({ hosts: hosts('files.stripe.com'), surface: 'browser' }),
    site({ hosts: hosts('files.stripe.com'), surface: 'test', scheme: 'http' }),
  ],
  { service: 'stripe', credentials: ['STRIPE_KEY'] },
);
const FOUND = [OPENAI, STRIPE, WEBHOOK, fetched('a.example.com'), fetched('b.example.com:8443')];

function request(selectors: AcceptRequest['selectors'], parts: Partial<AcceptRequest> = {}): AcceptRequest {
  return { selectors, asOf: '2026-11-21', ...parts };
}

function accepted(text: string, asked: AcceptRequest, found: readonly Destination[] = FOUND): string {
  const result = accept(text, 'egress.yaml', found, asked);
  if (result.kind === 'problems') throw new Error(result.problems.map(({ message }) => message).join('\n'));
  manifestOf(result.text);
  return result.text;
}

function problems(text: string, asked: AcceptRequest, found: readonly Destination[] = FOUND): readonly string[] {
  const result = accept(text, 'egress.yaml', found, asked);
  return result.kind === 'accepted'
    ? []
    : result.problems.map(({ code, message, hint }) => `${code}: ${message} (${hint})`);
}

describe('accept', () => {
  test('declares a host with what is known of it', () => {
    const text = accepted(
      EMPTY,
      request(['files.stripe.com'], { reason: 'Cards', owner: '@acme/pay', data: ['cards'], until: '2027-01-01' }),
    );
    expect(text).toBe(`version: 1
destinations:
  - id: stripe
    service: stripe
    hosts: [files.stripe.com]
    env: [STRIPE_HOST]
    credentials: [STRIPE_KEY]
    schemes: [https]
    purpose: Cards
    owner: "@acme/pay"
    data: [cards]
    review: { until: 2027-01-01 }
`);
  });

  test('several selectors of one party make one entry', () => {
    const result = accept(
      EMPTY,
      'egress.yaml',
      FOUND,
      request(['api.stripe.com', 'env:STRIPE_HOST', 'files.stripe.com'], { reason: 'x' }),
    );
    expect(result).toMatchObject({
      kind: 'accepted',
      accepted: [
        { entry: 'stripe', isNew: true, selectors: ['api.stripe.com', 'env:STRIPE_HOST', 'files.stripe.com'] },
      ],
    });
  });

  test('grows the entry of the same service, keeping its words', () => {
    const text = accepted(CONTRACT, request(['eu.api.openai.com'], { reason: 'EU customers' }), [
      destination(
        'openai',
        [site({ hosts: hosts('eu.api.openai.com'), component: 'apps/web', surface: 'browser' }), ...OPENAI.sites],
        { service: 'openai' },
      ),
    ]);
    expect(lineDiff(CONTRACT, text).filter((line) => line.startsWith('+'))).toEqual([
      '+    hosts: [api.openai.com, eu.api.openai.com]            # what may be reached',
      '+    surfaces: [browser, server]                 # default: any gated surface',
      '+    components: [apps/api, apps/web]             # who may use it; default: anyone',
      '+    purpose: Chat completions for the support assistant; EU customers',
    ]);
  });

  test('renews and completes an entry, also one that nothing reaches', () => {
    const text = accepted(CONTRACT, request(['api.openai.com'], { until: '2028-01-01' }), []);
    expect(lineDiff(CONTRACT, text)).toEqual([
      expect.stringContaining('until: 2027-05-01'),
      '+    review: { by: "@acme/security", on: 2026-11-01, until: 2028-01-01 }',
    ]);
  });

  test('declares places that cannot be known', () => {
    const text = accepted(EMPTY, request(['dynamic:src/webhooks/deliver.ts#deliver'], { reason: 'customers choose' }));
    expect(text).toBe('version: 1\ndynamic:\n  - at: src/webhooks/deliver.ts#deliver\n    reason: customers choose\n');
    expect(accepted(text, request(['dynamic:src/**#deliver'], { reason: 'x' }))).toContain('  - at: src/**#deliver\n');
  });

  test('a wildcard makes one entry of what it covers', () => {
    const found = [fetched('a.example.com'), fetched('b.example.com')];
    const text = accepted(EMPTY, request(['*.example.com'], { reason: 'ours' }), found);
    expect(text).toContain('  - id: example.com\n    hosts: ["*.example.com"]\n    schemes: [https]\n');
  });

  test('all declares everything that is undeclared, and then nothing is', () => {
    const text = accepted(CONTRACT, request('all'));
    const drift = compare(FOUND, manifestOf(text), { asOf: '2026-11-21' });
    expect(drift.filter(({ kind }) => kind === 'undeclared')).toEqual([]);
    expect(accepted(text, request('all'))).toBe(text);
  });

  test('an id may be asked for', () => {
    expect(accepted(EMPTY, request(['a.example.com', 'b.example.com:8443'], { id: 'example' }))).toContain(
      '  - id: example\n    hosts: [a.example.com, b.example.com:8443]\n',
    );
  });

  test('settles every drift with the command that it offers', () => {
    const found = [
      ...FOUND,
      fetched('*.x.dev'),
      fetched('plain.example.com', { scheme: 'http', hosts: [{ host: 'plain.example.com', port: 80 }] }),
      destination('env:LEDGER_URL', [site({ env: ['LEDGER_URL'], scheme: null })]),
      destination('*.com', [site({ hosts: hosts('*.com'), file: 'app/[id]/x.ts' })]),
    ];
    const text = CONTRACT.replace('until: 2027-05-01', 'until: 2026-01-01');
    const settled = compare(found, manifestOf(text), { asOf: '2026-11-21' }).reduce((at, { fix }) => {
      const words = [...(fix ?? '').matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '');
      const options = words.findIndex((word) => word.startsWith('--'));
      const until = words.includes('--until') ? { until: '2030-01-01' } : {};
      return fix === null
        ? at
        : accepted(at, request(words.slice(2, options), { reason: 'because', owner: 'me', ...until }), found);
    }, text);
    expect(compare(found, manifestOf(settled), { asOf: '2026-11-21' })).toEqual([]);
  });
});

describe('accept refuses', () => {
  test.each([
    [
      'what nothing reaches',
      EMPTY,
      request(['api.stripe.co'], {}),
      'accept-unknown: nothing in this repository reaches api.stripe.co (Did you mean api.stripe.com?)',
    ],
    [
      'a service in place of its hosts',
      EMPTY,
      request(['openai'], {}),
      'accept-unknown: nothing in this repository reaches openai (Did you mean api.openai.com?)',
    ],
    [
      'another port',
      EMPTY,
      request(['b.example.com'], {}),
      'accept-unknown: nothing in this repository reaches b.example.com (Did you mean b.example.com:8443?)',
    ],
    [
      'a variable that is not read',
      EMPTY,
      request(['env:NOPE'], {}),
      'accept-unknown: nothing in this repository reaches env:NOPE (Run `sallyport scan` to see what is reached.)',
    ],
    [
      'a wildcard without a reason',
      EMPTY,
      request(['*.example.com'], {}),
      'accept-reason: *.example.com cannot be accepted without a reason; of what was found it would cover a.example.com (Say why with --reason "…", in your own words.)',
    ],
    [
      'a place without a reason',
      EMPTY,
      request([`${WEBHOOK.id}`], {}),
      'accept-reason: dynamic:src/webhooks/deliver.ts#deliver cannot be accepted without a reason (Say why with --reason "…", in your own words.)',
    ],
    [
      'every host',
      EMPTY,
      request(['*.com'], { reason: 'x' }),
      expect.stringMatching(/^accept-invalid: \*\.com: .*public suffix/),
    ],
    [
      'a URL',
      EMPTY,
      request(['https://api.stripe.com/v1'], {}),
      expect.stringMatching(/^accept-invalid: .*write the host only: "api.stripe.com"/),
    ],
    [
      'the dots of a pasted command',
      EMPTY,
      request(['api.stripe.com'], { reason: '…' }),
      expect.stringMatching(/^accept-invalid: --reason: write it in your own words/),
    ],
    [
      'a date that is none',
      EMPTY,
      request(['api.stripe.com'], { until: 'YYYY-MM-DD' }),
      expect.stringMatching(/^accept-invalid: --until:/),
    ],
    [
      'a date that is past',
      EMPTY,
      request(['api.stripe.com'], { until: '2026-11-20' }),
      expect.stringMatching(/^accept-invalid: --until: .* is past/),
    ],
    [
      'an id that is none',
      EMPTY,
      request(['api.stripe.com'], { id: 'a b' }),
      expect.stringMatching(/^accept-invalid: --id:/),
    ],
    [
      'what is denied',
      'version: 1\ndeny: [{ hosts: ["**.stripe.com"], reason: never }]\n',
      request(['api.stripe.com'], {}),
      'accept-denied: api.stripe.com is denied by the manifest: never (Remove the call, or change the deny entry at egress.yaml:2.)',
    ],
    [
      'a frozen manifest',
      'version: 1\npolicy: { frozen: true }\n',
      request(['api.stripe.com'], {}),
      expect.stringMatching(/^accept-frozen/),
    ],
    ['a broken manifest', 'version: 3\n', request(['api.stripe.com'], {}), expect.stringMatching(/^manifest-version/)],
  ])('%s', (_name, text, asked, expected) => {
    expect(problems(text, asked)).toEqual([expected]);
  });

  test('with every problem at once', () => {
    expect(problems(EMPTY, request(['nope.org', 'a b', '*.example.com'], { until: 'x' }))).toHaveLength(4);
  });
});
