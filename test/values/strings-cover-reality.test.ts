/**
 * Closed expressions over text (methods, patterns, encodings, URLs), evaluated for real in a fresh context, are covered by their
 * abstract value. `RUNS=200000 npx vitest run test/values/strings-cover-reality` looks longer.
 */
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { renderParts } from '../../src/values/render.ts';
import { closedText } from '../../src/values/text.ts';
import { optionsOf, type Value } from '../../src/values/value.ts';
import { evaluateDefault } from '../helpers/evaluate-text.ts';

const literal = fc
  .oneof(
    fc.stringMatching(/^[a-cA-C0-2./:@-]{0,8}$/),
    fc.constantFrom('https://a.io/x?y=1#z', 'http://u:p@b.io:8080/', 'wss://c.io', '//d.io/p', '/path/', '../up', 'aHR0cA==', ' a ', 'ä.io'),
    fc.constantFrom('https:\\\\e.io', 'HTTP://F.io:80', 'https://1.2', 'a,b;c', '%61%2F', '{a}.{b}', '$1-$&', '68747470'),
  )
  .map((text) => JSON.stringify(text)); // prettier-ignore
const small = fc.integer({ min: -4, max: 9 }).map(String);
const regex = fc.constantFrom('/a/', '/a/g', '/[a-c]+/gi', '/^https?:/', '/\\/+$/', '/(\\w)(\\W)?/', '/:\\/\\/([^/:]+)/', '/(?<x>[.:])/g', '/b|c/', '/$/', "new RegExp('[.]', 'g')"); // prettier-ignore
const encoder = fc.constantFrom('encodeURI', 'encodeURIComponent', 'decodeURIComponent', 'escape', 'unescape', 'atob', 'btoa', 'String'); // prettier-ignore
const member = fc.constantFrom('href', 'origin', 'host', 'hostname', 'protocol', 'port', 'pathname', 'search', 'hash', 'username', 'password'); // prettier-ignore
const encoding = fc.constantFrom('utf8', 'base64', 'base64url', 'hex', 'latin1').map((name) => `'${name}'`);
const plain = fc.constantFrom('toUpperCase', 'toLowerCase', 'trim', 'trimStart', 'trimEnd', 'normalize', 'toString');
const cut = fc.constantFrom('slice', 'substring', 'substr');

const { expression } = fc.letrec<{ expression: string }>((tie) => {
  const inner = tie('expression');
  return {
    expression: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      literal,
      fc.tuple(inner, plain).map(([a, method]) => `${a}.${method}()`),
      fc.tuple(inner, cut, small, small).map(([a, method, from, to]) => `${a}.${method}(${from}, ${to})`),
      fc.tuple(inner, cut, small).map(([a, method, from]) => `${a}.${method}(${from})`),
      // An end that is not known is taken to be behind the host, which is not what is looked at here.
      fc.tuple(literal, literal).map(([a, b]) => `${a}.slice(0, ${a}.indexOf(${b}) + 1)`),
      fc.tuple(inner, small).map(([a, at]) => `(${a}.at(${at}) ?? 'none')`),
      fc.tuple(inner, small).map(([a, at]) => `(${a}.charAt(${at}) || ${a}[1] || '-')`),
      fc.tuple(inner, inner, inner).map(([a, b, c]) => `${a}.replace(${b}, ${c})`),
      fc.tuple(inner, inner, inner).map(([a, b, c]) => `${a}.replaceAll(${b}, ${c})`),
      fc.tuple(inner, regex, inner).map(([a, b, c]) => `${a}.replace(${b}, ${c})`),
      fc.tuple(inner, regex).map(([a, b]) => `${a}.replace(${b}, (m, g, at) => '<' + m + g + '>')`),
      fc.tuple(inner, regex, small).map(([a, b, at]) => `(${a}.match(${b})?.[${at}] ?? 'none')`),
      fc.tuple(inner, regex).map(([a, b]) => `(${b}.exec(${a})?.[0] ?? 'none')`),
      fc.tuple(inner, regex).map(([a, b]) => `String(${b}.test(${a}))`),
      fc.tuple(inner, regex).map(([a, b]) => `${a}.split(${b}).join('|')`),
      fc.tuple(inner, inner, small).map(([a, b, at]) => `(${a}.split(${b})[${at}] ?? 'none')`),
      fc.tuple(inner, inner).map(([a, b]) => `${a}.split(${b}).reverse().join(${b})`),
      fc.tuple(inner).map(([a]) => `[...${a}].map((c) => c.charCodeAt(0) + 1).map((c) => String.fromCharCode(c - 1)).join('')`),
      fc.tuple(inner, inner).map(([a, b]) => `[${a}, ${b}, ''].filter(Boolean).join('.')`),
      fc.tuple(inner, inner).map(([a, b]) => `[${a}, ${b}].sort().slice(-1)[0]`),
      fc.tuple(inner, inner).map(([a, b]) => `[${a}, ${b}].reduce((all, one, at) => all + at + one)`),
      fc.tuple(inner, inner).map(([a, b]) => `([${a}, ${b}].find((one) => one.startsWith('h')) ?? 'none')`),
      fc.tuple(inner, small, inner).map(([a, to, b]) => `${a}.padStart(${to}, ${b})`),
      fc.tuple(inner, fc.nat(3)).map(([a, times]) => `${a}.repeat(${times})`),
      fc.tuple(inner, encoder).map(([a, encode]) => `${encode}(${a})`),
      fc.tuple(inner, encoding, encoding).map(([a, from, to]) => `Buffer.from(${a}, ${from}).toString(${to})`),
      fc.tuple(inner).map(([a]) => `new TextDecoder().decode(new TextEncoder().encode(${a}))`),
      fc.tuple(literal).map(([a]) => `JSON.parse(JSON.stringify({ a: [${a}] })).a[0]`),
      fc.tuple(inner, member).map(([a, name]) => `new URL(${a}).${name}`),
      fc.tuple(inner, inner, member).map(([a, b, name]) => `new URL(${a}, ${b}).${name}`),
      fc.tuple(inner, inner).map(([a, b]) => `\`\${new URL(${a}, ${b})}!\``),
      fc
        .tuple(inner, fc.constantFrom('host', 'hostname', 'port', 'protocol', 'href'), inner)
        .map(([a, name, b]) => `(() => { const u = new URL(${a}); u.${name} = ${b}; return u.host + u.protocol; })()`),
      fc.tuple(inner, inner).map(([a, b]) => `(() => { let x = ${a}; x ||= ${b}; x += '!'; return x; })()`),
      fc.tuple(inner, inner).map(([a, b]) => `((s, ...v) => s[0] + v[0] + s[1] + v[1])\`[\${${a}}:\${${b}}]\``),
      fc.tuple(inner, inner).map(([a, b]) => `String.raw\`\\\${${a}}/\${${b}}\``),
      fc.tuple(small, small).map(([a, b]) => `String(Number('${a}') * ${b} - 1)`),
      fc.tuple(inner).map(([a]) => `String(parseInt(${a}, 16))`),
    ),
  }; // prettier-ignore
});

const PLATFORM = { URL, Buffer, atob, btoa, TextDecoder, TextEncoder };

test('the abstract value of text covers the concrete one', () => {
  let closed = 0;
  let all = 0;
  fc.assert(
    fc.property(expression, (source) => {
      const real = realValue(source);
      if (real === null) return;
      const abstract = evaluateDefault({ 'main.ts': `export default ${source}` });
      all += 1;
      if (closedText(abstract) !== null) closed += 1;
      expect(covers(abstract, real), `${source} is ${JSON.stringify(real)}, not ${describe(abstract)}`).toBe(true);
    }),
    { numRuns: Number(process.env['RUNS'] ?? 800), seed: Number(process.env['SEED'] ?? 20_261_121) },
  );
  // What covers everything proves nothing.
  expect(closed / all).toBeGreaterThan(0.6);
}, 3_600_000);

/** What the expression is; null where it throws. */
function realValue(source: string): string | null {
  try {
    return String(runInNewContext(source, PLATFORM));
  } catch {
    return null;
  }
}

function describe(value: Value): string {
  return optionsOf(value)
    .map((option) => (option.kind === 'text' ? JSON.stringify(renderParts(option.parts)) : option.kind))
    .join(' or ');
}

function covers(value: Value, real: string): boolean {
  return optionsOf(value).some((option) => {
    const closed = closedText(option);
    if (closed !== null) return closed === real;
    return option.kind === 'hole' || (option.kind === 'text' && matches(option, real));
  });
}

function matches(option: Extract<Value, { kind: 'text' }>, real: string): boolean {
  const pattern = option.parts
    .map((part) => (part.kind === 'text' ? part.text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`) : '.*'))
    .join('');
  return new RegExp(`^${pattern}$`, 's').test(real);
}
