/** What schemas, settings and data files evaluate to: source on the left, the printed value on the right. */
import { describe, expect, test } from 'vitest';
import { renderDefault } from '../helpers/evaluate-text.ts';

type Row = readonly [source: string, rendering: string];

function table(name: string, imports: string, rows: readonly Row[]): void {
  describe(name, () => {
    test.each(rows)('%s', (source, rendering) => expect(renderDefault(`${imports} ${source}`)).toBe(rendering));
  });
}

table('zod', `import { z } from 'zod'; const env = process.env;`, [
  [`export default z.string().parse('a')`, 'a'],
  [`export default z.string().default('b').parse('a')`, 'a'],
  [`export default z.string().default('b').parse(undefined)`, 'b'],
  [`export default z.string().min(1).default('b').describe('c').parse(env.A)`, '({env:A}|b)'],
  [`export default z.string().catch(() => 'b').parse(env.A)`, '({env:A}|b)'],
  [`export default z.string().optional().parse(env.A)`, '{env:A}'],
  [`export default z.enum(['a', 'b']).parse(env.A)`, '(a|b)'],
  [`export default z.enum(['a', 'b']).parse('a')`, 'a'],
  [`enum E { X = 'a', Y = 'b' } export default z.nativeEnum(E).parse(env.A)`, '(a|b)'],
  [`export default z.literal('a').parse(env.A)`, 'a'],
  [`export default z.enum([env.B, 'b']).parse(env.A)`, '{env:A}'],
  ['export default z.string().transform((s) => `${s}.x.io`).parse(env.A)', '{env:A}.x.io'],
  [`import { f } from 'unknown'; export default z.string().transform(f).parse(env.A)`, '{?}'],
  [`export default z.union([z.literal('a'), z.string().default('b')]).parse(env.A)`, '(a|{env:A}|b)'],
  [`export default z.preprocess((v) => v || undefined, z.string().default('b')).parse(env.A)`, '({env:A}|b)'],
  [`export default z.literal('a').or(z.string()).parse(env.A)`, '(a|{env:A})'],
  [`export default z.array(z.string().transform((s) => s + '!')).parse(['a', 'b'])`, '[a!, b!]'],
  [`export default z.object({ A: z.string() }).parse(env).A`, '{env:A}'],
  [`export default z.object({ A: z.string() }).parse(env).B`, '{env:B}'],
  [`export default z.object({ A: z.string().default('a') }).parse({}).A`, 'a'],
  [`export default z.object({ a: z.object({ b: z.string().default('x') }) }).parse({ a: {} }).a.b`, 'x'],
  [`const s = z.object({ A: z.string().default('a') }).extend({ A: z.string() }); export default s.parse(env).A`, '{env:A}'],
  [`const { A } = z.object({ A: z.string().default('a') }).partial().parse(env); export default A`, '({env:A}|a)'],
  [`const { data } = z.object({ A: z.string() }).safeParse(env); export default data.A`, '{env:A}'],
  [`const s = z.object({ A: z.string().default('a') }); export default z.object({ ...s.shape }).parse(env).A`, '({env:A}|a)'],
  [`export default Object.keys(z.object({ A: z.string(), B: z.string() }).parse(env))`, '[A, B]'],
  [`export default z.record(z.string(), z.string().default('x')).parse(env).A`, '({env:A}|x)'],
]); // prettier-ignore

table('other libraries', '', [
  [`import * as v from 'valibot'; export default v.parse(v.optional(v.string(), 'a'), process.env.A)`, '({env:A}|a)'],
  [`import { get } from 'env-var'; export default get('A').required().default('a').asString()`, '({env:A}|a)'],
  [`import { get } from 'env-var'; export default get('A').default('YQ==').convertFromBase64().asString()`, '{?}'],
  [`import Joi from 'joi'; export default Joi.attempt(process.env, { A: Joi.string().valid('a', 'b') }).A`, '(a|b)'],
  [`import convict from 'convict'; export default convict({ a: { b: { default: 'x', env: 'B' } } }).get('a.b')`, '({env:B}|x)'],
  [`import { parseEnv, z } from 'znv'; export default parseEnv(process.env, { A: { schema: z.string(), defaults: { _: 'a' } } }).A`, '({env:A}|a)'],
  [`import { type } from 'arktype'; export default type({ A: "string = 'a'" })(process.env).A`, '({env:A}|a)'],
]); // prettier-ignore

table('environments and proxies', '', [
  [`const o = { A: 'a', ...process.env }; export default o.A`, '({env:A}|a)'],
  [`const o = { ...process.env, A: 'a' }; export default o.A`, 'a'],
  [`const o = { a: 'x', ...(process.argv[2] ? { a: 'y' } : {}) }; export default o.a`, '(y|x)'],
  [`const p = new Proxy({ a: 'x' }, {}); export default p.a`, 'x'],
  ['const p = new Proxy({}, { get: (_, name) => `https://${name}.x.io` }); export default p.a', 'https://a.x.io'],
  [`const p = new Proxy({ a: 'x' }, { get: (t, name) => Reflect.get(t, name) ?? process.env[name] }); export default p.b`, '{env:b}'],
]); // prettier-ignore
