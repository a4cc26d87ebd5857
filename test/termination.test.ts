/**
 * Programs that are made to be too much: the analysis ends within its bounds, says where it gave up, and still finds what stands after them.
 * Nothing here looks at a clock; what does not end meets the patience of the test runner.
 */
import { describe, expect, test } from 'vitest';
import type { Analyzed } from '../src/analyze.ts';
import { analyzeText } from './helpers/analyze-text.ts';

type Files = Readonly<Record<string, string>>;

/** What every program ends with. */
const LAST = `fetch('https://last.acme.com/');`;

const lines = (count: number, line: (index: number) => string, separator = '\n'): string =>
  Array.from({ length: count }, (_, index) => line(index)).join(separator);
const main = (text: string): Files => ({ 'src/main.ts': `${text}\n${LAST}\n` });
const ring = (count: number, text: (own: number, next: number) => string): Files => ({
  ...main(''),
  ...Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`src/m${index}.ts`, text(index, (index + 1) % count)]),
  ),
});

function hostsOf({ destinations }: Analyzed): readonly string[] {
  return destinations.flatMap(({ hosts }) => hosts);
}

function reasonsOf({ destinations }: Analyzed): readonly string[] {
  return destinations.flatMap(({ reason }) => reason ?? []);
}

/** Too much for the bounds: at least one target is not known, and the reason is one of the bounds. */
const GIVEN_UP: readonly (readonly [string, Files])[] = [
  [
    '10,000 alternatives',
    main(`let u;\n${lines(10_000, (i) => `if (x[${i}]) u = 'https://h${i}.acme.com/';`)}\nfetch(u);`),
  ],
  [
    'a table of 10,000',
    main(`const t = { ${lines(10_000, (i) => `k${i}: 'https://h${i}.acme.com/'`, ',')} };\nfetch(t[x]);`),
  ],
  [
    '10,000 cases',
    main(
      `function f(x) { switch (x) { ${lines(10_000, (i) => `case ${i}: return 'https://h${i}.acme.com/';`)} } }\nfetch(f(x));`,
    ),
  ],
  [
    'every list twice, 60 times',
    main(
      `const l0 = ['https://l.acme.com/'];\n${lines(60, (i) => `const l${i + 1} = [l${i}, l${i}];`)}\nfetch(l60.join(''));`,
    ),
  ],
  [
    '2,000 objects that spread each other',
    main(
      `const r0 = { url: 'https://r.acme.com' };\n${lines(2000, (i) => `const r${i + 1} = { ...r${i}, k${i}: 1 };`)}\nfetch(r2000.url);`,
    ),
  ],
  [
    'every function calls the next one twice',
    main(
      `const f0 = (u) => u;\n${lines(40, (i) => `const f${i + 1} = (u) => f${i}(u + 'a') + f${i}(u + 'b');`)}\nfetch(f40('https://e.acme.com/'));`,
    ),
  ],
  [
    'a ring of 400 imports',
    ring(
      400,
      (own, next) => `import { v${next} } from './m${next}';\nexport const v${own} = v${next};\nfetch(v${own});`,
    ),
  ],
  [
    '20 choices of two',
    main(
      `${lines(20, (i) => `const c${i} = x[${i}] ? 'a${i}' : 'b${i}';`)}\nfetch('https://' + ${lines(20, (i) => `c${i}`, '+')} + '.acme.com');`,
    ),
  ],
  [
    '5,000 writes to an object',
    main(`const o = {};\n${lines(5000, (i) => `o.k${i} = 'https://o${i}.acme.com';`)}\nfetch(o[x]);`),
  ],
  [
    '20,000 assignments of a name',
    main(`let v = 'https://v.acme.com'; function f() {\n${lines(20_000, (i) => `v = v + '${i}';`)} }\nfetch(v);`),
  ],
  [
    '10,000 optional additions',
    main(`let u = 'https://u.acme.com/';\n${lines(10_000, () => `if (x) u += 'x';`)}\nfetch(u);`),
  ],
  [
    '400 handlers and 400 emitters of one event',
    main(
      `import { EventEmitter } from 'node:events';\nconst bus = new EventEmitter();\n${lines(400, (i) => `bus.on('x', (u) => fetch(u + '/${i}')); bus.emit('x', 'https://h${i}.acme.com');`)}`,
    ),
  ],
  [
    '2,000 reads of a table of 1,000 by unknown keys',
    main(
      `const t = { ${lines(1000, (i) => `k${i}: 'https://h${i}.acme.com'`, ',')} };\n${lines(2000, (i) => `fetch(t[x + ${i}]);`)}`,
    ),
  ],
  [
    'functions that call one another in 50 files',
    ring(
      50,
      (own, next) =>
        `import { f${next} } from './m${next}';\nexport function f${own}(u, n) { return n ? f${next}(u, n - 1) : u; }\nfetch(f${own}(x.url, 3));`,
    ),
  ],
];

/** Generated code, one statement a line: every function calls two others, so each call is the root of a tree of calls. */
const GENERATED = lines(
  200,
  (i) =>
    `function a${i}(e, t) {\nvar n = a${(i * 7) % (i + 1)}(t, e);\nreturn e ? n.b(t) : a${(i * 3) % (i + 1)}(e, function (r) { return t(r) || e[r].get('/x${i}') });\n}\nvar o${i} = { a: a${i}, b: o${Math.max(0, i - 1)}, c: [a${i}, { d: (e) => a${i}(e, o${Math.max(0, i - 1)}) }] };`,
);

/** Much, but what counts is known, or is no destination. */
const FOLLOWED: readonly (readonly [string, Files, readonly string[]])[] = [
  ['200 generated functions that call each other', main(GENERATED), []],
  [
    'a text of 10,000 pieces',
    main(`fetch(\`https://t.acme.com/${lines(10_000, (i) => `\${x[${i}]}`, '/')}\`);`),
    ['t.acme.com'],
  ],
  [
    'a type of 10,000 texts',
    main(
      `type Region = ${lines(10_000, (i) => `'r${i}'`, ' | ')};\nexport function f(r: Region) { return fetch('https://' + r + '.region.acme.com'); }`,
    ),
    [],
  ],
  [
    'a ring of 1,000 files that import each other twice',
    ring(
      1000,
      (own, next) =>
        `import { f${next}, h${next} } from './m${next}';\nimport * as o from './m${(own + 500) % 1000}';\nexport const h${own} = h${next} || o.h${(own + 500) % 1000} || 'https://r${own}.acme.com';\nexport function f${own}(u) { return u ? fetch(h${own} + u) : f${next}(u); }`,
    ),
    ['r7.acme.com'],
  ],
  [
    'deep recursion',
    main(`function f(n, u) { return n ? f(n - 1, u) : u; }\nfetch(f(100000, 'https://deep.acme.com'));`),
    ['deep.acme.com'],
  ],
  [
    'a text that doubles 60 times',
    main(`let s = 'x'; ${'s = s + s; '.repeat(60)}\nfetch('https://d.acme.com/' + s);`),
    ['d.acme.com'],
  ],
  [
    'a list of 1,000,000',
    main(`const o = [${'1, '.repeat(1_000_000)}];\nfetch('https://o.acme.com/' + o[5]);`),
    ['o.acme.com'],
  ],
  [
    'an object of 100,000',
    main(`const o = { ${lines(100_000, (i) => `k${i}: 'https://o${i % 5}.acme.com/'`, ',')} };\nfetch(o.k99999);`),
    ['o4.acme.com'],
  ],
  [
    'an object that grows by 500 reads',
    main(
      `const o = {};\n${lines(290, (i) => `o.k${i} = 'https://o${i % 3}.acme.com';`)}\n${lines(500, (i) => `fetch(o.k${i % 290});`)}`,
    ),
    ['o0.acme.com', 'o1.acme.com', 'o2.acme.com'],
  ],
  [
    '40 objects that spread the one before twice',
    main(
      `const r0 = { url: 'https://r.acme.com' };\n${lines(40, (i) => `const r${i + 1} = { ...r${i}, ...(x ? r${i} : {}) };`)}\nfetch(r40.url);\nfetch(r40.missing);`,
    ),
    ['r.acme.com'],
  ],
  [
    'stars in all directions',
    ring(
      40,
      (own) =>
        `${lines(40, (i) => `export * from './m${i}';`)}\nexport const v${own} = 'https://s${own % 3}.acme.com';\nimport { v7 } from './m${own}'; fetch(v7);`,
    ),
    ['s1.acme.com'],
  ],
  ['diamonds of stars', { ...main(`import { v } from './a0'; fetch(v);`), ...diamonds() }, ['diamond.acme.com']],
  [
    '1,000 classes that extend one another',
    main(
      `class C0 { base = 'https://c.acme.com'; get(p) { return fetch(this.base + p); } }\n${lines(1000, (i) => `class C${i + 1} extends C${i} {}`)}\nnew C1000().get('/x');`,
    ),
    ['c.acme.com'],
  ],
  [
    '1,000 parameters',
    main(
      `function f(${lines(1000, (i) => `p${i}`, ',')}) { return fetch(p999); }\nf(${lines(1000, (i) => `'https://p${i}.acme.com'`, ',')});`,
    ),
    ['p999.acme.com'],
  ],
  [
    '10,000 arguments',
    main(
      `function f(...all) { return fetch(all[9999]); }\nf(${lines(10_000, (i) => `'https://p${i % 7}.acme.com'`, ',')});`,
    ),
    [],
  ],
  [
    '5,000 callers of five wrappers',
    main(
      `const w0 = (u) => fetch(u);\n${lines(5, (i) => `const w${i + 1} = (u) => w${i}(u);`)}\n${lines(5000, (i) => `w5('https://c${i % 9}.acme.com/${i}');`)}`,
    ),
    ['c8.acme.com'],
  ],
  [
    '5,000 callers of ten wrappers',
    main(
      `const w0 = (u) => fetch(u);\n${lines(10, (i) => `const w${i + 1} = (u) => w${i}(u);`)}\n${lines(5000, (i) => `w10('https://c${i % 9}.acme.com/${i}');`)}`,
    ),
    [],
  ],
  [
    '20,000 functions that call the next one',
    main(
      `${lines(20_000, (i) => `function f${i}(u) { return f${(i + 1) % 20_000}(u); }`)}\nfetch(f0('https://f.acme.com'));`,
    ),
    [],
  ],
  [
    '20,000 pushes',
    main(`const v = [];\n${lines(20_000, (i) => `v.push('https://v${i % 3}.acme.com');`)}\nfetch(v[0]);`),
    ['v0.acme.com'],
  ],
  [
    'regular expressions that explode',
    main(
      `fetch('https://r.acme.com/${'a'.repeat(60)}!'.replace(/(a+)+$/g, 'x'));\nif (/(x+x+)+y/.test('${'x'.repeat(60)}')) fetch('https://s.acme.com');`,
    ),
    ['s.acme.com'],
  ],
  [
    'texts of any length',
    main(
      `fetch('https://p.acme.com/' + 'x'.padEnd(500000000)); fetch('https://q.acme.com/' + 'ab'.repeat(200000000));`,
    ),
    ['p.acme.com', 'q.acme.com'],
  ],
  [
    'classes that extend each other',
    main(
      `class A extends B { get() { return fetch(this.base); } } class B extends A {} class S extends S {}\nnew S().x(); new B().get();`,
    ),
    [],
  ],
  [
    'objects that spread each other',
    main(
      `const a = { ...b }; const b = { ...a, ...c }; const c = { ...a, ...b, ...c };\nfetch(a.x); fetch(Object.values(c).join());`,
    ),
    [],
  ],
  [
    'objects that hold themselves',
    main(
      `const o = {}; o.a = o; o.b = o.a; o.a.b = o; Object.assign(o, o); o[x] = o; o.u = o.u + o.u;\nfetch(o.a.b.a.b.u); fetch(o.u);`,
    ),
    [],
  ],
  [
    'getters that ask for themselves',
    main(
      `const o = { get a() { return this.b; }, get b() { return this.a; } }; class G { get x() { return this.y + this.x; } get y() { return this.x + this.y; } static get s() { return G.s; } }\nfetch(o.a); fetch(new G().x); fetch(G.s);`,
    ),
    [],
  ],
  [
    'proxies around proxies',
    main(
      `let p = new Proxy({ url: 'https://p.acme.com' }, {});\n${'p = new Proxy(p, { get: (t, k) => t[k] });\n'.repeat(200)}fetch(p.url);`,
    ),
    [],
  ],
  [
    'the tables of a parser',
    main(
      `export const table = [${lines(20_000, (i) => `[${i}, [${i % 97}], { s: ${i}, r: [${i % 5}] }]`, ',\n')}];\nfetch(table[x][1]);`,
    ),
    [],
  ],
  [
    'callbacks in callbacks',
    main(`${lines(300, (i) => `run((a${i}) => {`, '')} fetch('https://cb.acme.com/' + a0); ${'});'.repeat(300)}`),
    ['cb.acme.com'],
  ],
];

/** A call of a function that only calls others, before the address is used: it may be a check, and they all may. */
const calling = (count: number): string =>
  lines(
    count,
    (i) =>
      `export function f${i}(u, v) { ${lines(4, (j) => `f${(i * 31 + j * 7) % count}(v, u);`, ' ')} return fetch(u); }`,
  );

const EVERYBODY: readonly (readonly [string, Files, readonly string[]])[] = [
  [
    'seven functions that all call one another',
    main(`${calling(7)}\nf0('https://f.acme.com', 'https://g.acme.com');`),
    ['f.acme.com', 'g.acme.com'],
  ],
  [
    'a check behind functions that all call one another',
    main(
      `${calling(4)}\nfunction assertOwn(u, v) { f0(v); if (!u.startsWith('https://own.acme.com/')) throw new Error(v); }\nexport function go(u, v) { assertOwn(u, v); return fetch(u); }`,
    ),
    ['own.acme.com'],
  ],
  [
    '2,000 callbacks of one function',
    main(`const each = (f) => f('https://cb.acme.com');\n${lines(2000, (i) => `each((u) => fetch(u + '/${i}'));`)}`),
    ['cb.acme.com'],
  ],
  [
    '2,000 lookups in an object of 20,000',
    main(
      `const t = { ${lines(20_000, (i) => `k${i}: 'https://t${i % 11}.acme.com'`, ',')} };\n${lines(2000, (i) => `fetch(t.k${i * 10});`)}`,
    ),
    lines(11, (i) => `t${i}.acme.com`).split('\n'),
  ],
  [
    '3,000 reads of a parameter that nobody fills',
    main(`export function f(x) {\n${lines(3000, (i) => `fetch(x.a${i});`)}\n}`),
    [],
  ],
  [
    '3,000 calls on one builder',
    main(
      `class B { u = ''; set(x) { this.u = x; return this; } go() { return fetch(this.u); } }\nconst b = new B();\n${lines(3000, (i) => `b.set('https://b${i % 7}.acme.com/${i}');`)}\nb.go();`,
    ),
    ['b3.acme.com'],
  ],
  [
    '3,000 routes of one application',
    main(
      `import express from 'express';\nconst app = express();\n${lines(3000, (i) => `app.get('/r${i}', (req, res) => { res.send(fetch('https://r${i % 9}.acme.com/' + req.params.id)); });`)}`,
    ),
    ['r0.acme.com', 'r8.acme.com'],
  ],
  [
    '2,000 fields that are written and read',
    main(`const o = {};\n${lines(2000, (i) => `o.k${i} = 'https://a${i % 7}.acme.com/'; fetch(o.k${i});`)}`),
    ['a6.acme.com'],
  ],
  [
    '500 types that each hold the one before twice',
    main(
      `type W<T> = { v: T }; type D0 = string;\n${lines(500, (i) => `type D${i + 1} = W<D${i}> & { k${i}: D${i} };`)}\nexport function f(d: D500) { return fetch(d.k499.v); }`,
    ),
    [],
  ],
];

describe('what all ask for is found once', () => {
  test.each(EVERYBODY)('%s', (_name, files, hosts) => {
    const found = analyzeText(files);
    expect(found.problems).toEqual([]);
    expect(hostsOf(found)).toEqual(expect.arrayContaining([...hosts, 'last.acme.com']));
  });

  test('2,000 comments that declare something', () => {
    const notes = lines(2000, (i) => `// sallyport: c.acme.com -- known\nfetch(x${i});`);
    const { notes: found } = analyzeText(main(notes));
    expect(found.map(({ line, lines: meant }) => [line, meant])).toEqual(
      Array.from({ length: 2000 }, (_, i) => [2 * i + 1, [2 * i + 2]]),
    );
  });
});

test('callers past the bound are one that is unknown, and the reason says so', () => {
  const calls = lines(3000, (i) => `w('https://c${i}.acme.com/${i}');`);
  const found = analyzeText(main(`export const w = (u) => fetch(u);\n${calls}`));
  expect(hostsOf(found)).toEqual(expect.arrayContaining(['c0.acme.com', 'c1000.acme.com', 'last.acme.com']));
  expect(reasonsOf(found)).toEqual(['more callers than are followed']);
});

test('where the steps of a sink run out, that is one unknown of the sink, whoever is behind it', () => {
  const maze = lines(14, (i) => `const f${i + 1} = (u, v) => f${i}(u + v.a${i}, v) || f${i}(u + v.b${i}, v);`);
  const users = lines(90, (i) => `export function use${i}(x) { return send(f14(x.p${i}, x)); }`);
  const text = `const f0 = (u) => u;\n${maze}\nfunction send(u) { return fetch(u); }\n${users}\nexport const named = () => send('https://named.acme.com');`;
  const found = analyzeText(main(text));
  const unknown = found.destinations.filter(({ reason }) => reason !== undefined);
  expect(unknown.map(({ id, reason }) => [id, reason])).toContainEqual([
    'dynamic:src/main.ts#send',
    'more steps than are followed',
  ]);
  expect(unknown.filter(({ reason }) => reason === 'more steps than are followed')).toHaveLength(1);
  expect(unknown.length).toBeLessThan(60);
  expect(hostsOf(found)).toEqual(expect.arrayContaining(['named.acme.com', 'last.acme.com']));
});

describe('the reason is shown, and what comes after is found', () => {
  test.each(GIVEN_UP)('%s', (_name, files) => {
    const found = analyzeText(files);
    expect(found.problems).toEqual([]);
    expect(hostsOf(found)).toContain('last.acme.com');
    expect(reasonsOf(found).join('\n')).toMatch(/too long to follow|than are followed|depends on itself/);
  });

  test.each(FOLLOWED)('%s', (_name, files, hosts) => {
    const found = analyzeText(files);
    expect(found.problems).toEqual([]);
    expect(hostsOf(found)).toEqual(expect.arrayContaining([...hosts, 'last.acme.com']));
  });
});

/** What nests so deeply is not parsed, and the file is named. */
test.each<readonly [string, string]>([
  ['else if', lines(20_000, (i) => `if (x === ${i}) { a(); b(); }`, ' else ')],
  ['members', `a${'.b'.repeat(20_000)};`],
  ['calls', `a${'.b()'.repeat(20_000)};`],
  ['additions', `x = 'a'${" + 'b'".repeat(20_000)};`],
  ['templates', `x = ${'`a${'.repeat(20_000)}1${'}`'.repeat(20_000)};`],
  ['conditions', `x = ${lines(20_000, (i) => `a === ${i} ? ${i} :`)} 0;`],
  ['arrays', `x = ${'['.repeat(20_000)}${']'.repeat(20_000)};`],
  ['objects', `x = ${'{ a: '.repeat(20_000)}1${'}'.repeat(20_000)};`],
  ['types', `type A = ${'Array<'.repeat(20_000)}string${'>'.repeat(20_000)};`],
  ['operators of types', `type A = ${'keyof '.repeat(20_000)}string;`],
  ['decorators', `${'@a(class { '.repeat(20_000)}${'}) b; }'.repeat(20_000)} class A {}`],
  ['loops', `${'for (;;) '.repeat(20_000)};`],
  ['functions', `${'function f() { '.repeat(20_000)}${'}'.repeat(20_000)}`],
  ['elements', `x = ${'<a>'.repeat(20_000)}${'</a>'.repeat(20_000)};`],
])('20,000 nested %s do not end the process', (_name, text) => {
  const { destinations, problems } = analyzeText({ ...main(''), 'src/deep.tsx': text });
  expect(destinations.flatMap(({ hosts }) => hosts)).toEqual(['last.acme.com']);
  expect(problems.map(({ code }) => code)).toEqual(['parse-failed']);
});

function diamonds(): Files {
  const stars = (level: number): string => `export * from './a${level + 1}';\nexport * from './b${level + 1}';`;
  const levels = Array.from({ length: 30 }, (_, level) => [
    [`src/a${level}.ts`, stars(level)],
    [`src/b${level}.ts`, stars(level)],
  ]);
  return {
    ...Object.fromEntries(levels.flat()),
    'src/a30.ts': `export const v = 'https://diamond.acme.com';`,
    'src/b30.ts': 'export {};',
  };
}
