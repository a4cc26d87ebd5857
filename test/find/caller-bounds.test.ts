/** What a caller writes down is found however many other callers a wrapper has, and what is shipped before what only tests do. */
import { expect, test } from 'vitest';
import { analyzeText } from '../helpers/analyze-text.ts';

const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n');

/** A client of `count` methods that take their base from far away, which `count` functions call. */
function client(name: string, request: string, count: number): string {
  return `
${lines(count, (i) => `export const ${name}${i} = (base) => ${request}(base + '/${i}');`)}
${lines(count, (i) => `export const by${name}${i} = (settings) => { ${lines(5, (j) => `${name}${(i + j) % count}(settings.base${j});`)} };`)}
${lines(count, (i) => `by${name}${i}(load(${i}));`)}`;
}

test('an address that one of many callers writes down', () => {
  const { destinations } = analyzeText({
    'main.js': `
const request = (url) => fetch(url);
const wrapped = (url) => request(url);
${client('api', 'request', 200)}
${client('cli', 'wrapped', 70)}
wrapped('https://written.acme.com/x');`,
  });
  expect(destinations.map(({ id }) => id)).toContain('written.acme.com');
});

test('the address of the one caller that is shipped', () => {
  const setup = (own: number): string => `const pool${own} = connect({ url: make${own}().url });
function make${own}() { return { url: given${own}(process.argv) }; }
function given${own}(argv) { return argv[${own}]; }`;
  const { destinations } = analyzeText(
    {
      'client.js': `import { wrap } from './wrap.js';\nexport const connect = (options) => wrap(options);`,
      'wrap.js': `export const wrap = (options) => fetch(options.url);`,
      'z-main.js': `import { connect } from './client.js';
const via = (options) => connect({ ...options });
const further = (settings) => via({ url: settings.url });
further({ url: process.env.SHIPPED_URL });`,
      ...Object.fromEntries(
        Array.from({ length: 60 }, (_, file) => [
          `test/${file}.test.js`,
          `import { connect } from '../client.js';\n${lines(20, setup)}`,
        ]),
      ),
    },
    { guess: ({ path }) => ({ surface: path.startsWith('test/') ? 'test' : 'server', firm: true }) },
  );
  expect(destinations.map(({ id }) => id)).toContain('env:SHIPPED_URL');
});
