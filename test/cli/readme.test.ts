/** What README.md and docs/explain.md show is what the commands print. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { inCopy } from '../front-door/play.ts';
import { sallyport } from './fake.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What a page shows for a command. */
function shown(page: string, command: string): string {
  const [, after = ''] = readFileSync(`${ROOT}/${page}`, 'utf8').split(`\`\`\`console\n$ ${command}\n`);
  return after.split('```')[0] ?? '';
}

test('the bundled application drifts as README.md shows', async () => {
  const { exitCode, stdout, stderr } = await inCopy(`${ROOT}/examples/assistant`, (root) => sallyport(root, []));
  expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 1, stdout: shown('README.md', 'sallyport'), stderr: '' });
});

test('docs/explain.md explains as the command does', async () => {
  const args = ['explain', 'api.segment.io', '--cwd', 'examples/assistant'];
  const { stdout } = await sallyport(ROOT, args);
  expect(stdout).toBe(shown('docs/explain.md', `sallyport ${args.join(' ')}`));
});
