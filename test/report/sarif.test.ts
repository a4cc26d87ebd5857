import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import type { Log, Result as SarifResult, Run } from 'sarif';
import { describe, expect, test } from 'vitest';
import type { Result } from '../../src/report/result.ts';
import { sarifReport } from '../../src/report/sarif/sarif.ts';
import { uriOf } from '../../src/report/sarif/uri.ts';
import { destination, fetched, hosts, OPENAI, site } from '../manifest/found.ts';
import { faultsOf, HAS_MULTITOOL, sarifSchema } from './multitool.ts';
import { compared, differing, EVERY_KIND, FROZEN, PROBLEMS, scanned, SEGMENT, SINCE } from './results.ts';

function runOf(result: Result): Run {
  const [run] = (JSON.parse(sarifReport(result)) as Log).runs;
  if (run === undefined) throw new Error('no run');
  return run;
}

function resultsOf(result: Result): readonly SarifResult[] {
  return runOf(result).results ?? [];
}

function fingerprintsOf(result: Result): readonly (string | undefined)[] {
  return resultsOf(result).map(({ partialFingerprints }) => partialFingerprints?.primaryLocationLineHash);
}

const CASES = {
  'every kind of drift': EVERY_KIND,
  'a file that does not parse': compared([], '', { problems: PROBLEMS }),
  'in sync': compared([], ''),
  'a frozen manifest': compared([], '', { since: FROZEN }),
  inventory: scanned([SEGMENT, OPENAI], { problems: PROBLEMS }),
  'an empty inventory': scanned([]),
  'a difference': differing([SEGMENT], { problems: PROBLEMS }),
} as const;

const REPORTS = Object.fromEntries(Object.entries(CASES).map(([name, result]) => [name, sarifReport(result)]));

describe.skipIf(!HAS_MULTITOOL)('for GitHub', () => {
  test('every report is what the schema says', () => {
    const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(sarifSchema());
    for (const [name, report] of Object.entries(REPORTS)) {
      validate(JSON.parse(report));
      expect({ name, errors: validate.errors }).toEqual({ name, errors: null });
    }
    validate({ version: '2.1.0' });
    expect(validate.errors).not.toBeNull();
  });

  test('no report has anything that it would refuse', () => {
    // There is no page about Sallyport on the network that it could name.
    expect(faultsOf(REPORTS).filter((fault) => !fault.startsWith('SARIF2005'))).toEqual([]);
  });

  test('and the validator finds what is wrong', () => {
    const log = JSON.parse(sarifReport(EVERY_KIND)) as Log;
    const rules = runOf(EVERY_KIND).tool.driver.rules?.map(({ id }) => ({ id })) ?? [];
    const runs = log.runs.map((run) => ({ ...run, tool: { driver: { name: 'Sallyport', rules } } }));
    const broken = JSON.stringify({ ...log, runs });
    expect(faultsOf({ broken, again: broken }).join('\n')).toMatch(/^GH/m);
  });
});

test.each(Object.entries(CASES))('%s: no text is empty, and no rule lacks what GitHub shows', (_, result) => {
  const run = runOf(result);
  expect(JSON.stringify(run)).not.toContain('"text":""');
  const rules = run.tool.driver.rules ?? [];
  for (const { shortDescription, fullDescription, help } of rules) {
    expect([shortDescription?.text, fullDescription?.text, help?.text, help?.markdown]).not.toContain(undefined);
    expect(fullDescription?.text.length).toBeLessThan(1024);
  }
  for (const { ruleId, ruleIndex = -1 } of run.results ?? []) expect(rules[ruleIndex]?.id).toBe(ruleId);
});

describe('results', () => {
  test('every kind has its rule; a site each, where the code or the entry stands', () => {
    const rows = resultsOf(EVERY_KIND).map(({ ruleId, level, locations }) => {
      const { artifactLocation, region } = locations?.[0]?.physicalLocation ?? {};
      return `${level} ${ruleId} ${artifactLocation?.uri}:${region?.startLine}:${region?.startColumn}-${region?.endColumn}`;
    });
    expect(rows).toMatchInlineSnapshot(`
      [
        "error not-judged src/broken.ts:3:7-9",
        "error undeclared src/webhooks/deliver.ts:9:1-20",
        "error undeclared app/%5Blocale%5D/page.tsx:2:3-9",
        "error undeclared src/track.ts:18:10-16",
        "error undeclared src/track.ts:40:3-9",
        "error out-of-scope lib/models.ts:12:5-9",
        "error denied src/tunnel.ts:1:1-20",
        "error cleartext src/plain.ts:1:1-20",
        "error expired egress.yaml:6:5-14",
        "warning stale egress.yaml:5:5-14",
        "warning unreviewed egress.yaml:4:5-14",
      ]
    `);
  });

  test('say what to do, and how the value is known: from where it is written to where it is used', () => {
    const [first] = resultsOf(compared([SEGMENT], '')).filter(({ codeFlows }) => codeFlows !== undefined);
    expect(first?.message.text).toContain('sallyport accept api.segment.io cdn.segment.com --reason');
    const steps = first?.codeFlows?.[0]?.threadFlows[0]?.locations.map(({ location }) => {
      const { artifactLocation, region } = location?.physicalLocation ?? {};
      return `${artifactLocation?.uri}:${region?.startLine} ${location?.message?.text}`;
    });
    expect(steps).toEqual([
      `src/config.ts:4 export const BASE = 'https://api.segment.io';`,
      `src/track.ts:1 import { BASE } from './config'`,
      'src/track.ts:18 return client(18);',
    ]);
  });

  test('what could not be judged is an error of the run and at its place', () => {
    const run = runOf(compared([], '', { problems: PROBLEMS }));
    expect(run.invocations?.[0]).toMatchObject({
      executionSuccessful: false,
      toolExecutionNotifications: [
        { level: 'error', descriptor: { id: 'parse' } },
        { level: 'warning', descriptor: { id: 'large-file' } },
      ],
    });
    expect(run.results?.map(({ ruleId, level }) => [ruleId, level])).toEqual([['not-judged', 'error']]);
  });

  test('a change of a frozen manifest that nobody has approved is an error at its entry', () => {
    const [only] = resultsOf(compared([], '', { since: FROZEN }));
    expect(only).toMatchObject({ ruleId: 'frozen', level: 'error' });
    expect(only?.locations?.[0]?.physicalLocation?.region?.startLine).toBe(3);
    expect(resultsOf(compared([], '', { since: SINCE }))).toEqual([]);
  });

  test('warnings are warnings unless --strict, and nothing is an error with --warn-only', () => {
    const yaml = 'destinations:\n  - { id: a, hosts: [a.example.com] }\n';
    const levels = (options: object) => resultsOf(compared([OPENAI], yaml, options)).map(({ level }) => level);
    expect(levels({})).toEqual(['error', 'warning']);
    expect(levels({ strict: true })).toEqual(['error', 'error']);
    expect(levels({ warnOnly: true })).toEqual(['warning', 'warning']);
  });

  test('paths are those of the repository, and the category is that of the folder', () => {
    const paths = { folder: 'apps/web', manifest: { name: 'egress.yaml', path: 'policy/egress.yaml' } };
    const run = runOf(compared([OPENAI], 'destinations:\n  - { id: a, hosts: [a.example.com] }\n', { paths }));
    const uris = run.results?.map(({ locations }) => locations?.[0]?.physicalLocation?.artifactLocation?.uri);
    expect(uris).toEqual(['apps/web/lib/models.ts', 'policy/egress.yaml']);
    expect(run.automationDetails?.id).toBe('sallyport-check/apps/web/');
    expect(runOf(EVERY_KIND).automationDetails?.id).toBe('sallyport-check/');
  });

  test('are bounded: the first place of everybody comes before the second of anybody, and the rest is counted', () => {
    const many = Array.from({ length: 300 }, (_, i) =>
      destination(
        `h${i}.example.com`,
        Array.from({ length: 20 }, (_, line) =>
          site({ file: `src/f${i}.ts`, line: line + 1, hosts: hosts(`h${i}.example.com`) }),
        ),
      ),
    );
    const run = runOf(compared(many, ''));
    expect(run.results).toHaveLength(5000);
    const files = new Set(run.results?.map(({ locations }) => locations?.[0]?.physicalLocation?.artifactLocation?.uri));
    expect(files.size).toBe(300);
    expect(run.invocations?.[0]?.toolExecutionNotifications?.[0]?.message.text).toContain('1000 more');
  });
});

test('what lies between two states is notes where the code and the manifest stand; what is gone stands nowhere', () => {
  const rows = resultsOf(differing([SEGMENT])).map(({ ruleId, level, message, locations }) => {
    const { artifactLocation, region } = locations?.[0]?.physicalLocation ?? {};
    return `${level} ${ruleId} ${artifactLocation?.uri}:${region?.startLine} ${message.text}`;
  });
  expect(rows).toMatchInlineSnapshot(`
    [
      "note code-change src/track.ts:40 api.segment.io (Twilio Segment) is reached for the first time (server)",
      "note policy-change egress.yaml:3 segment in egress.yaml is added, not reviewed (hosts: + api.segment.io; owner: + @acme/web)",
      "note policy-change egress.yaml:1 old in egress.yaml is removed",
    ]
  `);
  expect(runOf(differing([])).automationDetails?.id).toBe('sallyport-diff/');
});

describe('fingerprints', () => {
  const at = (line: number, parts: object = {}) => compared([fetched('a.example.com', { line, ...parts })], '');

  test('do not know lines', () => {
    expect(fingerprintsOf(at(1))).toEqual(fingerprintsOf(at(99, { column: 7, symbol: 'other' })));
  });

  test('know the file, the party, the host of a service and the kind', () => {
    const swapped = (host: string) =>
      compared([destination('acme', [site({ hosts: hosts(host) })], { service: 'acme' })], '');
    const all = [
      at(1),
      at(1, { file: 'src/b.ts' }),
      compared([fetched('b.example.com', {})], ''),
      swapped('x.acme.com'),
      swapped('y.acme.com'),
      compared([fetched('a.example.com', {})], 'deny:\n  - { hosts: [a.example.com], reason: no }\n'),
    ].flatMap(fingerprintsOf);
    expect(new Set(all).size).toBe(all.length);
  });

  test('are never the same in one report', () => {
    const all = fingerprintsOf(EVERY_KIND);
    expect(all).not.toContain(undefined);
    expect(new Set(all).size).toBe(all.length);
  });
});

test('a path becomes a relative URI, whatever it holds', () => {
  expect(uriOf('app/[locale]/(shop)/@modal/a b#c?.tsx')).toBe('app/%5Blocale%5D/(shop)/@modal/a%20b%23c%3F.tsx');
  expect(uriOf('c:/x.ts')).toBe('c%3A/x.ts');
  fc.assert(
    fc.property(
      fc.array(
        fc.string({ unit: 'binary', minLength: 1 }).filter((s) => !/[/\\]/.test(s) && !/^\.+$/.test(s)),
        { minLength: 1 },
      ),
      (parts) => {
        const path = parts.join('/');
        const url = new URL(uriOf(path), 'https://root.invalid/');
        expect(url.host).toBe('root.invalid');
        expect(decodeURIComponent(url.pathname).slice(1)).toBe(path.replace(/\p{Surrogate}/gu, '\uFFFD'));
      },
    ),
    { numRuns: 50 },
  );
});
