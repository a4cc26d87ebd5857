import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Problem } from '../../src/identify/destination.ts';
import { githubReport } from '../../src/report/github/github.ts';
import { inertText, workflowCommand } from '../../src/report/github/command.ts';
import { clean } from '../../src/report/human/clean.ts';
import type { Result } from '../../src/report/result.ts';
import { destination, fetched, hosts, OPENAI, site } from '../manifest/found.ts';
import { compared, differing, EVERY_KIND, FROZEN, PROBLEMS, scanned, SEGMENT, SINCE, type Options } from './results.ts';
import { commandsIn, type RunnerCommand } from './runner.ts';

function annotations(result: Result): readonly RunnerCommand[] {
  return commandsIn(githubReport(result, ''));
}

test('what lies between two states is notices, but for what stands nowhere any more', () => {
  expect(annotations(differing([SEGMENT])).map(({ name, message }) => `${name} ${message}`)).toMatchInlineSnapshot(`
    [
      "notice api.segment.io (Twilio Segment) is reached for the first time (server).",
      "notice segment in egress.yaml is added, not reviewed.
    hosts: + api.segment.io; owner: + @acme/web",
      "notice old in egress.yaml is removed.",
    ]
  `);
});

describe('annotations', () => {
  test('one for each party at its first site or at its entry, then the report for people', () => {
    expect(githubReport(EVERY_KIND, 'sallyport: cannot judge.\n')).toMatchInlineSnapshot(`
      "::error file=src/broken.ts,line=3,endLine=3,col=7,endColumn=9,title=Sallyport cannot judge::src/broken.ts:3:7 Unexpected token%0AFix the syntax, or ignore the file.
      ::error file=src/webhooks/deliver.ts,line=9,endLine=9,col=1,endColumn=20,title=Undeclared egress%3A dynamic%3Asrc/webhooks/deliver.ts#deliver::A destination that is not known (parameter "url") is reached from src/webhooks/deliver.ts:9, and egress.yaml does not declare it.%0ATo settle it: sallyport accept "dynamic:src/webhooks/deliver.ts#deliver" --reason "…"
      ::error file=app/[locale]/page.tsx,line=2,endLine=2,col=3,endColumn=9,title=Undeclared egress%3A api.segment.io%2C cdn.segment.com::Twilio Segment (api.segment.io, cdn.segment.com) is reached from app/[locale]/page.tsx:2 and 2 more places, and egress.yaml does not declare it.%0ATo settle it: sallyport accept api.segment.io cdn.segment.com --reason "…"
      ::error file=lib/models.ts,line=12,endLine=12,col=5,endColumn=9,title=Egress out of scope%3A api.openai.com::OpenAI (api.openai.com) is reached from lib/models.ts:12, and egress.yaml declares it for the surface browser, not for server.%0ATo settle it: sallyport accept api.openai.com --reason "…"
      ::error file=src/tunnel.ts,line=1,endLine=1,col=1,endColumn=20,title=Denied egress%3A tunnel.ngrok.app::tunnel.ngrok.app is reached from src/tunnel.ts:1, and egress.yaml denies it: No tunnels | in \`production\` code, ask @acme/security.%0ARemove the call, or change the deny entry. No command settles this.
      ::error file=src/plain.ts,line=1,endLine=1,col=1,endColumn=20,title=Egress without encryption%3A old.example.com::old.example.com is reached from src/plain.ts:1 without encryption (http), and no entry of egress.yaml lists that scheme.%0ATo settle it: sallyport accept old.example.com --reason "…"
      ::error file=egress.yaml,line=6,endLine=6,col=5,endColumn=14,title=Expired approval%3A mail::The approval of mail in egress.yaml ended on 2026-11-01 (owner @acme/mail).%0ATo settle it: sallyport accept mail.example.com --id mail --until YYYY-MM-DD --reason "…"
      ::warning file=src/big.ts,line=1,endLine=1,col=1,endColumn=20,title=Sallyport::src/big.ts is large
      ::warning file=egress.yaml,line=5,endLine=5,col=5,endColumn=14,title=Stale entry%3A gone::egress.yaml declares gone, which nothing in this repository reaches any more.%0ATo settle it: sallyport prune
      ::warning file=egress.yaml,line=4,endLine=4,col=5,endColumn=14,title=Unreviewed entry%3A openai::openai in egress.yaml is not reviewed: it has no owner.%0ATo settle it: sallyport accept api.openai.com --id openai --owner "…" --reason "…"
      sallyport: cannot judge.
      "
    `);
  });

  test('a party that is wrong in two ways is one annotation', () => {
    const plain = destination('a.example.com', [site({ hosts: hosts('a.example.com:80'), scheme: 'http' })]);
    const [only, ...others] = annotations(compared([plain], ''));
    expect(others).toEqual([]);
    expect(only?.message.split('\n')).toHaveLength(3);
  });

  test('ten of each severity; the tenth says what is missing', () => {
    const many = Array.from({ length: 14 }, (_, i) => fetched(`h${i}.example.com`, { line: i + 1 }));
    const entries = Array.from({ length: 12 }, (_, i) => `  - { id: e${i}, hosts: [e${i}.example.org], owner: me }\n`);
    const found = annotations(compared(many, `destinations:\n${entries.join('')}`));
    const of = (name: string) => found.filter((one) => one.name === name);
    expect([of('error').length, of('warning').length, of('notice').length]).toEqual([10, 10, 0]);
    expect(of('error')[9]?.message).toContain('… and 4 more, which the log lists: Undeclared egress: h6.example.com,');
    expect(of('warning')[9]?.message).toContain('… and 2 more');
    expect(of('error')[8]?.message).not.toContain('more, which');
  });

  test('exactly ten are ten', () => {
    const many = Array.from({ length: 10 }, (_, i) => fetched(`h${i}.example.com`, { line: i + 1 }));
    expect(githubReport(compared(many, ''), '')).not.toContain('more');
  });

  test('entries that nobody has reviewed are one annotation', () => {
    const yaml = `policy: { require: [owner] }\ndestinations:\n  - { id: a, hosts: [a.com] }\n  - { id: b, hosts: [b.com] }\n`;
    const found = annotations(compared([fetched('a.com'), fetched('b.com')], yaml));
    expect(found.map(({ name, properties }) => [name, properties.title])).toEqual([
      ['warning', '2 unreviewed entries'],
    ]);
  });

  test('problems of one kind are one annotation', () => {
    const broken = Array.from({ length: 40 }, (_, i): Problem[] =>
      PROBLEMS.map((problem) => ({ ...problem, file: `src/f${i}.ts`, message: `src/f${i}.ts:3:7 Unexpected token` })),
    );
    const found = annotations(compared([OPENAI], '', { problems: broken.flat() }));
    expect(found.map(({ name }) => name)).toEqual(['error', 'error', 'warning']);
    expect(found[0]?.message).toContain('… and 39 more of this kind: src/f1.ts');
  });

  test('an inventory is notices', () => {
    const found = annotations(scanned([SEGMENT, OPENAI]));
    expect(
      found.map(({ name, properties, message }) => `${name} ${properties.file} ${properties.title}: ${message}`),
    ).toEqual([
      'notice src/track.ts Egress: Twilio Segment: Twilio Segment (api.segment.io, cdn.segment.com) is reached from here and 2 more places.',
      'notice lib/models.ts Egress: OpenAI: OpenAI (api.openai.com, OPENAI_BASE_URL) is reached from here.',
    ]);
  });

  test('nothing is an error with --warn-only', () => {
    expect(annotations(compared([OPENAI], '', { warnOnly: true })).map(({ name }) => name)).toEqual(['warning']);
  });

  test('what a change does to the policy is told, and is an error where the manifest is frozen', () => {
    const rows = (options: Options) =>
      annotations(compared([], '', options)).map(
        ({ name, properties, message }) => `${name} ${properties.line} ${properties.title}: ${message}`,
      );
    const removed = 'notice 1 Policy change: old: old in egress.yaml is removed.';
    expect(rows({ since: SINCE })).toEqual([
      'notice 3 Policy change: segment: segment in egress.yaml is added, not reviewed.\nhosts: + api.segment.io; owner: + @acme/web',
      removed,
    ]);
    const refused =
      '3 Policy change without approval: segment: segment in egress.yaml is added, not reviewed, and the manifest is frozen: this carries no new review.\nhosts: + api.segment.io; owner: + @acme/web';
    expect(rows({ since: FROZEN })).toEqual([`error ${refused}`, removed]);
    expect(rows({ since: FROZEN, warnOnly: true })).toEqual([`warning ${refused}`, removed]);
  });

  test('a party is annotated where it is new, and not inside a wrapper that others use too', () => {
    const lineOf = (result: Result) =>
      annotations(result).map(({ properties }) => `${properties.file}:${properties.line}`);
    expect(lineOf(compared([SEGMENT], '', { since: { ...SINCE, changes: { ...SINCE.changes, policy: [] } } }))).toEqual(
      ['src/track.ts:40'],
    );
    const wrapped = (host: string, line: number) =>
      destination(host, [
        site({ file: 'lib/http.ts', hosts: hosts(host) }),
        site({ file: 'src/z.ts', line, hosts: hosts(host) }),
      ]);
    expect(lineOf(compared([wrapped('a.example.com', 3), wrapped('b.example.com', 4)], ''))).toEqual([
      'src/z.ts:3',
      'src/z.ts:4',
    ]);
  });

  test('paths are those of the repository', () => {
    const paths = { folder: 'apps/web', manifest: { name: 'egress.yaml', path: 'egress.yaml' } };
    const found = annotations(
      compared([OPENAI], 'destinations:\n  - { id: a, hosts: [a.com], owner: me }\n', { paths }),
    );
    expect(found.map(({ properties }) => properties.file)).toEqual(['apps/web/lib/models.ts', 'egress.yaml']);
  });
});

/** Texts that a runner might take for something else. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom(
        '::',
        '##[',
        'error',
        ' ',
        '\t',
        '\r',
        '\n',
        '%',
        '%0A',
        ',',
        '=',
        ':',
        ']',
        'ü',
        '日',
        '😀',
        '\u2028',
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join('')),
);

describe('whatever a text holds', () => {
  test('a command has exactly its message, title and file', () => {
    fc.assert(
      fc.property(
        hostile,
        hostile,
        hostile,
        fc.array(hostile, { minLength: 1, maxLength: 6 }),
        (path, title, other, lines) => {
          const region = { path: `src/${path}`, line: 3, column: 5, endColumn: 9 };
          const printed = workflowCommand({
            level: 'error',
            title: `x${title}`,
            lines: [`x${other}`, ...lines],
            region,
          });
          const [command, ...others] = commandsIn(printed);
          expect(others).toEqual([]);
          expect(command?.name).toBe('error');
          expect(command?.properties).toEqual({
            file: clean(`src/${path}`),
            line: '3',
            endLine: '3',
            col: '5',
            endColumn: '9',
            title: clean(`x${title}`),
          });
          expect(command?.message).toBe([`x${other}`, ...lines].slice(0, 4).map(clean).join('\n'));
        },
      ),
    );
  });

  test('a message is at most 4,096 bytes, cut between characters', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme-composite', minLength: 1, maxLength: 30 }),
        fc.integer({ min: 200, max: 2000 }),
        (text, times) => {
          const [command] = commandsIn(
            workflowCommand({ level: 'error', title: text.repeat(times), lines: [text.repeat(times)], region: null }),
          );
          expect(Buffer.byteLength(command?.message ?? '')).toBeLessThanOrEqual(4096);
          expect(Buffer.byteLength(command?.properties.title ?? '')).toBeLessThanOrEqual(250);
          expect(command?.message).not.toMatch(/\p{Surrogate}/u);
        },
      ),
      { numRuns: 30 },
    );
  });

  test('the report for people has no command', () => {
    fc.assert(
      fc.property(fc.array(hostile), (lines) => {
        expect(commandsIn(inertText(lines.join('\n')))).toEqual([]);
      }),
      { numRuns: 500 },
    );
    expect(commandsIn(inertText('a\n  ::error::x\n::add-mask::y\nz ##[error]x'))).toEqual([]);
    expect(commandsIn('::error::x\n\u00A0 ::stop-commands::y\nz ##[error]x')).toHaveLength(3);
  });
});
