/** Idioms of real programs, each of which leaves a text: how it got there is the point. */
import { TEXT, type Context } from './context.ts';
import { condition, deeper, list, synchronous, text } from './expressions.ts';

type Idiom = (own: string, of: () => string, cx: Context) => readonly [lines: readonly string[], value: string];

/** One of the idioms; the text that it leaves is in sight afterwards. */
export function idiom(cx: Context): readonly string[] {
  const own = `${cx.number()}`;
  const inside = synchronous(cx).withoutThis();
  const pool = cx.features.branches ? [...IDIOMS, ...DECIDED] : IDIOMS;
  const awaiting = cx.awaits ? AWAITED : [];
  const [lines, value] = cx.choices.pick<Idiom>([...first(pool), ...awaiting])(own, () => text(deeper(inside)), inside);
  return [...lines, `const ${cx.declare(`c${cx.number()}`, TEXT)} = ${value};`];
}

function first(pool: readonly Idiom[]): readonly [Idiom, ...Idiom[]] {
  const [one = PLAIN, ...others] = pool;
  return [one, ...others];
}

const PLAIN: Idiom = (n, of) => [[`const i${n} = ${of()};`], `i${n}`];

const IDIOMS: readonly Idiom[] = [
  PLAIN,
  (n, of) => [
    [
      `class G${n} { #v = ${of()}; get host() { return this.#v; } set host(to) { this.#v = to; } }`,
      `const g${n} = new G${n}();`,
      `g${n}.host = ${of()};`,
    ],
    `g${n}.host`,
  ],
  (n, of) => [
    [`class S${n} { static #made; static base = ${of()}; static { this.zone = this.base + 'z'; } constructor(v) { this.v = v; } static get() { return (S${n}.#made ??= new S${n}(${of()})); } }`], // prettier-ignore
    `(S${n}.get().v + S${n}.zone)`,
  ],
  (n, of) => [[`const cur${n} = (a) => (b) => (c = ${of()}) => a + b + c;`], `cur${n}(${of()})(${of()})()`],
  (n, of) => [
    [`const pipe${n} = (...fns) => (x) => fns.reduce((v, f) => f(v), x);`],
    `pipe${n}((x) => x + ${of()}, (x) => x + 'q')(${of()})`,
  ],
  (n, of) => [
    [
      `const Mix${n} = (Base) => class extends Base { joined() { return this.h + ${of()}; } };`,
      `class A${n} { h = ${of()}; }`,
      `class M${n} extends Mix${n}(A${n}) { h2 = this.h; }`,
    ],
    `(new M${n}().joined() + new M${n}().h2)`,
  ],
  (n, of) => [
    [`function P${n}(h) { this.h = h; }`, `P${n}.prototype.get = function () { return this.h + ${of()}; };`],
    `new P${n}(${of()}).get()`,
  ],
  (n, of) => [
    [`const tag${n} = (s, ...v) => s[0] + v[0] + s[1] + (v[1] ?? 'n') + s.at(-1);`],
    `tag${n}\`a${'$'}{${of()}}-${'$'}{${of()}}b\``,
  ],
  (n, of) => [[`function pick${n}(kind) { switch (kind) { case 'a': return ${of()}; case 'b': { const x = ${of()}; return x; } default: return ${of()}; } }`], `(pick${n}('b') + pick${n}('c'))`], // prettier-ignore
  (n, of) => [
    [`const run${n} = { a: (x) => x + ${of()}, b(x) { return this.a(x) + 'b'; } };`],
    `run${n}['b'](${of()})`,
  ],
  (n, of, cx) => [
    [`const fs${n} = [];`, `for (const one of ${list(deeper(cx))}) fs${n}.push(() => one + ${of()});`],
    `(fs${n}[0]?.() ?? ${of()})`,
  ],
  (n, of) => [[`function fin${n}() { try { return ${of()}; } finally { String(0); } }`], `fin${n}()`],
  (n, of) => [
    [
      `class E${n} { ls = {}; on(e, f) { (this.ls[e] ||= []).push(f); } emit(e, x) { for (const f of this.ls[e] ?? []) f(x); } }`,
      `const e${n} = new E${n}();`,
      `let got${n} = ${of()};`,
      `e${n}.on('x', (u) => { got${n} = u; });`,
      `e${n}.emit('x', ${of()});`,
    ],
    `got${n}`,
  ],
  (n, of) => [[`let had${n} = ${of()};`, `function withCb${n}(cb) { cb(${of()}); }`, `withCb${n}((u) => { had${n} += u; });`], `had${n}`], // prettier-ignore
  (n, of) => [
    [`let kept${n};`, `function once${n}() { return kept${n} ??= { v: ${of()} }; }`],
    `(once${n}().v + once${n}().v)`,
  ],
  (n, of) => [
    [
      `let node${n} = { v: ${of()}, next: { v: ${of()}, next: null } };`,
      `let last${n} = 'none';`,
      `while (node${n}) { last${n} = node${n}.v; node${n} = node${n}.next; }`,
    ],
    `last${n}`,
  ],
  (n, of) => [
    [
      `const tree${n} = { v: ${of()}, kids: [{ v: ${of()}, kids: [] }] };`,
      `function deepest${n}(t) { return t.kids.length > 0 ? deepest${n}(t.kids[0]) : t.v; }`,
    ],
    `deepest${n}(tree${n})`,
  ],
  (n, of) => [[`const def${n} = {};`, `Object.defineProperty(def${n}, 'v', { get: () => ${of()} });`], `def${n}.v`],
  (n, of) => [[`const proto${n} = { get() { return this.v + ${of()}; } };`, `const obj${n} = Object.create(proto${n});`, `obj${n}.v = ${of()};`], `obj${n}.get()`], // prettier-ignore
  (n, of) => [
    [`const px${n} = new Proxy({ a: ${of()} }, { get: (t, k) => t[k] ?? ${of()} });`],
    `(px${n}.a + px${n}.b)`,
  ],
  (n, of) => [
    [`class It${n} { *[Symbol.iterator]() { yield ${of()}; yield ${of()}; } }`],
    `[...new It${n}()].join('.')`,
  ],
  (n, of) => [[`class Str${n} { constructor(v) { this.v = v; } toString() { return this.v + 's'; } }`], `\`${'$'}{new Str${n}(${of()})}\``], // prettier-ignore
  (n, of) => [
    [`let sa${n} = ${of()}, sb${n} = ${of()};`, `[sa${n}, sb${n}] = [sb${n}, sa${n}];`],
    `(sa${n} + '-' + sb${n})`,
  ],
  (n, of) => [[`function args${n}() { return arguments[1] + arguments.length; }`], `args${n}(${of()}, ${of()})`],
  (n, of) => [[`const dft${n} = (a, b = a + ${of()}, { c = b } = {}) => c;`], `dft${n}(${of()})`],
  (n, of) => [
    [
      `class Up${n} { static kind = ${of()}; get at() { return this.constructor.kind + this.own(); } own() { return ${of()}; } }`,
      `class Lo${n} extends Up${n} { static kind = ${of()}; own() { return super.own() + 'l'; } }`,
    ],
    `(new Lo${n}().at + new Up${n}().at)`,
  ],
  (n, of) => [
    [
      `const ctx${n} = { host: ${of()} };`,
      `const mids${n} = [(c, next) => { c.host = ${of()}; next(); }, (c) => { c.host += 'm'; }];`,
      `const go${n} = (i) => mids${n}[i]?.(ctx${n}, () => go${n}(i + 1));`,
      `go${n}(0);`,
    ],
    `ctx${n}.host`,
  ],
  (n, of) => [[`class Holder${n} { v = ${of()}; tell(to) { this.v = to; } }`, `const h${n} = new Holder${n}();`, `function hand${n}(x) { x.tell(${of()}); }`, `hand${n}(h${n});`], `h${n}.v`], // prettier-ignore
  (n, of) => [
    [`function fill${n}(o) { o.host = ${of()}; return o; }`, `const o${n} = { host: ${of()} };`, `fill${n}(o${n});`],
    `o${n}.host`,
  ],
  (n, of) => [[`function fillAll${n}(o) { Object.assign(o, { host: ${of()} }); }`, `const oa${n} = { host: ${of()} };`, `fillAll${n}(oa${n});`], `oa${n}.host`], // prettier-ignore
  (n, of) => [[`const m${n} = new Map(Object.entries({ a: ${of()}, b: ${of()} }));`, `let mv${n} = '';`, `for (const [k, v] of m${n}) mv${n} = k + v;`], `mv${n}`], // prettier-ignore
  (n, of) => [[`const st${n} = new Set([${of()}]);`, `st${n}.add(${of()});`], `[...st${n}].join('.')`],
  (n, of) => [
    [`const wm${n} = new WeakMap();`, `const key${n} = {};`, `wm${n}.set(key${n}, ${of()});`],
    `wm${n}.get(key${n})`,
  ],
  (n, of) => [
    [`function* gen${n}(a) { const b = yield a; yield* [b ?? ${of()}, a]; }`],
    `[...gen${n}(${of()})].join('')`,
  ],
  (n, of) => [[`const reg${n} = [];`, `function use${n}(f) { reg${n}.push(f); }`, `use${n}((x) => x + ${of()});`, `use${n}((x) => ${of()} + x);`], `reg${n}.reduce((v, f) => f(v), ${of()})`], // prettier-ignore
  (n) => [
    [
      `const u${n} = new URL('https://' + 'h.io/' );`,
      `u${n}.hostname = 'k.io';`,
      `const at${n} = new URL('/p', u${n});`,
    ],
    `at${n}.hostname`,
  ],
  (n, of) => [
    [`const bound${n} = function (a, b) { return this.h + a + b; }.bind({ h: ${of()} }, ${of()});`],
    `bound${n}(${of()})`,
  ],
  (n, of) => [[`const borrowed${n} = { h: ${of()}, get() { return this.h; } };`, `const get${n} = borrowed${n}.get;`], `(get${n}.call({ h: ${of()} }) + get${n}.apply(borrowed${n}))`], // prettier-ignore
  (n, of) => [[`globalThis.conf${n} = { v: ${of()} };`], `globalThis.conf${n}.v`],
  (n, of) => [[`var hoisted${n} = later${n}();`, `function later${n}() { return ${of()}; }`], `hoisted${n}`],
  (n, of) => [[`const rec${n} = { list: [], add(x) { this.list.push(x); return this; }, get() { return this.list.join('.'); } };`], `rec${n}.add(${of()}).add(${of()}).get()`], // prettier-ignore
];

/** What only the run decides. */
const DECIDED: readonly Idiom[] = [
  (n, of) => [[`const t${n} = { a: ${of()}, b: ${of()} };`], `(t${n}[process.argv[0]] ?? ${of()})`],
  (n, of) => [[`const l${n} = [${of()}, ${of()}];`], `(l${n}[process.argv.length] || ${of()})`],
  (n, of) => [[`const k${n} = { a: { v: ${of()} } };`], `(k${n}[process.argv[0]]?.v ?? ${of()})`],
  (_n, of, cx) => [[], `((${condition(cx)} && ${of()}) || ${of()})`],
  (n, of, cx) => [[`const sp${n} = { v: ${of()}, ...(${condition(cx)} && { v: ${of()} }) };`], `sp${n}.v`],
  (n, of, cx) => [[`const sw${n} = (k) => { switch (k) { case 'a': return ${of()}; case 'b': if (${condition(cx)}) break; return ${of()}; default: } return ${of()}; };`], `sw${n}(process.argv[1])`], // prettier-ignore
  (n, of, cx) => [[`let lb${n} = ${of()};`, `out: for (const one of ['x', 'y']) { for (const two of [one]) { if (${condition(cx)}) break out; lb${n} = two + ${of()}; } }`], `lb${n}`], // prettier-ignore
  (n, of, cx) => [[`function thrown${n}() { if (${condition(cx)}) throw new Error('e'); return ${of()}; }`, `let tv${n} = ${of()};`, `try { tv${n} = thrown${n}(); } catch { tv${n} += ${of()}; } finally { tv${n} += 'f'; }`], `tv${n}`], // prettier-ignore
  (n, of, cx) => [[`class Impl${n} { v() { return ${of()}; } }`, `class Other${n} { v() { return ${of()}; } }`, `const impl${n} = ${condition(cx)} ? new Impl${n}() : new Other${n}();`], `impl${n}.v()`], // prettier-ignore
  (n, of) => [[`const hs${n} = { a: (x) => x + ${of()}, b: (x) => ${of()} + x };`, `const hf${n} = hs${n}[process.argv[0]] ?? ((x) => x + ${of()});`], `hf${n}(${of()})`], // prettier-ignore
  (n, of, cx) => [[`let late${n};`, `if (${condition(cx)}) late${n} = ${of()};`], `(late${n} ?? ${of()})`],
  (n, of, cx) => [[`const df${n} = ({ h = ${of()}, ...o } = {}) => h + (o.z ?? ${of()});`], `df${n}(${condition(cx)} ? { h: ${of()}, z: ${of()} } : undefined)`], // prettier-ignore
  (n, of, cx) => [[`let wr${n} = { v: ${of()} };`, `const al${n} = wr${n};`, `if (${condition(cx)}) wr${n} = { v: ${of()} };`, `al${n}.v = ${of()};`], `wr${n}.v`], // prettier-ignore
  (n, of) => [[`const ft${n} = ['a', 'b', 'c'].filter((one) => process.argv.includes(one)).map((one) => one + ${of()});`], `(ft${n}[0] ?? ${of()})`], // prettier-ignore
];

const AWAITED: readonly Idiom[] = [
  (n, of) => [[`async function* ag${n}() { yield ${of()}; yield ${of()}; }`, `let av${n} = 'none';`, `for await (const one of ag${n}()) av${n} = one;`], `av${n}`], // prettier-ignore
  (n, of) => [[`const later${n} = (v) => new Promise((done) => done(v));`], `(await later${n}(${of()}))`],
  (_n, of) => [[], `(await Promise.resolve(${of()}).then((x) => x + ${of()}))`],
  (_n, of) => [[], `(await Promise.all([${of()}, Promise.resolve(${of()})])).join('.')`],
  (_n, of) => [[], `(await Promise.reject(new Error('e')).catch(() => ${of()}))`],
  (n, of) => [[`const th${n} = async () => { throw { host: ${of()} }; };`, `let ct${n} = 'none';`, `try { await th${n}(); } catch (e) { ct${n} = e.host; }`], `ct${n}`], // prettier-ignore
  (n, of) => [
    [
      `class Res${n} { async load() { this.v = ${of()}; return this; } }`,
      `const res${n} = await new Res${n}().load();`,
    ],
    `res${n}.v`,
  ],
];

/** Ways to a request: the function that asks, and those that give it the host. */
export function sender(cx: Context): readonly string[] {
  const n = `${cx.number()}`;
  const inside = synchronous(cx).withoutThis();
  const of = (): string => text(deeper(inside));
  const ask = (host: string): string => `fetch('https://' + ${host} + '.acme-${n}.com/x', { body: 'place ${n}' })`;
  return cx.choices.pick(SENDERS)(n, of, ask, inside);
}

type Sender = (n: string, of: () => string, ask: (host: string) => string, cx: Context) => readonly string[];

const SENDERS: readonly [Sender, ...Sender[]] = [
  (n, of, ask) => [`function send${n}(host) { ${ask('host')}; }`, `send${n}(${of()});`, `send${n}(${of()});`],
  (n, of, ask) => [
    `const sd${n} = (host, zone = ${of()}) => ${ask("host + '-' + zone")};`,
    `sd${n}(${of()});`,
    `sd${n}(${of()}, ${of()});`,
  ],
  (n, of, ask) => [`const so${n} = ({ host, ...rest }) => ${ask("host + (rest.zone ?? 'z')")};`, `const wrap${n} = (o) => so${n}({ ...o, host: o.host + ${of()} });`, `wrap${n}({ host: ${of()}, zone: ${of()} });`], // prettier-ignore
  (n, of, ask) => [`const cu${n} = (host) => (zone) => ${ask('host + zone')};`, `cu${n}(${of()})(${of()});`, `const half${n} = cu${n}(${of()});`, `half${n}(${of()});`], // prettier-ignore
  (n, of, ask) => [`class Cl${n} { constructor(base) { this.base = base; } get(zone) { return ${ask('this.base + zone')}; } ping() { return this.get(${of()}); } }`, `const cl${n} = new Cl${n}(${of()});`, `cl${n}.ping();`, `function useCl${n}(c) { c.get(${of()}); }`, `useCl${n}(cl${n});`], // prettier-ignore
  (n, of, ask) => [`class Ab${n} { go() { return ${ask('this.host()')}; } host() { return ${of()}; } }`, `class Bc${n} extends Ab${n} { host() { return ${of()}; } }`, `new Bc${n}().go();`, `new Ab${n}().go();`], // prettier-ignore
  (n, of, ask, cx) => [`${list(deeper(cx))}.forEach((one) => { ${ask('one')}; });`, `[${of()}, ${of()}].map((one, i) => one + i).forEach(function (one) { ${ask('one')}; });`], // prettier-ignore
  (n, of, ask) => [`const tb${n} = { a: (h) => ${ask('h')}, b(h) { return this.a(h + 'b'); } };`, `tb${n}.b(${of()});`, `tb${n}[process.argv.length > 9 ? 'b' : 'a'](${of()});`], // prettier-ignore
  (n, of, ask) => [`const on${n} = [];`, `function sub${n}(f) { on${n}.push(f); }`, `sub${n}((h) => { ${ask('h')}; });`, `function fire${n}(h) { for (const f of on${n}) f(h); }`, `fire${n}(${of()});`], // prettier-ignore
  (n, of, ask) => [`const ms${n} = [(c, next) => next({ ...c, h: c.h + ${of()} }), (c) => { ${ask('c.h')}; }];`, `const step${n} = (i, c) => ms${n}[i]?.(c, (d) => step${n}(i + 1, d));`, `step${n}(0, { h: ${of()} });`], // prettier-ignore
  (n, of, ask) => [`function ap${n}(a, b) { ${ask('this.h + a + b')}; }`, `ap${n}.call({ h: ${of()} }, ${of()}, ${of()});`, `ap${n}.apply({ h: ${of()} }, [${of()}, ${of()}]);`, `ap${n}.bind({ h: ${of()} }, ${of()})(${of()});`], // prettier-ignore
  (n, of, ask) => [
    `const rt${n} = (h, left) => { ${ask('h')}; if (left > 0) rt${n}(h, left - 1); };`,
    `rt${n}(${of()}, 2);`,
  ],
  (n, of, ask) => [`class Qu${n} { #all = []; add(h) { this.#all.push(h); return this; } flush() { for (const h of this.#all) ${ask('h')}; } }`, `new Qu${n}().add(${of()}).add(${of()}).flush();`], // prettier-ignore
  (n, of, ask) => [`const cf${n} = { h: ${of()} };`, `const rd${n} = () => { ${ask('cf' + n + '.h')}; };`, `function setCf${n}(h) { cf${n}.h = h; }`, `rd${n}();`, `setCf${n}(${of()});`, `rd${n}();`], // prettier-ignore
  (n, of, ask) => [
    `function* hosts${n}() { yield ${of()}; yield ${of()}; }`,
    `for (const h of hosts${n}()) ${ask('h')};`,
  ],
  (n, of, ask) => [
    `const mk${n} = (h) => ({ run: () => ${ask('h')}, with: (z) => mk${n}(h + z) });`,
    `mk${n}(${of()}).with(${of()}).run();`,
  ],
  (n, of, ask) => [`const mp${n} = new Map([['a', (h) => ${ask('h')}]]);`, `mp${n}.set('b', (h) => mp${n}.get('a')(h + ${of()}));`, `mp${n}.get('b')(${of()});`, `mp${n}.forEach((f) => f(${of()}));`], // prettier-ignore
  (n, of, ask) => [`function Old${n}(h) { this.h = h; }`, `Old${n}.prototype.go = function () { ${ask('this.h')}; };`, `new Old${n}(${of()}).go();`], // prettier-ignore
  (n, of, ask) => [
    `const cb${n} = (h, done) => done(null, h + ${of()});`,
    `cb${n}(${of()}, (err, h) => { if (!err) ${ask('h')}; });`,
  ],
  (n, of, ask) => [`const dec${n} = (f) => (...args) => f(...args.map((a) => a + ${of()}));`, `const deco${n} = dec${n}((h) => ${ask('h')});`, `deco${n}(${of()});`], // prettier-ignore
];
