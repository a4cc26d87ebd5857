import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDestinations, addDynamics, removeParts, type Removal } from '../../src/manifest/edit.ts';
import { CONTRACT, manifestOf } from './examples.ts';
import { lineDiff } from './line-diff.ts';

/** Everything that a writer of its own would lay out anew. */
const RICH = `# Owned by security.

version: 1
application:   acme     # odd spaces

policy: { stale: 'warn' }

destinations:
  # --- models ---

  # The assistant.
  - id: "openai" # quoted on purpose
    hosts:
      # the public one
      - api.openai.com
      - eu.api.openai.com # Frankfurt
      # end of hosts
    purpose: >-
      Chat completions,
      folded.
    review:
      by: '@acme/security'
      until: 2027-05-01

  # Cards.
  - id: stripe
    hosts: [ api.stripe.com,   files.stripe.com ]  # padded
    env: [
      STRIPE_HOST, # one a line
      STRIPE_URL,
    ]
    purpose: a text that is so long that a writer with a line width of eighty columns would fold it somewhere in the middle
    # nothing else

  # --- flow ---
  - { id: twilio, hosts: [api.twilio.com], purpose: 'texts' }

# The end of the destinations.
dynamic: []   # none yet
deny:
- hosts: ["**.ngrok.app"]
  reason: tunnels
`;

function removal(parts: Partial<Removal> & { readonly name: string }): Removal {
  return { section: 'destinations', whole: false, hosts: [], env: [], ...parts };
}

function diffOf(edited: string, before = RICH): readonly string[] {
  manifestOf(edited);
  return lineDiff(before, edited);
}

describe('a new entry', () => {
  test('stands at its sorted place, apart from its neighbours as they are', () => {
    const entry = { id: 'resend', service: 'resend', hosts: ['api.resend.com'], surfaces: ['server' as const] };
    expect(addDestinations(RICH, [entry])).toContain(`      until: 2027-05-01

  - id: resend
    service: resend
    hosts: [api.resend.com]
    surfaces: [server]

  # Cards.
  - id: stripe
`);
    expect(diffOf(addDestinations(RICH, [entry]))).toHaveLength(5);
  });

  test('is first or last where it sorts so', () => {
    const edited = addDestinations(RICH, [
      { id: 'zendesk', hosts: ['x.zendesk.com'] },
      { id: 'algolia', hosts: ['*.algolia.net'] },
      { id: 'zapier', hosts: ['hooks.zapier.com'] },
    ]);
    expect(diffOf(edited)).toEqual([
      '+  - id: algolia',
      '+    hosts: ["*.algolia.net"]',
      '+',
      '+  - id: zapier',
      '+    hosts: [hooks.zapier.com]',
      '+',
      '+  - id: zendesk',
      '+    hosts: [x.zendesk.com]',
      '+',
    ]);
    expect(manifestOf(edited).destinations.map(({ id }) => id)).toEqual([
      'algolia',
      'openai',
      'stripe',
      'twilio',
      'zapier',
      'zendesk',
    ]);
  });

  test('begins a section that is empty or missing', () => {
    expect(
      diffOf(
        addDynamics(RICH, [
          { at: 'src/b.ts#b', reason: 'b' },
          { at: 'src/a.ts#a', reason: 'a' },
        ]),
      ),
    ).toEqual([
      '-dynamic: []   # none yet',
      '+dynamic:   # none yet',
      '+  - at: src/a.ts#a',
      '+    reason: a',
      '+  - at: src/b.ts#b',
      '+    reason: b',
    ]);
    expect(addDestinations('version: 1', [{ id: 'a', hosts: ['a.com'] }])).toBe(
      'version: 1\ndestinations:\n  - id: a\n    hosts: [a.com]\n',
    );
    expect(addDynamics('version: 1\ndeny: []\n', [{ at: 'a.ts', reason: 'x: y' }])).toBe(
      'version: 1\ndynamic:\n  - at: a.ts\n    reason: "x: y"\ndeny: []\n',
    );
  });

  test('goes into a manifest that is written as JSON', () => {
    const json = '{"version": 1, "destinations": [{"id": "b", "hosts": ["b.com"]}]}';
    const edited = addDynamics(addDestinations(json, [{ id: 'a', hosts: ['a.com'] }]), [{ at: 'a.ts', reason: 'x' }]);
    expect(edited).toBe(
      '{"version": 1, "destinations": [{ id: a, hosts: [a.com] }, {"id": "b", "hosts": ["b.com"]}], dynamic: [{ at: a.ts, reason: x }]}\n',
    );
    expect(addDestinations('{"version": 1, "destinations": []}\n', [{ id: 'a', hosts: ['a.com'] }])).toBe(
      '{"version": 1, "destinations": [{ id: a, hosts: [a.com] }]}\n',
    );
  });

  test('keeps the line ends of the file', () => {
    const edited = addDestinations(RICH.replaceAll('\n', '\r\n'), [{ id: 'resend', hosts: ['api.resend.com'] }]);
    expect(edited.replaceAll('\r\n', '')).not.toContain('\n');
  });

  test('writes a long list one item a line', () => {
    const hosts = Array.from({ length: 12 }, (_, i) => `region-${i}.api.example.com`);
    expect(addDestinations('version: 1\n', [{ id: 'a', hosts }])).toContain(
      '    hosts:\n      - region-0.api.example.com\n',
    );
  });
});

describe('an entry that exists', () => {
  test('grows, wherever its lists stand', () => {
    const edited = addDestinations(RICH, [
      {
        id: 'openai',
        hosts: ['api.openai.com', 'beta.openai.com', 'us.api.openai.com'],
        env: ['OPENAI_BASE_URL'],
        owner: '@acme/ai',
      },
      {
        id: 'stripe',
        hosts: ['connect.stripe.com', 'z.stripe.com'],
        env: ['A_URL', 'STRIPE_ZONE'],
        surfaces: ['server'],
      },
      { id: 'twilio', hosts: ['a.twilio.com'], owner: 'x', review: { until: '2027-01-01' } },
    ]);
    expect(diffOf(edited)).toEqual([
      '+      - beta.openai.com',
      '+      - us.api.openai.com',
      '+    env: [OPENAI_BASE_URL]',
      '+    owner: "@acme/ai"',
      '-    hosts: [ api.stripe.com,   files.stripe.com ]  # padded',
      '+    hosts: [ api.stripe.com,   connect.stripe.com, files.stripe.com, z.stripe.com ]  # padded',
      '+      A_URL,',
      '+      STRIPE_ZONE,',
      "-  - { id: twilio, hosts: [api.twilio.com], purpose: 'texts' }",
      "+  - { id: twilio, hosts: [a.twilio.com, api.twilio.com], purpose: 'texts', owner: x, review: { until: 2027-01-01 } }",
    ]);
    expect(manifestOf(edited).destinations[0]?.hosts).toEqual([
      'api.openai.com',
      'beta.openai.com',
      'eu.api.openai.com',
      'us.api.openai.com',
    ]);
  });

  test('gets new texts in place of the old', () => {
    const edited = addDestinations(RICH, [
      { id: 'openai', purpose: 'Chat', review: { until: '2028-01-01' } },
      { id: 'stripe', purpose: 'Cards: all' },
    ]);
    expect(diffOf(edited)).toEqual([
      '-    purpose: >-',
      '-      Chat completions,',
      '-      folded.',
      '+    purpose: Chat',
      '-      until: 2027-05-01',
      '+      until: 2028-01-01',
      '-    purpose: a text that is so long that a writer with a line width of eighty columns would fold it somewhere in the middle',
      '+    purpose: "Cards: all"',
    ]);
  });

  test('stays byte for byte the same if there is nothing new', () => {
    expect(
      addDestinations(RICH, [
        { id: 'openai', hosts: ['api.openai.com'] },
        { id: 'stripe', env: ['STRIPE_URL'] },
      ]),
    ).toBe(RICH);
    expect(addDestinations(RICH, [])).toBe(RICH);
  });
});

describe('what is removed', () => {
  test('goes with its comments and its space, and nothing else does', () => {
    expect(diffOf(removeParts(RICH, [removal({ name: 'stripe', whole: true })]))).toEqual([
      '-  # Cards.',
      '-  - id: stripe',
      '-    hosts: [ api.stripe.com,   files.stripe.com ]  # padded',
      '-    env: [',
      '-      STRIPE_HOST, # one a line',
      '-      STRIPE_URL,',
      '-    ]',
      expect.stringMatching(/^- {4}purpose: a text/),
      '-    # nothing else',
      '-',
    ]);
    const last = diffOf(removeParts(RICH, [removal({ name: 'twilio', whole: true })]));
    expect(last.filter((line) => line !== '-')).toEqual([
      '-  # --- flow ---',
      "-  - { id: twilio, hosts: [api.twilio.com], purpose: 'texts' }",
    ]);
  });

  test('may be everything', () => {
    const all = ['openai', 'stripe', 'twilio'].map((name) => removal({ name, whole: true }));
    const edited = removeParts(RICH, all);
    expect(manifestOf(edited).destinations).toEqual([]);
    expect(edited).toContain('destinations: []\n  # --- models ---\n');
    expect(edited).toContain('# The end of the destinations.\n');
  });

  test('may be a part of an entry', () => {
    const edited = removeParts(RICH, [
      removal({ name: 'openai', hosts: ['eu.api.openai.com'] }),
      removal({ name: 'stripe', hosts: ['files.stripe.com'], env: ['STRIPE_HOST'] }),
    ]);
    expect(diffOf(edited)).toEqual([
      '-      - eu.api.openai.com # Frankfurt',
      '-    hosts: [ api.stripe.com,   files.stripe.com ]  # padded',
      '+    hosts: [ api.stripe.com ]  # padded',
      '-      STRIPE_HOST, # one a line',
    ]);
    expect(
      diffOf(removeParts(RICH, [removal({ name: 'stripe', hosts: ['api.stripe.com', 'files.stripe.com'] })])),
    ).toEqual(['-    hosts: [ api.stripe.com,   files.stripe.com ]  # padded']);
  });

  test('moves the next key up beside the dash', () => {
    const text = 'version: 1\ndestinations:\n  - hosts: [a.com]\n    id: a\n    env: [A]\n';
    expect(removeParts(text, [removal({ name: 'a', hosts: ['a.com'] })])).toBe(
      'version: 1\ndestinations:\n  - id: a\n    env: [A]\n',
    );
  });

  test('goes from the dynamic places too', () => {
    const edited = removeParts(CONTRACT, [
      removal({ section: 'dynamic', name: 'src/webhooks/deliver.ts#deliver', whole: true }),
    ]);
    expect(edited).toContain('dynamic: []\ndeny:');
  });
});

describe('properties', () => {
  const BARE = 'version: 1\n';
  const name = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 3 });
  const hosts = fc.uniqueArray(
    name.map((text) => `${text}.example.com`),
    { minLength: 1, maxLength: 4 },
  );
  const words = fc
    .oneof(
      fc.string({ unit: 'grapheme', minLength: 1 }),
      fc.constantFrom(
        'a: b',
        '# x',
        '- y',
        "it's",
        '"',
        'true',
        '1',
        '@x',
        '*a',
        'a, b',
        '{x}',
        'x #y',
        ' pad ',
        'two\nlines',
        'null',
        '~',
        '2026-01-01',
      ),
    )
    .filter((text) => /\S/.test(text));
  const entry = fc.record({ id: name, hosts, purpose: words }, { requiredKeys: ['id', 'hosts'] });

  test('what is added can be read back, and all lines of the rest stay', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(entry, { selector: ({ id }) => id, minLength: 1, maxLength: 6 }),
        fc.constantFrom(RICH, CONTRACT, BARE),
        (entries, text) => {
          const edited = addDestinations(text, entries);
          const read = manifestOf(edited).destinations.filter(({ id }) => /^[abc]{1,3}$/.test(id));
          const expected = entries.toSorted((a, b) => (a.id < b.id ? -1 : 1));
          expect(read).toMatchObject(
            expected.map(({ id, hosts: list, purpose = null }) => ({ id, hosts: list, purpose })),
          );
          expect(lineDiff(text, edited).filter((line) => line.startsWith('-'))).toEqual([]);
          const gone = entries.map(({ id }) => removal({ name: id, whole: true }));
          expect(removeParts(edited, gone)).toBe(text === BARE ? `${BARE}destinations: []\n` : text);
        },
      ),
    );
  });

  test('hosts added one by one, in any order, and removed again', () => {
    fc.assert(
      fc.property(hosts, hosts, fc.boolean(), fc.integer({ min: 0, max: 5 }), (first, more, isBlock, kept) => {
        const list = isBlock ? `\n${first.map((host) => `    - ${host} # c\n`).join('')}` : ` [${first.join(', ')}]\n`;
        const text = `version: 1\ndestinations:\n- id: x\n  # why\n  hosts:${list}  # after\n  env: [E]\n`;
        const edited = more.reduce((at, host) => addDestinations(at, [{ id: 'x', hosts: [host] }]), text);
        const all = new Set([...first, ...more]);
        expect(new Set(manifestOf(edited).destinations[0]?.hosts)).toEqual(all);
        const out = [...all].slice(kept);
        const pruned = removeParts(edited, [removal({ name: 'x', hosts: out })]);
        expect(new Set(manifestOf(pruned).destinations[0]?.hosts)).toEqual(new Set([...all].slice(0, kept)));
        expect(pruned).toContain('  env: [E]\n');
      }),
    );
  });
});
