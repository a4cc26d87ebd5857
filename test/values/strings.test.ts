/** What expressions over text evaluate to: source on the left, the printed value on the right. */
import { describe, expect, test } from 'vitest';
import { renderDefault } from '../helpers/evaluate-text.ts';

type Row = readonly [source: string, rendering: string];

/** Each row is an expression; `H` and `U` are variables of the environment. */
function table(name: string, rows: readonly Row[]): void {
  const prelude = 'const H = process.env.H, U = process.env.U;';
  describe(name, () => {
    test.each(rows)('%s', (source, rendering) =>
      expect(renderDefault(`${prelude} export default ${source}`)).toBe(rendering),
    );
  });
}

table('methods of closed text', [
  [`'https://a.io/x'.slice(8, 12)`, 'a.io'],
  [`'https://a.io/x'.split('://')[1]`, 'a.io/x'],
  [`'a.io'.padStart(12, 'https://')`, 'https://a.io'],
  [`'a,b;c'.split(/[,;]/)`, '[a, b, c]'],
  [`'abc'[1]`, 'b'],
  [`'abc'.at(-1)`, 'c'],
  [`'abc'.length`, '3'],
  [`'https://a.io/x'.substring(0, 'https://a.io/x'.indexOf('/x'))`, 'https://a.io'],
  [`'https://a.io/x'.substring('https://a.io/x'.indexOf('://') + 3)`, 'a.io/x'],
  [`[...'oi.a'].reverse().join('')`, 'a.io'],
  [`'moc.a'.split('').reverse().join('')`, 'a.com'],
  [`'abc'.startsWith('a')`, 'true'],
  [`(3000).toString()`, '3000'],
  [`'https://a.io:' + (3000 + 1)`, 'https://a.io:3001'],
  [`'https://a.io:' + Number('30' + '00') * 2`, 'https://a.io:6000'],
  [`'p' + parseInt('80px', 10)`, 'p80'],
  [`'p' + parseInt('ff', 16)`, 'p255'],
  [`'p' + +'80' + -1`, 'p80-1'],
  [`String(1) + 2`, '12'],
]);

table('patterns', [
  [`'https://a.io'.replace(/^https/, 'wss')`, 'wss://a.io'],
  [`'https://a.io///'.replace(/\\/+$/, '')`, 'https://a.io'],
  [`'{a}.{b}.io'.replace(/\\{(\\w)\\}/g, (_, key) => ({ a: 'x', b: 'y' })[key])`, 'x.y.io'],
  [`'a.io'.replace(/^/, 'https://')`, 'https://a.io'],
  [`'eu-a.io'.replace(/^(\\w+)-(.*)$/, '$2.$1')`, 'a.io.eu'],
  [`'https://a.io/x'.match(/^(https?):\\/\\/([^/]+)/)[2]`, 'a.io'],
  [`'https://a.io/x'.match(/\\/\\/(?<host>[^/]+)/).groups.host`, 'a.io'],
  [`/\\/\\/([^/]+)/.exec('https://a.io/x')?.[1]`, 'a.io'],
  [`new RegExp('^http:').test('http://a.io')`, 'true'],
  [`'http://a.io'.replace(new RegExp('^' + 'http:'), 'https:')`, 'https://a.io'],
  [`'a1b2'.match(/\\d/g)`, '[1, 2]'],
  [`'abc'.match(/x/)`, 'null'],
  [`('a'.repeat(30) + 'b').replace(/^(a+)+$/, 'x')`, `${'a'.repeat(30)}b`],
]);

table('text that is longer than is followed', [
  [`'https://a.io/p/' + 'x'.repeat(15000) + 'y'.repeat(15000)`, `https://a.io/p/${'x'.repeat(15000)}{?}`],
  [`'https:' + ('//a.io/p' + 'x'.repeat(19990))`, 'https://a.io/{?}'],
  [`'https:' + ('//' + 'x'.repeat(19995) + '.io')`, 'https://{?}'],
]);

table('text with holes', [
  [`\`https://\${H}.io/x\`.slice(8)`, '{env:H}.io/x'],
  [`\`https://\${H}.io/x\`.slice(0, -2)`, 'https://{env:H}.io'],
  [`\`https://\${H}.io/x\`.slice(0, 5)`, 'https'],
  [`\`https://\${H}.io/x\`.split('://')[1]`, '{env:H}.io/x'],
  [`\`https://\${H}.io/x\`.split('://')[0]`, 'https'],
  [`U.split(',')[3]`, '{env:U}'],
  [`\`\${H}.io\`.split('').join('-')`, '{env:H}'],
  [`\`\${H}.io\`.split(/-*/)[0]`, '{env:H}'],
  [`U.split(',').map((one) => 'https://' + one)[0]`, 'https://{env:U}'],
  [`\`HTTPS://\${H}.IO\`.toLowerCase()`, 'https://{env:H}.io'],
  [`\`  https://\${H}.io/ \`.trim()`, 'https://{env:H}.io/'],
  [`\`https://\${H}.io/\`.replace(/\\/$/, '')`, 'https://{env:H}.io'],
  [`U.replace(/^https?:\\/\\//, '')`, '{env:U}'],
  [`\`https://{r}.\${H}.io\`.replace('{r}', 'eu')`, 'https://eu.{env:H}.io'],
  [`\`https://\${H}.io/x\`.match(/^(https?):\\/\\/([^/]+)/)[2]`, '{env:H}.io'],
  [`U.match(/@([^/]+)/)[1]`, '{env:U}'],
  [`\`https://\${H}.io\`.startsWith('https://')`, 'true'],
  [`\`https://\${H}.io/x\`.substring(\`https://\${H}.io/x\`.indexOf('//') + 2)`, '{env:H}.io/x'],
  [`encodeURI(\`https://\${H}.io/ä\`)`, 'https://{env:H}.io/%C3%A4'],
  [`JSON.parse(U).deep.url`, '{env:U}'],
  [`U.replace(/[^a-z]/g, '-')`, '{env:U}'],
  [`'a'.concat(H, 'b')`, 'a{env:H}b'],
]);

table('encodings', [
  [`atob('aHR0cHM6Ly9hLmlv')`, 'https://a.io'],
  [`btoa('a')`, 'YQ=='],
  [`Buffer.from('aHR0cHM6Ly9hLmlv', 'base64').toString()`, 'https://a.io'],
  [`Buffer.from('68747470', 'hex').toString('utf8')`, 'http'],
  [`Buffer.from('https://a.io').toString('base64')`, 'aHR0cHM6Ly9hLmlv'],
  [`Buffer.from([97, 46, 105, 111]).toString()`, 'a.io'],
  [`Buffer.from(U, 'base64').toString()`, '{env:U}'],
  [`Buffer.from(\`user:\${U}\`).toString('base64')`, '{env:U}'],
  [`Buffer.from(\`user:\${U}\`, 'utf8').toString('utf8')`, 'user:{env:U}'],
  [`Number(U)`, '{env:U}'],
  [`Number(\`a\${Math.random()}\`)`, '{?}'],
  [`new TextDecoder().decode(new Uint8Array([97, 46, 105, 111]))`, 'a.io'],
  [`new TextDecoder().decode(new TextEncoder().encode('ä'))`, 'ä'],
  [`String.fromCharCode(97, 46, 105, 111)`, 'a.io'],
  [`String.fromCharCode(...[97, 46, 105, 111])`, 'a.io'],
  [`String.fromCharCode.apply(null, [97, 46, 105, 111])`, 'a.io'],
  [`[98, 47, 106, 112].map((code) => String.fromCharCode(code - 1)).join('')`, 'a.io'],
  [`[75, 4, 67, 69].map((code) => String.fromCodePoint(code ^ 42)).join('')`, 'a.io'],
  [`JSON.parse('{"hosts":["a.io"]}').hosts[0]`, 'a.io'],
  [`JSON.stringify({ a: [1, 'x'] })`, '{"a":[1,"x"]}'],
  [`decodeURIComponent('https%3A%2F%2Fa.io')`, 'https://a.io'],
  [`unescape('%61.io')`, 'a.io'],
]);

table('assignments', [
  [`(() => { let a = process.env.A; a ||= 'b'; return a; })()`, '({env:A}|b)'],
  [`(() => { let a; a ??= 'b'; return a; })()`, 'b'],
  [`(() => { let a = 'x'; a &&= 'b'; return a; })()`, 'b'],
  [`(() => { let a = ''; for (const c of ['x', 'y']) a += c; return a; })()`, '(|x{?}|y{?})'],
  [`(() => { let port = 3000; port++; return 'a:' + port; })()`, '(a:3000|a:{?})'],
  [`(() => { let port = 3000; port -= 1; return 'a:' + port; })()`, 'a:2999'],
  [`(() => { const all = ['a', 'b']; for (let i = 0; i < 2; i++) return all[i]; })()`, '(a|b|undefined)'],
  [`(() => { for (let i = 0; i < 2; i++) return 'P' + (i + 1); })()`, '(P1|P{?}|undefined)'],
]);

table('tags', [
  [`((strings, ...values) => strings[0] + values.join('-') + strings[2])\`a\${'x'}b\${'y'}c\``, 'ax-yc'],
  [
    `((strings, ...values) => strings.reduce((all, one, i) => all + one + (values[i] ?? ''), ''))\`https://\${'eu'}.io\``,
    'https://eu.io',
  ],
]);

table('lists', [
  [`['a', '', 'b'].filter(Boolean).join('.')`, 'a.b'],
  [`['a', U ? 'x' : '', 'b'].filter(Boolean).join('.')`, '(a.x.b|a.b)'],
  [`['a', undefined, 'b'].join('.')`, 'a..b'],
  [`['a', 'b', 'c'].slice(1).join('.')`, 'b.c'],
  [`['a', 'b'].reverse()[0]`, 'b'],
  [`['a', 'b'].filter((one) => one === U)[0]`, '(a|b|undefined)'],
  [`((one) => { if (['a', 'b'].filter((two) => two !== U).includes(one)) return 'c'; return one; })('a')`, '(c|a)'],
  [`['b', 'a'].sort()[0]`, 'a'],
  [`['a', 'b'].reduce((all, one) => all + '/' + one, 'https:/')`, 'https://a/b'],
  [`Array.from('ab', (one) => one + '!').join('')`, 'a!b!'],
  [`'https://a.io/x'.split('/').pop()`, 'x'],
  [`['a', 'b'].filter((one) => one !== 'a').join('.')`, 'b'],
  [`['a', U ? 'b' : 'a'].filter((one) => one !== 'a').join('.')`, '(b|)'],
  [`(() => { const l = ['a', 'b']; l[0] = 'c'; return l[0]; })()`, 'c'],
  [`(() => { const l = ['a', 'b']; l.pop(); return l[1] ?? 'none'; })()`, 'none'],
  [`(() => { const l = ['a', 'b']; l.reverse(); l.unshift('c'); return l.join('.'); })()`, 'c.b.a'],
  [`(() => { const l = ['a']; l.push(...['b', 'c']); return l.join('.'); })()`, 'a.b.c'],
  [`(() => { const l = ['a', 'b']; if (U) l.shift(); return l[0]; })()`, '(a|b|undefined)'],
  [`(() => { const [, ...rest] = ['a', 'b']; rest.push('c'); return rest.join('.'); })()`, 'b.c'],
  [`((...all) => all.join('-'))('a', ...(U ? ['b', 'c'] : ['d']), 'e')`, '(a-b-c-e|a-d-e)'],
  [`((a, b) => b)(...(U ? ['b', 'c'] : ['d']), 'e')`, '(c|e)'],
  [`((a, b) => b)(...['b'], ...['c'])`, 'c'],
  [`[U ? ['a'] : ['b'], ['c']].flat().join('.')`, '(a.c|b.c)'],
]);
