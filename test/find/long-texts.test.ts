/** Texts as long as pages and pictures are: what they begin with is known, and what is past the bound is said to be unknown. */
import { expect, it } from 'vitest';
import { LIMITS } from '../../src/values/limits.ts';
import { analyzeText } from '../helpers/analyze-text.ts';

const WORDS = 'word '.repeat(1_600);
const TOO_LONG = 'word '.repeat(LIMITS.textLength / 5);
const PICTURE = `data:image/png;base64,${'AAAA'.repeat(LIMITS.textLength)}`;

const pageOf = (text: string): string =>
  `<body>\${name}<p>${text}</p><script src="https://cdn.example.com/a.js"></script>`;

it.each<[string, string, readonly string[]]>([
  ['a page of a template', `document.write(\`${pageOf(WORDS)}\`);`, ['cdn.example.com']],
  [
    'a page that is put together',
    `document.write('<p>${WORDS}</p>' + '<img src="https://img.example.com/a.png">');`,
    ['img.example.com'],
  ],
  ['a page past the bound', `document.write(\`${pageOf(TOO_LONG)}\`);`, ['dynamic:src/page.ts#module']],
  ['a query', `fetch('https://api.example.com/?q=${WORDS}');`, ['api.example.com']],
  ['a query past the bound', `fetch('https://api.example.com/?q=${TOO_LONG}');`, ['api.example.com']],
  [
    'one of two of them',
    `fetch(name ? 'https://a.example.com/${TOO_LONG}' : 'https://b.example.com/${TOO_LONG}');`,
    ['a.example.com', 'b.example.com'],
  ],
  ['a picture in its address', `new Image().src = '${PICTURE}';`, []],
])('%s', (_, code, ids) => {
  const { destinations } = analyzeText({ 'src/page.ts': `declare const name: string;\n${code}` });
  expect(destinations.map(({ id }) => id)).toEqual(ids);
});
