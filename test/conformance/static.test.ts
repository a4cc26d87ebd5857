/** What the analysis says of each conformance program is the truth that the program states; with both parsers. */
import { describe, expect, test } from 'vitest';
import { parseWithEstree } from '../../src/parse/parse.ts';
import { allPrograms } from './all-programs.ts';
import { predict } from './predict.ts';

describe.each(allPrograms())('%s', (_name, program) => {
  const { hosts, env, dynamic, absent } = program.expect;

  test('reaches what it says', () => {
    const found = predict(program);
    expect({ hosts: found.hosts, env: found.env, dynamic: found.dynamic }).toEqual({
      hosts: hosts.toSorted(),
      env: env.toSorted(),
      dynamic: dynamic.toSorted(),
    });
    const reported = JSON.stringify(found.destinations.map(({ id, sites }) => [id, sites.map(({ target }) => target)]));
    for (const text of absent) expect(reported).not.toContain(text);
  });

  test('is the same with the other parser', () => {
    expect(predict(program, { parser: parseWithEstree })).toEqual(predict(program));
  });
});
