/** Tables with more entries than other values have alternatives: what is written out side by side stays known. */
import { expect, test } from 'vitest';
import { renderDefault } from '../helpers/evaluate-text.ts';

const COUNT = 90;
const entries = (entry: (index: number) => string): string =>
  Array.from({ length: COUNT }, (_, i) => entry(i)).join(', ');
const TABLE = `const t = { ${entries((i) => `p${i}: { url: 'https://u${i}.io', at: (path) => 'https://u${i}.io' + path }`)} }; const p = t[process.argv[2]];`;
const EVERY = Array.from({ length: COUNT }, (_, i) => `https://u${i}.io`);

const optionsOf = (source: string): readonly string[] => renderDefault(source).slice(1, -1).split('|');

test.each([
  [`${TABLE} export default p.url`, EVERY],
  [`${TABLE} export default p.at('/v1')`, EVERY.map((one) => `${one}/v1`)],
  [`${TABLE} export default \`\${p.url}/v1\``, EVERY.map((one) => `${one}/v1`)],
  [`${TABLE} export default p.url + '/v1'`, EVERY.map((one) => `${one}/v1`)],
  [
    `const l = [${entries((i) => `'https://u${i}.io'`)}]; export default l[Number(process.argv[2])]`,
    [...EVERY, 'undefined'],
  ],
  [`${TABLE} let found; for (const one of Object.values(t)) found = one.url; export default found`, EVERY],
  [
    `function of(name) { switch (name) { ${entries((i) => `case 'p${i}': return 'https://u${i}.io';`).replaceAll(', case', ' case')} } return 'https://u.io'; } export default of(process.argv[2])`,
    [...EVERY, 'https://u.io'],
  ],
])('%.0s%#: a table of ninety', (source, expected) => {
  const found = optionsOf(source);
  expect(expected.filter((one) => !found.includes(one))).toEqual([]);
});

test('any member of each entry of a long table is not followed', () => {
  expect(renderDefault(`${TABLE} export default p[process.argv[3]]`)).toBe('{?}');
});
