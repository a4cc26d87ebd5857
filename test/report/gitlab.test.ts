import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Problem } from '../../src/identify/destination.ts';
import { gitlabReport } from '../../src/report/gitlab.ts';
import type { Result } from '../../src/report/result.ts';
import { destination, fetched, hosts, OPENAI, site } from '../manifest/found.ts';
import { compared, differing, EVERY_KIND, PROBLEMS, scanned, SEGMENT } from './results.ts';

/** What GitLab asks of the report of its Code Quality. */
const REPORT = z.array(
  z.strictObject({
    description: z.string().min(1),
    check_name: z.string().min(1),
    fingerprint: z.string().min(1),
    severity: z.enum(['info', 'minor', 'major', 'critical', 'blocker']),
    location: z.strictObject({
      path: z.string().regex(/^(?!\.?\/)/),
      lines: z.strictObject({ begin: z.int().min(1) }),
    }),
  }),
);

function issuesOf(result: Result): z.infer<typeof REPORT> {
  return REPORT.parse(JSON.parse(gitlabReport(result)));
}

describe('a report for GitLab', () => {
  test('has an issue for each place, and the problems', () => {
    const rows = issuesOf(EVERY_KIND).map(
      ({ severity, check_name, location }) => `${severity} ${check_name} ${location.path}:${location.lines.begin}`,
    );
    expect(rows).toMatchInlineSnapshot(`
      [
        "blocker sallyport/parse src/broken.ts:3",
        "minor sallyport/large-file src/big.ts:1",
        "critical sallyport/undeclared src/webhooks/deliver.ts:9",
        "critical sallyport/undeclared app/[locale]/page.tsx:2",
        "critical sallyport/undeclared src/track.ts:18",
        "critical sallyport/undeclared src/track.ts:40",
        "major sallyport/out-of-scope lib/models.ts:12",
        "blocker sallyport/denied src/tunnel.ts:1",
        "critical sallyport/cleartext src/plain.ts:1",
        "major sallyport/expired egress.yaml:6",
        "minor sallyport/stale egress.yaml:5",
        "info sallyport/unreviewed egress.yaml:4",
      ]
    `);
  });

  test('what lies between two states is information', () => {
    const rows = issuesOf(differing([SEGMENT])).map(({ severity, check_name }) => `${severity} ${check_name}`);
    expect(rows).toEqual([
      'info sallyport/code-change',
      'info sallyport/policy-change',
      'info sallyport/policy-change',
    ]);
  });

  test('an issue says what to do', () => {
    expect(issuesOf(compared([OPENAI], ''))[0]?.description).toBe(
      'OpenAI (api.openai.com) is reached from lib/models.ts:12, and egress.yaml does not declare it. To settle it: sallyport accept api.openai.com --reason "…"',
    );
  });

  test('is an empty list where all is well, and an inventory is information', () => {
    expect(gitlabReport(compared([], ''))).toBe('[]\n');
    expect(issuesOf(scanned([SEGMENT])).map(({ severity }) => severity)).toEqual(['info']);
  });

  test('what does not fail is never critical', () => {
    expect(issuesOf(compared([OPENAI], '', { warnOnly: true })).map(({ severity }) => severity)).toEqual(['minor']);
  });

  test('a file that cannot hold everything says so', () => {
    const sites = Array.from({ length: 6000 }, (_, i) => site({ line: i + 1, hosts: hosts('a.example.com') }));
    const issues = issuesOf(compared([destination('a.example.com', sites)], ''));
    expect(issues).toHaveLength(5001);
    expect(issues.at(-1)?.description).toBe('1000 more are not in this report, which has the first 5000.');
  });

  test('fingerprints are unique, and do not know lines', () => {
    const place = fc.record({
      file: fc.constantFrom('src/a.ts', 'src/b.ts'),
      line: fc.nat(3),
      host: fc.constantFrom('a.example.com', 'b.example.com'),
    });
    const problem: fc.Arbitrary<Problem> = fc.record({
      code: fc.constantFrom('parse', 'usage'),
      severity: fc.constantFrom('error', 'warning'),
      message: fc.constantFrom('x', 'y'),
      hint: fc.constant(null),
      file: fc.constantFrom('src/a.ts', null),
      line: fc.constant(null),
      column: fc.constant(null),
    });
    fc.assert(
      fc.property(fc.array(place), fc.array(problem), (places, problems) => {
        const ids = [...new Set(places.map(({ host }) => host))];
        const found = (moved: number) =>
          ids.map((id) =>
            destination(
              id,
              places
                .filter(({ host }) => host === id)
                .map(({ file, line }) => site({ file, line: line + moved, hosts: hosts(id) })),
            ),
          );
        const prints = (moved: number) =>
          issuesOf(compared(found(moved), '', { problems })).map(({ fingerprint }) => fingerprint);
        expect(new Set(prints(1)).size).toBe(prints(1).length);
        expect(prints(50)).toEqual(prints(1));
      }),
    );
    expect(issuesOf(compared([fetched('a.example.com', { line: 3 })], ''))[0]?.fingerprint).toBe(
      issuesOf(compared([fetched('a.example.com', { line: 9 })], ''))[0]?.fingerprint,
    );
  });

  test('problems keep their code', () => {
    expect(
      issuesOf(compared([], '', { problems: PROBLEMS })).map(({ check_name, severity }) => [check_name, severity]),
    ).toEqual([
      ['sallyport/parse', 'blocker'],
      ['sallyport/large-file', 'minor'],
    ]);
  });
});
