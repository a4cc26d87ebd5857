import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { junitReport } from '../../src/report/junit.ts';
import type { Result } from '../../src/report/result.ts';
import { xmlDocument } from '../../src/report/xml.ts';
import { destination, hosts, OPENAI, site } from '../manifest/found.ts';
import { compared, differing, EVERY_KIND, FROZEN, PROBLEMS, scanned, SEGMENT, SINCE } from './results.ts';
import { readXml, type Read } from './xml.ts';

function casesOf(result: Result): readonly Read[] {
  return readXml(junitReport(result)).children.flatMap(({ children }) => children);
}

/** `failure lib/models.ts:12 openai (OpenAI)` */
function rowOf({ attributes, children: [outcome] }: Read): string {
  return `${outcome?.name ?? 'passed'} ${attributes.file}:${attributes.line} ${attributes.classname} ${attributes.name}`;
}

describe('a report for JUnit', () => {
  test('has a test case for the scan, for each destination and for each entry that is about the manifest alone', () => {
    expect(casesOf(EVERY_KIND).map(rowOf)).toMatchInlineSnapshot(`
      [
        "error src/broken.ts:3 sallyport everything could be judged",
        "failure app/[locale]/page.tsx:2 sallyport.external segment (Twilio Segment)",
        "failure src/webhooks/deliver.ts:9 sallyport.dynamic dynamic:src/webhooks/deliver.ts#deliver",
        "failure lib/models.ts:12 sallyport.external openai (OpenAI)",
        "failure src/tunnel.ts:1 sallyport.external tunnel.ngrok.app",
        "failure src/plain.ts:1 sallyport.external old.example.com",
        "passed src/mail.ts:1 sallyport.external mail",
        "failure egress.yaml:6 sallyport.manifest expired mail",
        "system-out egress.yaml:5 sallyport.manifest stale gone",
        "system-out egress.yaml:4 sallyport.manifest unreviewed openai",
      ]
    `);
  });

  test('has a test case for each change, which passes', () => {
    expect(casesOf(differing([SEGMENT])).map(rowOf)).toMatchInlineSnapshot(`
      [
        "passed egress.yaml:1 sallyport everything could be read",
        "system-out src/track.ts:40 sallyport.code new api.segment.io",
        "system-out egress.yaml:1 sallyport.code removed old.example.com",
        "system-out egress.yaml:3 sallyport.policy added segment (egress.yaml)",
        "system-out egress.yaml:1 sallyport.policy removed old (egress.yaml)",
      ]
    `);
  });

  test('counts what is in it', () => {
    const { attributes, children } = readXml(junitReport(EVERY_KIND));
    const cases = children.flatMap((suite) => suite.children);
    const of = (name: string) => cases.filter(({ children: [first] }) => first?.name === name).length;
    expect(attributes).toMatchObject({
      tests: String(cases.length),
      failures: String(of('failure')),
      errors: String(of('error')),
    });
    for (const suite of children) expect(suite.attributes.tests).toBe(String(suite.children.length));
  });

  test('a failure says what, where and what to do', () => {
    const failures = casesOf(compared([SEGMENT], '')).flatMap(({ children }) => children);
    expect(failures).toHaveLength(1);
    expect(failures[0]?.attributes.type).toBe('undeclared');
    expect(failures[0]?.text).toBe(
      [
        'undeclared: Twilio Segment (api.segment.io, cdn.segment.com) is reached from app/[locale]/page.tsx:2 and 2 more places, and egress.yaml does not declare it',
        '  app/[locale]/page.tsx:2:3  fetch()  in run',
        '  src/track.ts:18:10  fetch()  in run',
        '  src/track.ts:40:3  fetch()  in run',
        'To settle it: sallyport accept api.segment.io cdn.segment.com --reason "…"',
      ].join('\n'),
    );
  });

  test('what does not gate is skipped, and what only warns is output', () => {
    const spec = destination('t.example.com', [site({ hosts: hosts('t.example.com'), surface: 'test' })], {
      surfaces: ['test'],
    });
    const yaml = 'destinations:\n  - { id: gone, hosts: [gone.example.com], owner: me }\n';
    expect(
      casesOf(compared([spec], yaml))
        .map(rowOf)
        .slice(1),
    ).toEqual([
      'skipped src/a.ts:1 sallyport.external t.example.com',
      'system-out egress.yaml:3 sallyport.manifest stale gone',
    ]);
    expect(casesOf(compared([OPENAI], '', { warnOnly: true })).map(rowOf)[1]).toMatch(/^system-out/);
  });

  test('a change of a frozen manifest that nobody has approved fails', () => {
    expect(casesOf(compared([], '', { since: FROZEN })).map(rowOf)[1]).toBe(
      'failure egress.yaml:3 sallyport.manifest policy segment',
    );
    expect(casesOf(compared([], '', { since: SINCE })).map(rowOf)).toHaveLength(1);
  });

  test('is never without a test case', () => {
    expect(casesOf(compared([], '')).map(rowOf)).toEqual(['passed egress.yaml:1 sallyport everything could be judged']);
    expect(casesOf(scanned([OPENAI])).map(rowOf)).toEqual([
      'passed egress.yaml:1 sallyport everything could be read',
      'passed lib/models.ts:12 sallyport.external openai (OpenAI)',
    ]);
  });

  test('is well-formed whatever a text holds', () => {
    const hostile = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(hostile, hostile, hostile, (name, message, file) => {
        const party = destination(`x${name}`, [
          site({ file: `x${file}`, symbol: name, api: message, hosts: hosts('a.example.com') }),
        ]);
        const problems = PROBLEMS.map((problem) => ({ ...problem, message, file: `x${file}` }));
        expect(() => readXml(junitReport(compared([party], '', { problems })))).not.toThrow();
      }),
    );
    fc.assert(
      fc.property(hostile, hostile, (text, value) => {
        const { children, attributes } = readXml(
          xmlDocument({
            name: 'a',
            attributes: { value },
            children: [{ name: 'b', attributes: {}, children: [text] }],
          }),
        );
        const possible = (from: string) =>
          from.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu, '\uFFFD');
        expect([children[0]?.text, attributes.value]).toEqual([possible(text), possible(value)]);
      }),
    );
  });
});
