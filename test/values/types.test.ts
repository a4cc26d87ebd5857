/** What types say of expressions: declarations on the left, what the exported expression may be by its type on the right. */
import { describe, expect, test } from 'vitest';
import { typeOfDefault } from '../helpers/type-of-default.ts';

type Row = readonly [source: string, answer: string];

function table(name: string, rows: readonly Row[]): void {
  describe(name, () => {
    test.each(rows)('%s', (source, answer) => expect(typeOfDefault({ 'main.ts': source })).toBe(answer));
  });
}

table('closed', [
  [`declare const x: 'a' | 'b'; export default x`, 'a | b'],
  [`declare const x: 'b' | 'a'; export default x`, 'a | b'],
  [`enum E { A = 'a', B = 'b' } declare const x: E; export default x`, 'a | b'],
  [`enum E { A = 'a', B = 'b' } declare const x: E.B; export default x`, 'b'],
  [`const T = { a: 1, b: 2 }; declare const x: keyof typeof T; export default x`, 'a | b'],
  [`const L = ['a', 'b'] as const; declare const x: (typeof L)[number]; export default x`, 'a | b'],
  ['declare const x: `${"a" | "b"}-${1 | 2}`; export default x', 'a-1 | a-2 | b-1 | b-2'],
  [`declare const x: Exclude<'a' | 'b' | 'c', 'c'>; export default x`, 'a | b'],
  [`declare const x: Uppercase<'a' | 'b'>; export default x`, 'A | B'],
  [`declare const x: Promise<'a' | 'b'>; export default await x`, 'a | b'],
  [`declare const x: 'a' & { readonly brand: 1 }; export default x`, 'a'],
  [
    `declare function f(x: 'a' | 'b', y: number): void; declare const x: Parameters<typeof f>[0]; export default x`,
    'a | b',
  ],
  [`declare const x: string; export default x as 'a' | 'b'`, 'a | b'],
  [`const f = <T extends 'a' | 'b'>(x: T) => x; declare const y: any; export default f(y as 'b')`, 'b'],
  [`declare const x: 8080 | 8443; export default x`, '8080 | 8443'],
  [`declare const x: 'a' | undefined; export default x`, 'undefined | a'],
  ['declare const x: "a" | undefined; export default `${x}`', 'open'],
  ['declare const x: `${string}.a.io`; export default x', '{?}.a.io'],
]);

table('open', [
  [`declare const x: string; export default x`, 'open'],
  [`declare const x: 'a' | string; export default x`, 'open'],
  [`declare const x: 'a' | (string & {}); export default x`, 'open'],
  [`declare const x: any; export default x`, 'open'],
  [`declare const x: never; export default x`, 'open'],
  [`declare const x: boolean; export default x`, 'open'],
  ['declare const x: `http${string}`; export default x', 'open'],
  [`import type { X } from 'elsewhere'; declare const x: X; export default x`, 'open'],
  [`import type { X } from 'elsewhere'; declare const x: X | 'a'; export default x`, 'open'],
]);

table('what is not known leaves everything in', [
  [`declare const x: Exclude<'a' | 'b', any>; export default x`, 'a | b'],
  [`declare const x: Extract<'a' | 'b', any>; export default x`, 'a | b'],
  [`import type { X } from 'elsewhere'; declare const x: Exclude<'a' | 'b', X>; export default x`, 'open'],
]);

table('objects', [
  [`class A {} declare const x: A; export default x`, 'instance of main.ts'],
  [`class A {} declare const x: A | undefined; export default x`, 'instance of main.ts'],
  [`class A {} declare const x: typeof A; export default x`, 'unknown'],
  [
    `import { HttpService } from '@nestjs/axios'; declare const x: { http: HttpService }; export default x.http`,
    'api after 1 calls',
  ],
  [
    `import axios from 'axios'; const f = () => axios.create(); declare const x: ReturnType<typeof f>; export default x`,
    'api after 1 calls',
  ],
  [`import Redis from 'ioredis'; declare const x: Promise<Redis>; export default await x`, 'api after 1 calls'],
  [`declare const x: { a: 1 }; export default x`, 'unknown'],
]);

test('only the files that a type is built from are read', () => {
  const read: string[] = [];
  const files = {
    'main.ts': `import { a } from './barrel'; import { other } from './other'; export default a.region; void other`,
    'barrel.ts': `export * from './empty'; export { a } from './a'`,
    'empty.ts': `export const nothing = 0`,
    'a.ts': `import type { Region } from './region'; import './unrelated'; export declare const a: { region: Region }`,
    'region.ts': `export type Region = 'eu' | 'us'`,
    'other.ts': `export const other = 1`,
    'unrelated.ts': `export {}`,
  };
  expect(typeOfDefault(files, (path) => read.push(path))).toBe('eu | us');
  expect([...new Set(read)].toSorted()).toEqual(['a.ts', 'barrel.ts', 'empty.ts', 'main.ts', 'region.ts']);
});
