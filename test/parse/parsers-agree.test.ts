/** Two parsers, one module: what oxc and typescript-estree give must lower to the same data, for every source in the fixtures and our own. */
import { readFileSync } from 'node:fs';
import { globbySync } from 'globby';
import { describe, expect, test } from 'vitest';
import { lower } from '../../src/lower/lower.ts';
import { parseWithEstree, parseWithOxc, type ParseResult } from '../../src/parse/parse.ts';

const SOURCES = globbySync([
  'fixtures/**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}',
  'src/**/*.ts',
  'examples/**/*.{ts,tsx}',
]).toSorted();

describe('both parsers lower to the same module', () => {
  test.each(SOURCES)('%s', (path) => {
    const text = readFileSync(path, 'utf8');
    expect(lowered(parseWithEstree(path, text), path)).toEqual(lowered(parseWithOxc(path, text), path));
  });
});

/** A file that one parser rejects must be rejected by the other. */
function lowered(result: ParseResult, path: string): unknown {
  return result.kind === 'failed' ? 'failed' : lower(result.program, path);
}
