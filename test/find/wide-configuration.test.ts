/** A configuration may say the same thing in hundreds of places; none of them is lost. */
import { expect, test } from 'vitest';
import { analyzeText } from '../helpers/analyze-text.ts';

const COUNT = 150;

function each(line: (index: number) => string): string {
  return Array.from({ length: COUNT }, (_, index) => line(index)).join('');
}

function hostsOf(files: Readonly<Record<string, string>>): readonly string[] {
  return analyzeText(files).destinations.flatMap(({ hosts }) => hosts);
}

test('variables of many services', () => {
  const services = each((at) => `  s${at}:\n    environment:\n      URL_${at}: https://s${at}.acme-shop.com\n`);
  const { destinations } = analyzeText({
    'docker-compose.yml': `services:\n${services}`,
    'server.js': 'await fetch(process.env.URL_149);',
  });
  expect(destinations.flatMap(({ sites }) => sites.map(({ symbol }) => symbol))).toContain(
    'services.s149.environment.URL_149',
  );
});

test('a list of variables that is longer than what code says of one value', () => {
  const list = each((at) => `      - URL_${at}=https://s${at}.acme-shop.com/${'a'.repeat(60)}\n`);
  expect(
    hostsOf({
      'docker-compose.yml': `services:\n  api:\n    environment:\n${list}`,
      'server.js': 'await fetch(process.env.URL_149);',
    }),
  ).toContain('s149.acme-shop.com');
});

test('settings in many places', () => {
  const images = each((at) => `  s${at}:\n    image: registry${at}.acme-images.com/api\n`);
  expect(hostsOf({ 'docker-compose.yml': `services:\n${images}` })).toHaveLength(COUNT);
});

test('a list with more items than are followed in code', () => {
  const rewrites = Array.from({ length: 300 }, (_, at) => ({ destination: `https://r${at}.acme-shop.com/:path*` }));
  expect(hostsOf({ 'vercel.json': JSON.stringify({ rewrites }) })).toHaveLength(300);
});

test('a long script', () => {
  const script = `          echo ${'a'.repeat(80)}\n`.repeat(100);
  const step = `      - run: |\n${script}          curl https://status.acme-shop.com\n`;
  expect(hostsOf({ '.github/workflows/ci.yml': `jobs:\n  test:\n    steps:\n${step}` })).toEqual([
    'status.acme-shop.com',
  ]);
});
