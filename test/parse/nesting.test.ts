import { expect, test } from 'vitest';
import { isTooDeep } from '../../src/parse/nesting.ts';

test.each([
  ['brackets', `${'['.repeat(20_000)}${']'.repeat(20_000)}`],
  ['calls', `${'f('.repeat(20_000)}${')'.repeat(20_000)}`],
  ['concatenations', `'a'${" +\n  'x'".repeat(20_000)}`],
  ['conditions', `${'x ? 1 : '.repeat(20_000)}2`],
  ['members', `x${'.y'.repeat(20_000)}`],
  ['loops', `${'for (;;) '.repeat(20_000)};`],
  ['loops with calls', `${'for (const x of f(1)) '.repeat(20_000)};`],
  ['branches', `${'if (a) b(); else '.repeat(20_000)}c();`.replaceAll(';', '')],
  ['branches with blocks', `${'if (a) { b(); c(); } else '.repeat(20_000)}{}`],
  ['labels', `${'a: '.repeat(20_000)};`],
  ['unary words', `x = ${'typeof '.repeat(20_000)}y`],
  ['operators of types', `type A = ${'keyof '.repeat(20_000)}B`],
  ['blocks', `${'try {'.repeat(20_000)}${'} finally {}'.repeat(20_000)}`],
  ['elements', `x = ${'<a>'.repeat(20_000)}${'</a>'.repeat(20_000)}`],
])('20,000 nested %s are too deep', (_name, text) => {
  expect(isTooDeep(text)).toBe(true);
});

test.each([
  ['a long list', `[${"'a' + 'b', ".repeat(50_000)}]`],
  ['many statements', "x = 'a' + 'b';\n".repeat(50_000)],
  ['a long text', `const image = 'data:image/png;base64,${'+/[({'.repeat(50_000)}';`],
  ['an apostrophe in a comment', `// don't\n${'f(1);\n'.repeat(20_000)}`],
  ['brackets that close', '()[]{}'.repeat(20_000)],
  ['many branches', `${'if (a) { b(); } else { c(); }\n'.repeat(20_000)}`],
  ['many functions', `${'function f(a: string): void { return a as B }\n'.repeat(20_000)}`],
  ['a long object', `x = { ${'a: typeof b,\n'.repeat(20_000)} }`],
])('%s is not', (_name, text) => {
  expect(isTooDeep(text)).toBe(false);
});
