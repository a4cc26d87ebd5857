/**
 * Small repositories through the front door. A folder `fixtures/<theme>/<name>/` is a repository, with `expected.md` (what its commands
 * give) and an optional `commands.json` (which; see front-door/steps.ts). `UPDATE=1 npx vitest run test/fixtures.test.ts` writes the
 * expectations anew; read the difference before you commit it.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { globbySync } from 'globby';
import { describe, expect, test } from 'vitest';
import { parseWithEstree, parseWithOxc } from '../src/parse/parse.ts';
import { inCopy, play } from './front-door/play.ts';
import { stepsOf } from './front-door/steps.ts';
import { destinationsOf } from './front-door/whole-analysis.ts';

const ROOT = new URL('../fixtures', import.meta.url).pathname;
const FIXTURES = globbySync('*/*', { cwd: ROOT, onlyDirectories: true }).toSorted();

describe('fixtures', () => {
  describe.each(FIXTURES)('%s', (name) => {
    const folder = join(ROOT, name);
    const steps = stepsOf(folder, existsSync(join(folder, 'commands.json')));

    test('gives what is expected, and the same bytes again', async () => {
      const file = join(folder, 'expected.md');
      const first = await inCopy(folder, (root) => play(root, steps));
      const second = await inCopy(folder, (root) => play(root, steps));
      expect(second).toBe(first);
      // A broken working copy must never become an expectation.
      expect(first).not.toMatch(/internal error|\n {4}at /);
      const introduction = introductionOf(file, name);
      if (process.env.UPDATE) writeFileSync(file, introduction + first);
      expect(introduction + first).toBe(readFileSync(file, 'utf8'));
    });

    test('is the same with the other parser and in reverse order', async () => {
      const usual = await destinationsOf(folder, { parser: parseWithOxc, isReversed: false });
      expect(await destinationsOf(folder, { parser: parseWithEstree, isReversed: false })).toEqual(usual);
      expect(await destinationsOf(folder, { parser: parseWithOxc, isReversed: true })).toEqual(usual);
    });
  });
});

/** What stands before the first section is written by people and kept. */
function introductionOf(file: string, name: string): string {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : `# ${name}\n\n`;
  const end = text.search(/^## /m);
  return end < 0 ? `${text.trimEnd()}\n\n` : text.slice(0, end);
}
