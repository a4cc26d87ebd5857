/** The report in README.md is what the command prints. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { inCopy } from '../front-door/play.ts';
import { sallyport } from './fake.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

test('the bundled application drifts as README.md shows', async () => {
  const readme = readFileSync(`${ROOT}/README.md`, 'utf8');
  const [, shown = ''] = /```console\n\$ sallyport\n([^]*?)```/.exec(readme) ?? [];
  const { exitCode, stdout, stderr } = await inCopy(`${ROOT}/examples/assistant`, (root) => sallyport(root, []));
  expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 1, stdout: shown, stderr: '' });
});
