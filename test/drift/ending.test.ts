import { describe, expect, test } from 'vitest';
import { endingApprovals } from '../../src/drift/ending.ts';
import { manifestOf } from '../manifest/examples.ts';
import { fetched, WEBHOOK } from '../manifest/found.ts';

function messages(yaml: string, asOf = '2027-02-20'): readonly string[] {
  const found = endingApprovals([fetched('a.com'), WEBHOOK], manifestOf(`version: 1\n${yaml}`), asOf);
  expect(found.every(({ severity, code }) => severity === 'warning' && code === 'approval-ending')).toBe(true);
  return found.map(({ message }) => message);
}

const entry = (until: string) => `destinations:\n  - { id: a, hosts: [a.com], review: { until: ${until} } }\n`;

describe('an approval that ends soon', () => {
  test.each<[string, readonly string[]]>([
    ['2027-02-19', []],
    ['2027-02-20', ['egress.yaml:3:5 the approval of a ends today, on 2027-02-20']],
    ['2027-02-21', ['egress.yaml:3:5 the approval of a ends tomorrow, on 2027-02-21']],
    ['2027-03-06', ['egress.yaml:3:5 the approval of a ends in 14 days, on 2027-03-06']],
    ['2027-03-07', []],
  ])('until %s', (until, expected) => {
    expect(messages(entry(until))).toEqual(expected);
  });

  test.each([
    ['over the end of a year', '2027-12-25', '2028-01-08', 1],
    ['over a leap day', '2028-02-20', '2028-03-05', 1],
    ['one day more', '2028-02-20', '2028-03-06', 0],
    // Calendar days have no hours: the change to summer time makes no day shorter.
    ['over a change of the clock', '2027-03-21', '2027-04-04', 1],
  ])('%s', (_, asOf, until, count) => {
    expect(messages(entry(until), asOf)).toHaveLength(count);
  });

  test('a place whose destination is not known', () => {
    const dynamic = 'dynamic: [{ at: src/webhooks/**, reason: x, review: { until: 2027-02-28 } }]\n';
    expect(messages(dynamic)).toEqual([
      'egress.yaml:2:11 the approval of dynamic:src/webhooks/** ends in 8 days, on 2027-02-28',
    ]);
  });

  test('what nothing reaches is not to be renewed', () => {
    expect(messages('destinations: [{ id: b, hosts: [b.com], review: { until: 2027-02-21 } }]\n')).toEqual([]);
  });
});
