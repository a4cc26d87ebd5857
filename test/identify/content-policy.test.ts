import { expect, test } from 'vitest';
import { allowedInVain, readPolicy, refusedBy } from '../../src/identify/content-policy.ts';
import { destination, hosts, site } from '../manifest/found.ts';

const policy = (text: string) => readPolicy({ file: 'a.html', line: 1, component: '.', text });

const asked = (url: string, parts: { readonly api?: string; readonly rule?: string } = {}) => {
  const { hostname, port, protocol } = new URL(url);
  const scheme = protocol.slice(0, -1);
  const own = port === '' ? (scheme === 'http' || scheme === 'ws' ? '80' : '443') : port;
  return destination(hostname, [site({ surface: 'browser', scheme, hosts: hosts(`${hostname}:${own}`), ...parts })]);
};

const refusing = (text: string, ...found: readonly ReturnType<typeof asked>[]) =>
  refusedBy([policy(text)], found).map(({ host, directive }) => `${host} ${directive}`);

test.each([
  ["connect-src 'self'", 'https://api.acme.com', ['api.acme.com connect-src']],
  ["default-src 'none'", 'https://api.acme.com', ['api.acme.com default-src']],
  ["default-src 'none'; connect-src https://api.acme.com", 'https://api.acme.com', []],
  ['CONNECT-SRC API.ACME.COM', 'https://api.acme.com', []],
  ["connect-src 'none'; connect-src https://api.acme.com", 'https://api.acme.com', ['api.acme.com connect-src']],
  ['connect-src https://*.acme.com', 'https://api.eu.acme.com', []],
  ['connect-src https://*.acme.com', 'https://acme.com', ['acme.com connect-src']],
  ['connect-src https://api.acme.com', 'http://api.acme.com', ['api.acme.com connect-src']],
  ['connect-src http://api.acme.com:*', 'https://api.acme.com', []],
  ['connect-src https://api.acme.com', 'wss://api.acme.com', ['api.acme.com connect-src']],
  ['connect-src ws://api.acme.com', 'wss://api.acme.com', []],
  ['connect-src wss:', 'wss://api.acme.com', []],
  ['connect-src https://api.acme.com:8443', 'https://api.acme.com', ['api.acme.com connect-src']],
  ['connect-src https://api.acme.com/v1/', 'https://api.acme.com', []],
  ['connect-src *', 'https://api.acme.com', []],
  ["connect-src 'self' \u0000", 'https://api.acme.com', []],
  ["\u0000; connect-src 'self'", 'https://api.acme.com', []],
  ["connect-src 'self'; script-src 'nonce-\u0000'", 'https://api.acme.com', ['api.acme.com connect-src']],
  ["script-src 'self'", 'https://api.acme.com', []],
])('%s and %s', (text, url, expected) => expect(refusing(text, asked(url))).toEqual(expected));

test('each element has its directive, and what nobody can tell has none', () => {
  const text = "default-src 'none'; img-src https://img.acme.com; child-src https://frame.acme.com";
  expect(refusing(text, asked('https://img.acme.com', { api: '<img>' }))).toEqual([]);
  expect(refusing(text, asked('https://frame.acme.com', { api: '<iframe>' }))).toEqual([]);
  expect(refusing(text, asked('https://img.acme.com', { api: '<script>' }))).toEqual(['img.acme.com default-src']);
  expect(refusing(text, asked('https://x.acme.com', { api: '<form>' }))).toEqual([]);
  expect(refusing(text, asked('https://x.acme.com', { api: 'loadStripe()', rule: 'services/stripe' }))).toEqual([]);
});

test('another policy of the package may be the one that counts', () => {
  const policies = [policy("connect-src 'self'"), policy('connect-src https://api.acme.com')];
  expect(refusedBy(policies, [asked('https://api.acme.com')])).toEqual([]);
});

test('what is allowed in vain, unless something unknown may need it', () => {
  const policies = [policy('connect-src https://api.acme.com https://old.acme.com; img-src *.acme-img.com')];
  const found = [asked('https://api.acme.com'), asked('https://eu.acme-img.com', { api: '<img>' })];
  expect(allowedInVain(policies, found).flatMap(({ sources }) => sources)).toEqual(['https://old.acme.com']);
  const unknown = destination('dynamic:a#b', [site({ surface: 'browser' })], { surfaces: ['browser'] });
  expect(allowedInVain(policies, [...found, unknown])).toEqual([]);
});
