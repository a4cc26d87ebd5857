import { describe, expect, test } from 'vitest';
import { compare } from '../../src/drift/compare.ts';
import type { Destination, Problem } from '../../src/identify/destination.ts';
import { parseManifest } from '../../src/manifest/parse.ts';
import { checkReport } from '../../src/report/human/check.ts';
import { PLAIN, type Style } from '../../src/report/style.ts';
import { destination, fetched, hosts, OPENAI, site, WEBHOOK } from '../manifest/found.ts';

interface Options {
  readonly strict?: boolean;
  readonly style?: Partial<Style>;
  readonly problems?: readonly Problem[];
}

function report(destinations: readonly Destination[], yaml: string, options: Options = {}): string {
  const parsed = parseManifest(`version: 1\n${yaml}`, 'egress.yaml');
  if (parsed.kind === 'problems') throw new Error(parsed.problems.map(({ message }) => message).join('\n'));
  const { strict = false, style, problems = [] } = options;
  const summary = { files: 412, parsed: 40, sites: 0, destinations: 0, dynamic: 0 };
  const facts = {
    inventory: { summary, destinations, problems, unreached: [] },
    manifest: parsed.manifest,
    drift: compare(destinations, parsed.manifest, { asOf: '2026-11-21' }),
    lines: (_file: string, from: number) => [`  return client(${from});`],
    strict,
    warnOnly: false,
    ending: [],
  };
  return `\n${checkReport(facts, { ...PLAIN, ...style })}`;
}

const SYNCED = `policy: { require: [owner] }
destinations:
  - { id: openai, hosts: [api.openai.com] }
  - { id: old, hosts: [old.example.com], owner: me }
`;

describe('in sync', () => {
  test('is one line, and one more for what is stale', () => {
    expect(report([OPENAI], SYNCED)).toMatchInlineSnapshot(`
      "
      sallyport: in sync. 2 destinations declared, 1 unreviewed, 1 stale (412 files)

      stale  Nothing reaches old.example.com any more. To remove: sallyport prune
      "
    `);
  });

  test('is silent with --quiet', () => {
    expect(report([OPENAI], SYNCED, { style: { quiet: true } })).toBe('\n');
  });

  test('lists the warnings with --verbose', () => {
    expect(report([OPENAI], SYNCED, { style: { verbose: true } })).toMatchInlineSnapshot(`
      "
      sallyport: in sync. 2 destinations declared, 1 unreviewed, 1 stale (412 files)

      stale  old
        egress.yaml declares old, which nothing in this repository reaches any more
        egress.yaml:5

        To remove it from the manifest:
          sallyport prune

      unreviewed  openai
        openai in egress.yaml is not reviewed: it has no owner
        egress.yaml:4

        To complete it:
          sallyport accept api.openai.com --id openai --owner "…" --reason "…"
      "
    `);
  });

  test('--strict makes warnings fail, and then they are listed', () => {
    expect(report([OPENAI], SYNCED, { strict: true })).toMatchInlineSnapshot(`
      "
      sallyport: 1 stale, 1 unreviewed (2 destinations declared, 1 unreviewed, 1 stale, 412 files)

      stale  old  egress.yaml declares old, which nothing in this repository reaches any more
      unreviewed  openai  openai in egress.yaml is not reviewed: it has no owner

      Remove stale:      sallyport prune
      Complete one:      sallyport accept api.openai.com --id openai --owner "…" --reason "…"
      "
    `);
  });
});

describe('drift', () => {
  test('undeclared: who, where, how it is known, the command', () => {
    const tracked = destination(
      'segment',
      [
        site({
          file: 'src/track.ts',
          line: 18,
          column: 10,
          hosts: hosts('api.segment.io'),
          target: 'https://api.segment.io/v1/track',
          trail: [
            { file: 'src/track.ts', line: 18, text: 'return client(18);' },
            { file: 'src/track.ts', line: 1, text: `import { BASE } from './config'` },
            { file: 'src/config.ts', line: 4, text: `export const BASE = 'https://api.segment.io';` },
          ],
        }),
        ...[20, 21, 22, 23, 24, 25, 26, 27].map((line) => site({ line, hosts: hosts('api.segment.io') })),
      ],
      { service: 'segment', name: 'Twilio Segment', category: 'analytics' },
    );
    expect(report([tracked, WEBHOOK], '')).toMatchInlineSnapshot(`
      "
      sallyport: 2 undeclared (0 destinations declared, 412 files)

      undeclared  dynamic:src/webhooks/deliver.ts#deliver
        not known: parameter "url" · server

        src/webhooks/deliver.ts:9:1  fetch()  in deliver
          8 │   return client(8);
          9 │   return client(9);
            │ ^

        To declare it:
          sallyport accept "dynamic:src/webhooks/deliver.ts#deliver" --reason "…"

      undeclared  api.segment.io
        Twilio Segment · analytics · new service · server

        src/a.ts:20:1  fetch()  in run
          19 │   return client(19);
          20 │   return client(20);
             │ ^

        src/a.ts:21:1  fetch()  in run
          20 │   return client(20);
          21 │   return client(21);
             │ ^

        src/a.ts:22:1  fetch()  in run
        src/a.ts:23:1  fetch()  in run
        src/a.ts:24:1  fetch()  in run
        src/a.ts:25:1  fetch()  in run
        src/a.ts:26:1  fetch()  in run
        … and 2 more sites

        To declare it:
          sallyport accept api.segment.io --reason "…"

      Why was it found?  sallyport explain api.segment.io
      "
    `);
  });

  test('a new host of a service that the manifest knows', () => {
    const text = report([OPENAI], 'destinations:\n  - { id: openai, service: openai, hosts: [eu.api.openai.com] }\n');
    expect(text).toContain('OpenAI · new host of a known service · server');
  });

  test('out of scope, denied, cleartext, expired', () => {
    const yaml = `destinations:
  - { id: a, hosts: [a.example.com], surfaces: [browser] }
  - { id: c, hosts: [c.example.com] }
  - { id: e, hosts: [e.example.com], review: { until: 2026-11-01 } }
deny:
  - { hosts: [d.example.com], reason: shut down }
`;
    const found = [
      fetched('a.example.com'),
      fetched('c.example.com:80', { scheme: 'http' }),
      fetched('d.example.com'),
      fetched('e.example.com'),
    ];
    expect(report(found, yaml)).toMatchInlineSnapshot(`
      "
      sallyport: 1 out-of-scope, 1 denied, 1 cleartext, 1 expired (3 destinations declared, 412 files)

      out-of-scope  a.example.com
        server
        a.example.com is reached from src/a.ts:1, and egress.yaml declares it for the surface browser, not
        for server
        egress.yaml:3

        src/a.ts:1:1  fetch()  in run
          1 │   return client(1);
            │ ^

        To allow it there too:
          sallyport accept a.example.com --reason "…"

      denied  d.example.com
        server
        d.example.com is reached from src/a.ts:1, and egress.yaml denies it: shut down
        egress.yaml:7

        src/a.ts:1:1  fetch()  in run
          1 │   return client(1);
            │ ^

        Remove the call, or change the deny entry.

      cleartext  c.example.com
        server
        c.example.com is reached from src/a.ts:1 without encryption (http), and no entry of egress.yaml
        lists that scheme
        egress.yaml:4

        src/a.ts:1:1  fetch()  in run
          1 │   return client(1);
            │ ^

        To allow it without encryption:
          sallyport accept c.example.com --reason "…"

      expired  e
        The approval of e in egress.yaml ended on 2026-11-01
        egress.yaml:5

        To renew it:
          sallyport accept e.example.com --id e --until YYYY-MM-DD --reason "…"

      Why was it found?  sallyport explain a.example.com
      "
    `);
  });

  test('after twenty sections one line each', () => {
    const found = Array.from({ length: 30 }, (_, i) => fetched(`h${i}.example.com`));
    const lines = report(found, '').split('\n');
    expect(lines.filter((line) => line.trim().startsWith('sallyport accept h'))).toHaveLength(20);
    expect(lines.filter((line) => /^undeclared  h\d+\.example\.com  src\/a\.ts:1:1$/.test(line))).toHaveLength(10);
  });

  test('no line is wider than the terminal, but for commands and the headline', () => {
    const long = fetched(`${'very-long-name-'.repeat(6)}.example.com`, { target: 'https://x/'.repeat(30) });
    const lines = report([long, WEBHOOK], '', { style: { width: 80 } }).split('\n');
    expect(lines.filter((line) => line.length > 80 && !line.includes('sallyport'))).toEqual([]);
  });

  test('what is not judged comes before what was found', () => {
    const problem: Problem = {
      code: 'parse-failed',
      severity: 'error',
      message: 'x',
      hint: null,
      file: 'x.ts',
      line: 1,
      column: 1,
    };
    expect(report([OPENAI], '', { problems: [problem] }).split('\n')[1]).toBe(
      'sallyport: cannot judge. Because of 1 file no verdict is given. Found so far: 1 undeclared.',
    );
  });
});
