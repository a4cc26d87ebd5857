/** What expressions evaluate to: source on the left, the printed value on the right. */
import { describe, expect, test } from 'vitest';
import { renderDefault } from '../helpers/evaluate-text.ts';

type Row = readonly [source: string, rendering: string];

function table(name: string, rows: readonly Row[]): void {
  describe(name, () => {
    test.each(rows)('%s', (source, rendering) => expect(renderDefault(source)).toBe(rendering));
  });
}

table('literals', [
  [`export default 'a'`, 'a'],
  ['export default `a${1}b${true}`', 'a1btrue'],
  [`export default 1 + 2`, '3'],
  [`export default 'a' + 'b' + 1`, 'ab1'],
  ['export default String.raw`a\\\\b`', 'a\\\\b'],
  [`export default 'A'.toLowerCase() + 'b'.toUpperCase()`, 'aB'],
  [`export default 'https://{r}.x.io'.replace('{r}', process.env.R)`, 'https://{env:R}.x.io'],
  [`export default ['a', 'b'].join('.')`, 'a.b'],
  [`export default 'a,b'.split(',')[1]`, 'b'],
  [`export default [...new Set(['a', 'b', 'a'])].join('-')`, 'a-b'],
  [`const f = (n) => (n > Math.random() ? 'a' : 'b'); export default [...new Set([f(0), f(1)])].join('-')`, '{?}'],
]);

table('another name for this', [
  [`class C { h = 'a'; at(to) { const me = this; me.h = to; return me; } } export default new C().at('b').h`, 'b'],
  [`class C { constructor(h) { const me = this; me.h = h; } } export default new C('a').h + new C('b').h`, 'ab'],
  [
    `class C { at(to) { let me = this; me.h = to; me = D; me.h = 'd'; return this; } } const D = new C(); export default D.h`,
    '(undefined|{?}|d)',
  ],
]);

table('what leads back to itself', [
  [
    `const l = { u: 'a', n: { u: 'b', n: { u: 'c', n: null } } }; let p = l; while (p.n) p = p.n; export default p.u`,
    '(a|b|c)',
  ],
  [`let [a, b, c] = ['x', 'y', 'z']; for (;;) [a, b, c] = [b, c, a]; export default a`, '(x|y|z)'],
  [`let q = ['a', 'b', 'c']; while (q.length > 1) q = q.slice(1); export default q[0]`, '(a|b|c|undefined)'],
]);

const MAYBE = `const f = () => (process.argv[2] ? { a: { b: 'x' } } : null); const c = f();`;

table('members of nothing', [
  [`${MAYBE} export default c.a.b`, 'x'],
  [`${MAYBE} const { a } = c; export default a.b`, 'x'],
  [`${MAYBE} export default c?.a.b`, '(x|undefined)'],
  [`${MAYBE} export default c?.a!.b`, '(x|undefined)'],
  [`${MAYBE} export default (c?.a).b`, 'x'],
  [`${MAYBE} export default c?.a.b.toUpperCase()`, '(X|undefined)'],
  [`const t = { a: { b: 'x' } }; export default t[process.argv[2]].b`, 'x'],
  [`const t = { a: { b: 'x' } }; export default t[process.argv[2]]?.b ?? 'y'`, '(x|y)'],
  [`export default null.a ?? 'y'`, 'y'],
]);

table('names', [
  [`const a = 'x'; const b = a; export default b`, 'x'],
  [`let a = 'x'; a += '/y'; export default a`, 'x/y'],
  [`let a; if (Math.random() > 0.5) a = 'x'; else a = 'y'; export default a`, '(x|y|undefined)'],
  [`const { a: { b = 'x' } } = { a: {} }; export default b`, 'x'],
  [`const [, second] = ['a', 'b']; export default second`, 'b'],
  [`const o = { m: { f() { return this.host; } } }; export default o.m.f()`, '{?}'],
  [`const { a, ...rest } = { a: 1, b: 'x' }; export default rest.b`, 'x'],
  [`var a = 'x'; { let a = 'y'; } export default a`, 'x'],
  [`function f() { return g; } const g = 'x'; export default f()`, 'x'],
  [`export default missing`, '{?}'],
  [`const a = b; const b = a; export default a`, '{?}'],
]);

table('objects', [
  [`const o = { a: { b: 'x' } }; export default o.a.b`, 'x'],
  [`const o = { a: 'x', ...{ a: 'y' } }; export default o.a`, 'y'],
  [`const o = { ...{ a: 'y' }, a: 'x' }; export default o.a`, 'x'],
  [`const o = { ['a' + 1]: 'x' }; export default o.a1`, 'x'],
  [`const o = {}; o.a = 'x'; export default o.a`, 'x'],
  [`const o = { a: 'x' }; if (process.argv[2]) o.a = 'y'; export default o.a`, '(x|y)'],
  [`const o = Object.freeze({ a: 'x' }); export default o.a`, 'x'],
  [`const o = { a: 'x' }; const f = (p) => { p.a = p.a + 'y'; }; f(o); export default o.a`, '(x|xy)'],
  [
    `const o = { a: 'x.io' }; const f = (p) => { p.a = p.a.replace('x', 'y'); }; f(o); export default o.a`,
    '(x.io|y.io)',
  ],
  [`const o = Object.assign({}, { a: 'x' }, { b: 'y' }); export default o.a + o.b`, 'xy'],
  [
    `const t = { eu: 'https://eu.x.io', us: 'https://us.x.io' }; export default t[process.argv[2]]`,
    '(https://eu.x.io|https://us.x.io|undefined)',
  ],
  [`export default Object.values({ a: 'x', b: 'y' })`, '[x, y]'],
  [`export default Object.entries({ a: 'x' }).map(([k, v]) => k + v)`, '[ax]'],
  [`export default Object.values(['x', 'y'])`, '[x, y]'],
  [`export default Object.entries(['x', 'y']).map(([k, v]) => k + v)`, '[0x, 1y]'],
  [`enum Host { A = 'https://a.io' } export default Host.A`, 'https://a.io'],
  [`namespace N { export const a = 'x'; } export default N.a`, 'x'],
  [`const list = []; list.push('x'); export default list[0]`, 'x'],
]);

table('alternatives', [
  [`export default process.argv[2] ? 'a' : 'b'`, '(a|b)'],
  [`export default '' || 'b'`, 'b'],
  [`export default 'a' || 'b'`, 'a'],
  [`export default null ?? 'b'`, 'b'],
  [`export default process.env.A || 'b'`, '({env:A}|b)'],
  [`export default process.argv[2] && 'b'`, '(b|false)'],
  [`export default (process.argv[2] && 'a') || 'b'`, '(a|b)'],
  [`let a; if (process.argv[2]) a = 'x'; export default a ?? 'y'`, '(x|y)'],
  [`function f() { if (process.argv[2]) return 'x'; } export default f() ?? 'y'`, '(x|y)'],
  [`function f(k) { switch (k) { case 1: return 'x'; } } export default f(process.argv[2]) || 'y'`, '(x|y)'],
  [`function f() { if (process.argv[2]) return 'x'; throw new Error(); } export default f() ?? 'y'`, 'x'],
  [
    `class C { u; set(x) { this.u = x; } } const c = new C(); if (process.argv[2]) c.set('x'); export default c.u ?? 'y'`,
    '(x|y)',
  ],
  [`let a; const f = () => { a = 'x' }; export default a ?? 'y'`, '(x|y)'],
  [`const f = [() => 'x'][process.argv.length]; export default f?.() ?? 'y'`, '(x|y)'],
  [`export default 'https://' + (process.argv[2] && 'a.io')`, 'https://a.io'],
  [`const t = { eu: 'a' }; export default t[process.argv[2]] ?? 'b'`, '(a|b)'],
  [`const t = { eu: { u: 'a' } }; export default t[process.argv[2]]?.u || 'b'`, '(a|b)'],
  [`const t = { eu: 'a' }; const { [process.argv[2]]: u = 'b' } = t; export default u`, '(a|b)'],
  [`const t = { eu: 'a' }; export default \`https://\${t[process.argv[2]]}.io\``, 'https://a.io'],
  ['export default `https://${process.argv[2] ? "eu" : "us"}.x.io`', '(https://eu.x.io|https://us.x.io)'],
]);

table('environment', [
  [`export default process.env.A`, '{env:A}'],
  [`export default process.env['A']`, '{env:A}'],
  [`const { A = 'b' } = process.env; export default A`, '({env:A}|b)'],
  [`const { A: b } = process.env; export default b`, '{env:A}'],
  [`export default import.meta.env.VITE_A`, '{env:VITE_A}'],
  [`export default Deno.env.get('A')`, '{env:A}'],
  [`export default Bun.env.A`, '{env:A}'],
  [`import { env } from 'node:process'; export default env.A`, '{env:A}'],
  [
    `function requireEnv(name) { const value = process.env[name]; if (!value) throw new Error(name); return value; } export default requireEnv('A')`,
    '{env:A}',
  ],
  [`const env = (name, fallback) => process.env[name] ?? fallback; export default env('A', 'b')`, '({env:A}|b)'],
  [`const c = { a: 'x' }; export default process.env[c.variable]`, 'undefined'],
  [`import { z } from 'zod'; const env = z.object({}).parse(process.env); export default env.A`, '{env:A}'],
  [`export default process.env[process.argv[2]]`, '{?}'],
]);

table('URLs', [
  [`export default new URL('/v1', 'https://a.io').href`, 'https://a.io/v1'],
  [`import { base } from 'settings'; export default new URL('/v1', base).href`, '{?}/v1'],
  [`import { base } from 'settings'; export default new URL('v1?x=1', base)`, '{?}/v1?x=1'],
  [`export default new URL('https://b.io/x', 'https://a.io')`, 'https://b.io/x'],
  [`export default new URL('//b.io/x', 'https://a.io')`, 'https://b.io/x'],
  [`export default new URL('https://a.io:8080/x').host`, 'a.io:8080'],
  [`export default new URL('https://a.io:8080/x').hostname`, 'a.io'],
  [`export default new URL('https://u:p@a.io/x').hostname`, 'a.io'],
  [`export default new URL('https://a.io/x').origin + '/y'`, 'https://a.io/y'],
  [
    `const u = new URL('https://a.io/x'); const f = (x) => { x.host = 'b.io'; }; f(u); export default u.href`,
    '(https://a.io/x|https://b.io/x)',
  ],
  [
    `const u = new URL('https://a.io'); const f = (x) => { x.host = 'b.io'; x.port = '8'; }; f(u); export default u.href`,
    '(https://a.io/|https://b.io/|https://a.io:8/|https://b.io:8/)',
  ],
  [`const u = new URL('https://a.io'); u.host = 'b.io'; export default u.href`, 'https://b.io/'],
  [`const o = { u: new URL('https://a.io') }; o.u.host = 'b.io'; export default \`\${o.u}\``, 'https://b.io/'],
  [
    `const u = new URL('https://a.io'); const f = (x) => { x.host = 'c.' + x.host; }; f(u); export default u.host`,
    '(a.io|c.a.io)',
  ],
  ["import { path } from 'settings'; export default new URL(`https://a.io${path}`).pathname", '{?}'],
  [`const u = new URL('https://a.io/x'); u.pathname = '/y'; export default u.toString()`, 'https://a.io/x'],
  [`const u = new URL('https://a.io/x'); u.hostname = 'b.io'; export default u`, 'https://b.io/x'],
  [
    `const u = new URL('https://a.io/x'); if (process.argv[2]) u.host = 'b.io'; export default u`,
    '(https://a.io/x|https://b.io/x)',
  ],
]);

table('functions', [
  [`const f = (a, b = 'y') => a + b; export default f('x')`, 'xy'],
  [`const f = (...parts) => parts.join('/'); export default f('a', 'b')`, 'a/b'],
  [`const make = (base) => (path) => base + path; export default make('a')('b')`, 'ab'],
  [`const f = ({ a: { b } }) => b; export default f({ a: { b: 'x' } })`, 'x'],
  [`async function f() { return 'x'; } export default await f()`, 'x'],
  [`const f = function (a) { return this.b + a; }; export default f.call({}, 'x')`, '{?}x'],
  [`const f = (a, b) => a + b; export default f.bind(null, 'x')('y')`, 'xy'],
  [`const f = (n) => (n ? f(n) : 'x'); export default f(process.argv.length)`, '({?}|x)'],
  [`const o = { base: 'x', get() { return this.base; } }; export default o.get()`, 'x'],
  [
    `const o = { base: 'x', get() { return this.base; } }; const set = () => { o.base = 'y' }; export const g = { set }; export default o.get.call(undefined)`,
    '(x|y)',
  ],
]);

table('classes', [
  [`class A { base = 'x'; url(p) { return this.base + p; } } export default new A().url('y')`, 'xy'],
  [
    `class A { constructor(private readonly base: string) {} url() { return this.base; } } export default new A('x').url()`,
    'x',
  ],
  [`class A { constructor(o) { this.base = o.base; } } export default new A({ base: 'x' }).base`, 'x'],
  [`class A { static base = 'x'; } export default A.base`, 'x'],
  [`class A { get base() { return 'x'; } } export default new A().base`, 'x'],
  [`class A { #base = 'x'; url() { return this.#base; } } export default new A().url()`, 'x'],
  [
    `class A { constructor(base) { this.base = base; } } class B extends A { constructor() { super('x'); } } export default new B().base`,
    'x',
  ],
  [
    `class A { url() { return this.host(); } } class B extends A { host() { return 'x'; } } export default new B().url()`,
    'x',
  ],
]);

describe('modules', () => {
  test.each([
    ['named', { 'a.ts': `export const x = 'v'`, 'main.ts': `import { x } from './a'; export default x` }, 'v'],
    [
      'renamed',
      { 'a.ts': `const x = 'v'; export { x as y }`, 'main.ts': `import { y as z } from './a.js'; export default z` },
      'v',
    ],
    ['default', { 'a.ts': `export default { x: 'v' }`, 'main.ts': `import a from './a'; export default a.x` }, 'v'],
    ['namespace', { 'a.ts': `export const x = 'v'`, 'main.ts': `import * as a from './a'; export default a.x` }, 'v'],
    [
      'barrel',
      {
        'a.ts': `export const x = 'v'`,
        'b/index.ts': `export * from '../a'`,
        'main.ts': `import { x } from './b'; export default x`,
      },
      'v',
    ],
    [
      're-export of a namespace',
      {
        'a.ts': `export const x = 'v'`,
        'b.ts': `export * as a from './a'`,
        'main.ts': `import { a } from './b'; export default a.x`,
      },
      'v',
    ],
    [
      'require',
      { 'a.js': `module.exports = { x: 'v' }`, 'main.ts': `const { x } = require('./a'); export default x` },
      'v',
    ],
    ['exports.x', { 'a.js': `exports.x = 'v'`, 'main.ts': `import { x } from './a'; export default x` }, 'v'],
    [
      'import()',
      { 'a.ts': `export const x = 'v'`, 'main.ts': `const { x } = await import('./a'); export default x` },
      'v',
    ],
    [
      'a cycle',
      {
        'a.ts': `import { y } from './main'; export const x = y`,
        'main.ts': `import { x } from './a'; export const y = x; export default y`,
      },
      '{?}',
    ],
    ['unresolved', { 'main.ts': `import { x } from './missing'; export default x` }, '{?}'],
  ] as const)('%s', (_name, files, rendering) => expect(renderDefault(files)).toBe(rendering));
});

table('order', [
  [`const o = { a: 'x' }; o.a = 'y'; export default o.a`, 'y'],
  [`const o = { a: 'x' }; const before = o.a; o.a = 'y'; export default before`, 'x'],
  [`const o = { s: { a: 'x' } }; o.s.a = 'y'; export default o.s.a`, 'y'],
  [`const o = { s: { a: 'x' } }; const inner = o.s; o.s.a = 'y'; export default inner.a`, '(x|y)'],
  [`const o = { a: 'x' }; Object.assign(o, { a: 'y' }); export default o.a`, 'y'],
  [`const o = Object.assign({}, { a: 'x' }); o.a = 'y'; export default o.a`, 'y'],
  [`const o = { a: 'x' }; keep(o); o.a = 'y'; const f = () => o.a; export default f()`, '(x|y)'],
  [`const o = { a: 'x' }; function set() { o.a = 'z'; } o.a = 'y'; set(); export default o.a`, '(y|z)'],
  [`let a = 'x'; set(); export default a; function set() { a = 'y'; }`, '(x|y)'],
  [`let a = 'x'; process.argv[2] ? (a = 'y') : (a += 'z'); export default a`, '(x|y|xz|yz)'],
  [`let a = 'x'; process.argv[2] && (a = 'y'); export default a`, '(x|y)'],
]);

table('generators', [
  [`function* f(a) { yield a; yield 'y'; } export default [...f('x')]`, '[x, y]'],
  [
    `function* f(a) { yield a; yield 'y'; } let r; for (const one of f('x')) r = one; export default r`,
    '(x|y|undefined)',
  ],
  [
    `function* g() { yield 'x'; } function* f() { yield* g(); yield 'y'; return 'z'; } export default [...f()]`,
    '[x, y]',
  ],
  [`function* f() { if (process.argv[2]) yield 'x'; } export default [...f()]`, '[x, …]'],
]);
