import { expect, it } from 'vitest';
import { parseJson, parseRelaxedJson } from '../../src/discover/json.ts';

it.each([
  ['{"a": 1,}', '1:9 unexpected "}"'],
  ['{\n  "a": 1\n  "b": 2\n}', '3:3 unexpected "\\""'],
  ['{"a": [1, 2}', '1:12 unexpected "}"'],
  ['{a: 1}', '1:2 unexpected "a"'],
  ["{'a': 1}", '1:2 unexpected "\'"'],
  ['{"a" 1}', '1:6 unexpected "1"'],
  ['{"a": tru}', '1:7 unexpected "t"'],
  ['{"a": 1', '1:8 the text ends too early'],
  ['', '1:1 the text ends too early'],
  ['{} x', '1:4 unexpected "x"'],
  ['[1, [], {}, {"a": {}}, ]', '1:24 unexpected "]"'],
  ['{"a": "b\n"}', '1:7 unexpected "\\""'],
  ['<<<<<<< HEAD\n{}', '1:1 unexpected "<"'],
])('says where %j is broken', (text, expected) => {
  const json = parseJson(text);
  expect(json.kind === 'broken' ? `${json.line}:${json.column} ${json.detail}` : json).toBe(expected);
});

it.each([
  ['{"a": [1, 2,], // x\n }', { a: [1, 2] }],
  ['{"a": "//,}", /* , */ "b": "\\",}", }', { a: '//,}', b: '",}' }],
  ['{"a": 1, // last\n}', { a: 1 }],
  ['{"a": 1, /* one */ "b": 2 /* two */ }', { a: 1, b: 2 }],
  ['{"a": [1, /** of {} */ 2], /* * / */ "b": 2, /* } */ }', { a: [1, 2], b: 2 }],
])('reads %j leniently', (text, value) => {
  expect(parseRelaxedJson(text)).toEqual({ kind: 'value', value });
});

it('reads the settings that `tsc --init` writes, most of them comments, without going astray', () => {
  const option = (index: number): string =>
    `    // "option${index}": true,               /* What it does // and why. */`;
  const options = Array.from({ length: 200 }, (_, index) => option(index)).join('\n');
  const text = `{\n  "compilerOptions": {\n    "strict": true,\n${options}\n  },\n${options}\n}`;
  expect(parseRelaxedJson(text)).toEqual({ kind: 'value', value: { compilerOptions: { strict: true } } });
  expect(parseRelaxedJson(text.replace('true,', 'true;'))).toMatchObject({ kind: 'broken', line: 3, column: 19 });
});

it('says where a text with comments is broken', () => {
  expect(parseRelaxedJson('/*\n * {\n */\n{\n  /* one */ "a" 1\n}')).toMatchObject({
    kind: 'broken',
    line: 5,
    column: 17,
  });
});
