import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  covers,
  foundHost,
  hostText,
  isLoopback,
  overlaps,
  parsePattern,
  patternText,
  type HostPattern,
} from '../../src/manifest/pattern.ts';

function pattern(text: string): HostPattern {
  const result = parsePattern(text);
  if (result.kind === 'bad') throw new Error(result.fault);
  return result.pattern;
}

function covered(declared: string, host: string, port: number | null = 443, scheme: string | null = 'https'): boolean {
  return covers(pattern(declared), foundHost({ host, port }, scheme));
}

describe('a declared pattern', () => {
  test.each([
    ['api.example.com', 'api.example.com', true],
    ['api.example.com', 'API.Example.com.', true],
    ['api.example.com', 'www.example.com', false],
    ['api.example.com', '*.example.com', false],
    ['*.example.com', 'a.example.com', true],
    ['*.example.com', '*.example.com', true],
    ['*.example.com', 'a-*.example.com', true],
    ['*.example.com', 'a.b.example.com', false],
    ['*.example.com', 'example.com', false],
    ['*.example.com', 'evilexample.com', false],
    ['a-*.example.com', 'a-b.example.com', true],
    ['a-*.example.com', '*.example.com', false],
    ['a-*.example.com', 'a-*-c.example.com', true],
    ['**.example.com', '*.example.com', true],
    ['**.example.com', '*.a.example.com', true],
    ['**.example.com', 'a.b.example.com', true],
    ['**.example.com', 'example.com', false],
    ['**.a.example.com', 'b.example.com', false],
    ['**.example.com', '**.a.example.com', true],
    ['*.example.com', '**.example.com', false],
    ['bücher.de', 'xn--bcher-kva.de', true],
    ['xn--bcher-kva.de', 'BÜCHER.de', true],
    ['[::1]', '::1', true],
    ['0:0:0:0:0:0:0:1', '[::1]', true],
    ['10.0.0.1', '10.0.0.1', true],
    ['10.0.*.*', '10.0.3.*', true],
  ])('%s and the found %s: %s', (declared, found, expected) => {
    expect(covered(declared, found)).toBe(expected);
  });

  test.each([
    ['a.com', 443, 'https', true],
    ['a.com', 80, 'http', true],
    ['a.com', 80, 'https', false],
    ['a.com', 8443, 'https', false],
    ['a.com', 443, null, true],
    ['a.com', null, 'https', true],
    ['a.com', 5432, 'postgres', true],
    ['a.com', 6380, 'rediss', true],
    ['a.com', 5432, 'mysql', false],
    ['a.com', 9999, 'strange', false],
    ['a.com:8443', 8443, 'https', true],
    ['a.com:8443', 443, 'https', false],
    ['a.com:8443', null, 'https', false],
    ['a.com:443', 443, 'https', true],
    ['a.com:*', 8443, 'https', true],
    ['a.com:*', null, null, true],
  ])('%s and the port %s of %s: %s', (declared, port, scheme, expected) => {
    expect(covered(declared, 'a.com', port, scheme)).toBe(expected);
  });

  test('that a found host gives covers that host', () => {
    for (const [port, scheme] of [
      [443, 'https'],
      [8443, 'https'],
      [null, 'https'],
      [5432, 'postgres'],
      [1, null],
    ] as const) {
      expect(covered(hostText({ host: '*.A.com', port }, scheme), '*.a.com', port, scheme)).toBe(true);
    }
  });

  test.each([
    ['a.example.com', '*.example.com', true],
    ['*.example.com', 'a.example.com', true],
    ['a-*.example.com', '*-b.example.com', true],
    ['a-*.example.com', 'b-*.example.com', false],
    ['**.example.com', '*.example.com', true],
    ['**.example.com', 'example.com', false],
    ['x.com', '*.example.com', false],
  ])('%s and the found %s may be one: %s', (declared, found, expected) => {
    expect(overlaps(pattern(declared), foundHost({ host: found, port: 443 }, 'https'))).toBe(expected);
  });

  test.each(['localhost', 'LOCALHOST.', 'a.localhost', '127.0.0.1', '127.3.2.1', '[::1]', '::1', '0.0.0.0', '[::]'])(
    '%s is this machine',
    (host) => {
      expect(isLoopback(host)).toBe(true);
    },
  );
  test.each(['localhost.com', '128.0.0.1', 'my-localhost', '127.example.com', '[::2]'])('%s is not', (host) => {
    expect(isLoopback(host)).toBe(false);
  });
});

const label = fc
  .string({ unit: fc.constantFrom('a', 'b', '*'), minLength: 1, maxLength: 4 })
  .map((text) => text.replace(/\*+/g, '*'));
const plain = fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 4 });
const labels = fc.array(label, { minLength: 1, maxLength: 4 });
const declared = fc.tuple(fc.boolean(), labels).map(([deep, parts]) => (deep ? '**.' : '') + parts.join('.'));

/** The meaning of a pattern, said in another way. */
function meaning(text: string): RegExp {
  const deep = text.startsWith('**.');
  const body = (deep ? text.slice(3) : text)
    .split('.')
    .map((part) => `(?=[^.])${part.replaceAll('*', '[^.]*')}`)
    .join(String.raw`\.`);
  return new RegExp(`^${deep ? String.raw`([^.]+\.)+` : ''}${body}$`);
}

describe('properties', () => {
  test('a concrete host is covered exactly if the pattern means it', () => {
    fc.assert(
      fc.property(declared, fc.array(plain, { minLength: 1, maxLength: 5 }), (one, parts) => {
        expect(covered(one, parts.join('.'))).toBe(meaning(one).test(parts.join('.')));
      }),
    );
  });

  test('a covered pattern has no host that is not covered', () => {
    fc.assert(
      fc.property(declared, labels, fc.array(plain, { minLength: 8, maxLength: 8 }), (one, found, fillings) => {
        fc.pre(covered(one, found.join('.')));
        let at = 0;
        const concrete = found.join('.').replaceAll('*', () => fillings[at++ % 8] ?? 'a');
        expect(covered(one, concrete)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test('a pattern that is not covered has a host that is not', () => {
    fc.assert(
      fc.property(declared, labels, (one, found) => {
        fc.pre(!covered(one, found.join('.')));
        expect(covered(one, found.join('.').replaceAll('*', 'zq'))).toBe(false);
      }),
    );
  });

  test('a found host that a pattern means overlaps with it', () => {
    fc.assert(
      fc.property(declared, labels, fc.array(plain, { minLength: 8, maxLength: 8 }), (one, found, fillings) => {
        let at = 0;
        const concrete = found.join('.').replaceAll('*', () => fillings[at++ % 8] ?? 'a');
        fc.pre(meaning(one).test(concrete));
        expect(overlaps(pattern(one), foundHost({ host: found.join('.'), port: 443 }, 'https'))).toBe(true);
      }),
    );
  });

  test('reading what was written gives the same, and no text makes it throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.domain(), fc.ipV6(), declared), (text) => {
        const result = parsePattern(text);
        const again = result.kind === 'pattern' ? parsePattern(patternText(result.pattern)) : result;
        expect(again).toEqual(result);
      }),
    );
  });
});
