/**
 * Closed expressions: what the language and the platform make of literals, written in one expression. What is never known (loops, what is
 * caught, whether something holds) is left to programs: methods of text take an unknown part not to hold what is searched for.
 */
import type { Choices } from './choices.ts';

type Kind = 'text' | 'number' | 'boolean' | 'list' | 'url';
type Way = (inner: (kind: Kind) => string, choices: Choices) => string;

const DEEPEST = 4;

/** An expression of a kind; deep inside it is a literal. */
export function closed(kind: Kind, choices: Choices, depth = 0): string {
  const literals = LITERALS[kind];
  if (depth >= DEEPEST || !choices.chance(6)) return choices.pick(literals);
  return choices.pick(WAYS[kind])((other) => closed(other, choices, depth + 1), choices);
}

const LITERALS: { readonly [K in Kind]: readonly [string, ...string[]] } = {
  text: [
    "'a'", "''", "'eu'", "'api.acme.io'", "'https://a.io/x?y=1#z'", "'http://u:p@b.io:8080/'", "'wss://c.io'", "'//d.io/p'", "'/path/'", "'../up'",
    "'aHR0cA=='", "' a '", "'a-b-c'", "'a.b.c'", "'0'", "'42'", "'{a}.{b}'", "'$1-$&'", "'HTTP://F.io:80'", "'68747470'", "'%61%2F'", "'ä.io'",
    '`x`', 'String.raw`\\d`', "'a,b;c'", "'true'", "'null'", "'undefined'",
  ],
  number: ['0', '1', '2', '-1', '3', '80', '0x10'],
  boolean: ['true', 'false'],
  list: ["['a', 'b']", '[]', "['eu']", "['b', 'a', 'b']", "['', 'x']", "['a', 'b', 'c', 'd']"],
  url: ["new URL('https://a.io/x?y=1#z')", "new URL('http://u:p@b.io:8080/')", "new URL('wss://c.io')"],
}; // prettier-ignore

const PATTERNS = ['/a/', '/a/g', '/[a-c]+/gi', '/^https?:/', '/\\/+$/', '/(\\w)(\\W)?/', '/:\\/\\/([^/:]+)/', '/(?<x>[.:])/g', '/b|c/', '/$/', '/-/g', '/\\./g', "new RegExp('[.]', 'g')", "new RegExp('A', 'i')"] as const; // prettier-ignore
const MEMBERS = ['href', 'origin', 'host', 'hostname', 'protocol', 'port', 'pathname', 'search', 'hash', 'username', 'password'] as const; // prettier-ignore
const ENCODERS = ['encodeURI', 'encodeURIComponent', 'decodeURIComponent', 'escape', 'unescape', 'atob', 'btoa', 'String', 'decodeURI'] as const; // prettier-ignore
const HOSTS = ["'b.io'", "'eu.c.io'", "['d', 'io'].join('.')", "('e' + '.io')"] as const;
const ENCODINGS = ["'utf8'", "'base64'", "'base64url'", "'hex'", "'latin1'"] as const;

const WAYS: { readonly [K in Kind]: readonly [Way, ...Way[]] } = {
  text: [
    (of) => `(${of('text')} + ${of('text')})`,
    (of) => `\`${'$'}{${of('text')}}.${'$'}{${of('text')}}\``,
    (of) => `(${of('text')} + ${of('number')})`,
    (of) => `(${of('boolean')} ? ${of('text')} : ${of('text')})`,
    (of, choices) => `(${of('text')} ${choices.pick(['||', '??', '&&'])} ${of('text')})`,
    (of, choices) => `${of('text')}.${choices.pick(['toUpperCase', 'toLowerCase', 'trim', 'trimStart', 'trimEnd', 'normalize', 'toString', 'valueOf', 'toLocaleLowerCase'])}()`, // prettier-ignore
    (of, choices) => `${of('text')}.${choices.pick(['slice', 'substring', 'substr'])}(${of('number')})`,
    (of, choices) => `${of('text')}.${choices.pick(['slice', 'substring', 'substr'])}(${of('number')}, ${of('number')})`, // prettier-ignore
    (of) => `(${of('text')}.at(${of('number')}) ?? 'none')`,
    (of) => `(${of('text')}[${of('number')}] || '-')`,
    (of) => `${of('text')}.charAt(${of('number')})`,
    (of, choices) => `${of('text')}.${choices.pick(['replace', 'replaceAll'])}(${of('text')}, ${of('text')})`,
    (of, choices) => `${of('text')}.replace(${choices.pick(PATTERNS)}, ${of('text')})`,
    (of, choices) => `${of('text')}.replace(${choices.pick(PATTERNS)}, (all, first) => '<' + all + first + '>')`,
    (of, choices) => `${of('text')}.replace(${choices.pick(PATTERNS)}, '$1[$&]')`,
    (of, choices) => `(${of('text')}.match(${choices.pick(PATTERNS)})?.[${choices.pick(['0', '1'])}] ?? 'none')`,
    (of, choices) => `(${choices.pick(PATTERNS)}.exec(${of('text')})?.[0] ?? 'none')`,
    (of, choices) => `[...${of('text')}.matchAll(/[a-z]/g)].map((m) => m[0]).join(${of('text')})${choices.pick(['', '.trim()'])}`, // prettier-ignore
    (of, choices) => `${of('text')}.split(${choices.pick(PATTERNS)}).join('|')`,
    (of) => `(${of('text')}.split(${of('text')})[${of('number')}] ?? 'none')`,
    (of) => `${of('text')}.concat(${of('text')}, ${of('text')})`,
    (of, choices) => `${of('text')}.${choices.pick(['padStart', 'padEnd'])}(${of('number')}, ${of('text')})`,
    (of) => `${of('text')}.repeat(2)`,
    (of) => `${of('list')}.join(${of('text')})`,
    (of) => `${of('list')}.join()`,
    (of) => `String(${of('list')})`,
    (of) => `\`${'$'}{${of('list')}}\``,
    (of) => `(${of('list')}[${of('number')}] ?? 'none')`,
    (of, choices) => `(${of('list')}.${choices.pick(['at(-1)', 'pop()', 'shift()', 'at(0)'])} ?? 'none')`,
    (of) => `(${of('list')}.find((one) => one > 'a') ?? 'none')`,
    (of) => `(${of('list')}.findLast((one) => one.length > 0) ?? 'none')`,
    (of) => `${of('list')}.reduce((all, one, at) => all + at + one, ${of('text')})`,
    (of) => `${of('list')}.reduceRight((all, one) => all + one, ${of('text')})`,
    (of) => `String(${of('number')})`,
    (of, choices) => `(${of('number')}).${choices.pick(['toString()', 'toString(16)', 'toString(2)', 'toFixed(1)'])}`,
    (of) => `({ a: ${of('text')}, b: ${of('text')} }).b`,
    (of) => `({ a: ${of('text')}, ...{ a: ${of('text')} } })['a']`,
    (of) => `({ ...{ a: ${of('text')} }, a: ${of('text')} }).a`,
    (of) => `(({ [${of('text')}]: 'hit', a: ${of('text')} })[${of('text')}] ?? 'none')`,
    (of) => `({ get a() { return ${of('text')}; } }).a`,
    (of) => `({ a: ${of('text')}, get b() { return this.a + 'z'; } }).b`,
    (of) => `({ a: ${of('text')}, f() { return this.a; } }).f()`,
    (of) => `(({ a = ${of('text')}, ...rest }) => a + rest.b)({ b: ${of('text')} })`,
    (of) => `(([a, , b = ${of('text')}]) => a + b)(${of('list')})`,
    (of) => `((a, ...rest) => a + rest.join('+'))(...${of('list')}, ${of('text')})`,
    (of) => `((a) => (b) => a + b)(${of('text')})(${of('text')})`,
    (of) => `(function (a) { return a + arguments.length; })(${of('text')}, ${of('text')})`,
    (of) => `(function () { return arguments[1]; })(${of('text')}, ${of('text')})`,
    (of) => `(function f(n, s) { return n <= 0 ? s : f(n - 1, s + n); })(2, ${of('text')})`,
    (of) => `(function () { return this.a; }).call({ a: ${of('text')} })`,
    (of) => `((a, b) => a + b).apply(null, [${of('text')}, ${of('text')}])`,
    (of) => `((a, b) => a + b).bind(null, ${of('text')})(${of('text')})`,
    (of) => `[...(function* () { yield ${of('text')}; yield ${of('text')}; })()].join('~')`,
    (of) => `((s, ...v) => s[0] + v[0] + s[1] + v[1] + s.raw[2])\`[${'$'}{${of('text')}}:${'$'}{${of('text')}}]\``,
    (of) => `String.raw\`a${'$'}{${of('text')}}b\``,
    (of) => `new (class { v = ${of('text')}; get w() { return this.v; } m(x) { return this.w + x; } })().m(${of('text')})`, // prettier-ignore
    (of) => `new (class { #v; constructor(v) { this.#v = v; } get() { return this.#v; } })(${of('text')}).get()`,
    (of) => `(class { static v = ${of('text')}; static m() { return this.v; } }).m()`,
    (of) => `(class { static #p = ${of('text')}; static { this.q = this.#p + '!'; } }).q`,
    (of) => `new (class extends (class { a = ${of('text')}; m() { return this.a + this.b; } }) { b = ${of('text')}; m() { return super.m() + '^'; } })().m()`, // prettier-ignore
    (of) => `(() => { try { return ${of('text')}; } finally { String(1); } })()`,
    (of) => `(() => { let x = ${of('text')}; x ||= ${of('text')}; x += '!'; return x; })()`,
    (of) => `(() => { let x; x ??= ${of('text')}; return x; })()`,
    (of) => `(() => { switch (${of('text')}) { case 'a': return ${of('text')}; case 'eu': default: return ${of('text')}; } })()`, // prettier-ignore
    (of) => `(() => { out: { if (${of('boolean')}) break out; return ${of('text')}; } return ${of('text')}; })()`,
    (of) => `(() => { const o = {}; o[${of('text')}] = ${of('text')}; return o.a ?? 'none'; })()`,
    (of) => `(() => { const o = { a: ${of('text')} }; delete o.a; return o.a ?? 'gone'; })()`,
    (of) => `(() => { const m = new Map(); m.set('k', ${of('text')}); m.set('k', ${of('text')}); return m.get('k'); })()`, // prettier-ignore
    (of) => `[...new Map([['a', ${of('text')}], ['b', ${of('text')}]]).values()].join('')`,
    (of) => `[...new Map(Object.entries({ a: ${of('text')} }))].map(([k, v]) => k + v).join()`,
    (of) => `[...new Set(${of('list')})].join('.')`,
    (of) => `JSON.parse(JSON.stringify({ a: [${of('text')}] })).a[0]`,
    (of) => `(JSON.parse('{"a":{"b":"x"}}').a.b + ${of('text')})`,
    (of) => `Object.keys({ a: 1, [${of('text')}]: 2 }).join()`,
    (of) => `Object.entries({ k: ${of('text')} }).flat().join()`,
    (of) => `Object.fromEntries([['a', ${of('text')}], [${of('text')}, 'x']]).a`,
    (of) => `Object.assign({}, { a: ${of('text')} }, { a: ${of('text')} }).a`,
    (of) => `({ ...Object.freeze({ a: ${of('text')} }) }).a`,
    (of) => `structuredClone({ a: ${of('text')} }).a`,
    (of, choices) => `${choices.pick(ENCODERS)}(${of('text')})`,
    (of, choices) => `Buffer.from(${of('text')}, ${choices.pick(ENCODINGS)}).toString(${choices.pick(ENCODINGS)})`,
    (of) => `new TextDecoder().decode(new TextEncoder().encode(${of('text')}))`,
    (of) => `String.fromCharCode(...[...${of('text')}].map((c) => c.charCodeAt(0)))`,
    (of, choices) => `${of('url')}.${choices.pick(MEMBERS)}`,
    (of) => `${of('url')}.toString()`,
    (of) => `String(${of('url')})`,
    (of) => `(${of('url')} + ${of('text')})`,
    (of) => `(${of('url')}.searchParams.get('y') ?? 'none')`,
    (of, choices) => `(() => { const u = ${of('url')}; u.${choices.pick(['host', 'hostname'])} = ${choices.pick(HOSTS)}; return u.host + u.protocol; })()`, // prettier-ignore
    (of) => `(${of('text')}, ${of('text')})`,
    (of) => `(void 0 ?? ${of('text')})`,
  ],
  number: [
    (of) => `${of('text')}.length`,
    (of) => `${of('list')}.length`,
    (of) => `${of('text')}.indexOf(${of('text')})`,
    (of) => `${of('text')}.lastIndexOf(${of('text')})`,
    (of) => `(${of('number')} + ${of('number')})`,
    (of, choices) => `(${of('number')} ${choices.pick(['-', '*', '%', '/', '|', '&', '^'])} ${of('number')})`,
    (of, choices) => `${choices.pick(['Number', 'parseInt', 'parseFloat'])}(${of('text')})`,
    (of) => `+${of('text')}`,
    (of) => `-(${of('number')})`,
    (of, choices) => `Math.${choices.pick(['max', 'min'])}(${of('number')}, ${of('number')})`,
    (of, choices) => `Math.${choices.pick(['floor', 'round', 'abs', 'ceil', 'trunc'])}(${of('number')})`,
    (of) => `${of('list')}.indexOf(${of('text')})`,
  ],
  boolean: [
    (of, choices) => `(${of('text')} ${choices.pick(['===', '!==', '==', '!=', '<', '>='])} ${of('text')})`,
    (of, choices) => `(${of('number')} ${choices.pick(['===', '<', '>', '<=', '>='])} ${of('number')})`,
    (of, choices) => `${of('text')}.${choices.pick(['startsWith', 'endsWith', 'includes'])}(${of('text')})`,
    (of) => `!${of('text')}`,
    (of) => `!!${of('boolean')}`,
    (of) => `!${of('boolean')}`,
    (of, choices) => `(${of('boolean')} ${choices.pick(['&&', '||'])} ${of('boolean')})`,
    (of, choices) => `${choices.pick(PATTERNS)}.test(${of('text')})`,
    (of) => `${of('list')}.includes(${of('text')})`,
    (of, choices) => `${of('list')}.${choices.pick(['some', 'every'])}((one) => one === ${of('text')})`,
    (of) => `(${of('text')} in { a: 1, eu: 2 })`,
    (of) => `URL.canParse(${of('text')})`,
    (of) => `Boolean(${of('text')})`,
    (of) => `new Set(${of('list')}).has(${of('text')})`,
    (of) => `Array.isArray(${of('list')})`,
    (of) => `(typeof ${of('text')} === 'string')`,
  ],
  list: [
    (of) => `[${of('text')}, ${of('text')}]`,
    (of) => `[...${of('list')}, ${of('text')}]`,
    (of, choices) => `${of('text')}.split('${choices.pick(['.', '', '/', '://', '-'])}')`,
    (of) => `${of('text')}.split('.', ${of('number')})`,
    (of) => `${of('list')}.map((one, at) => one + at)`,
    (of) => `${of('list')}.map((one) => ${of('text')} + one)`,
    (of) => `${of('list')}.filter(Boolean)`,
    (of) => `${of('list')}.filter((one) => one !== ${of('text')})`,
    (of) => `${of('list')}.slice(${of('number')})`,
    (of) => `${of('list')}.slice(${of('number')}, ${of('number')})`,
    (of) => `${of('list')}.concat(${of('list')}, ${of('text')})`,
    (of, choices) => `${of('list')}.${choices.pick(['reverse', 'sort', 'toSorted', 'toReversed', 'flat'])}()`,
    (of) => `${of('list')}.with(0, ${of('text')})`,
    (of) => `${of('list')}.flatMap((one) => [one, one + ${of('text')}])`,
    (of) => `Array.from({ length: 2 }, (_, at) => ${of('text')} + at)`,
    (of) => `Array.of(${of('text')}, ${of('text')})`,
    (of) => `Array(2).fill(${of('text')})`,
    (of) => `Array.from(${of('list')})`,
    (of) => `Object.values({ a: ${of('text')}, b: ${of('text')} })`,
    (of) => `[${of('list')}, ${of('list')}].flat()`,
    (of) => `(() => { const l = ${of('list')}; l.push(${of('text')}); return l; })()`,
    (of) => `(() => { const l = [...${of('list')}]; l[0] = ${of('text')}; return l; })()`,
    (of) => `(() => { const [, ...rest] = ${of('list')}; return rest; })()`,
    (of) => `((...all) => all)(...${of('list')})`,
    (of) => `[...${of('text')}]`,
    (of) => `(${of('boolean')} ? ${of('list')} : ${of('list')})`,
  ],
  url: [
    (of, choices) => `new URL(${choices.pick(LITERALS.text)}, ${of('url')})`,
    (of) => `new URL(${of('url')})`,
    (of) => `new URL(${of('url')}.href)`,
    (of, choices) => `Object.assign(${of('url')}, { ${choices.pick(['hostname', 'host'])}: ${choices.pick(HOSTS)} })`, // prettier-ignore
  ],
};
