/** What holds for every format: the exit code, the file of `--output`, no colour, paths of the repository. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from 'sarif';
import { describe, expect, test } from 'vitest';
import { FORMATS } from '../../src/report/formats.ts';
import { repository } from '../discover/repository.ts';
import { commandsIn } from '../report/runner.ts';
import { ACME, sallyport } from './fake.ts';

const DRIFTS = { ...ACME, 'egress.yaml': 'version: 1\n' } as const;
const IN_SYNC = { 'src/a.ts': 'export {};\n', 'egress.yaml': 'version: 1\n' } as const;
const BROKEN = { ...IN_SYNC, 'src/broken.ts': 'const x = (;\n' } as const;
const WRONG = { ...IN_SYNC, 'egress.yaml': 'version: 7\n' } as const;
const { 'egress.yaml': _, ...NO_MANIFEST } = IN_SYNC;

describe.each(FORMATS)('--format %s', (format) => {
  test.each<[string, object, readonly string[], number]>([
    ['in sync', IN_SYNC, ['check'], 0],
    ['drift', DRIFTS, ['check'], 1],
    ['drift, reported only', DRIFTS, ['check', '--warn-only'], 0],
    ['a file that does not parse', BROKEN, ['check'], 2],
    ['a mistake in the manifest', WRONG, ['check'], 2],
    ['no manifest', NO_MANIFEST, ['check'], 2],
    ['no manifest and no command', NO_MANIFEST, [], 0],
    ['an inventory', DRIFTS, ['scan'], 0],
    ['an inventory with a file that does not parse', BROKEN, ['scan'], 2],
  ])('%s', async (_, files, args, expected) => {
    const root = repository({ ...files });
    const plain = await sallyport(root, [...args, '--format', format]);
    expect(plain.exitCode).toBe(expected);
    const coloured = await sallyport(root, [...args, '--format', format, '--color'], { isTTY: true });
    expect(coloured.exitCode).toBe(expected);
    if (format !== 'human') expect(coloured.stdout).toBe(plain.stdout);
    const filed = await sallyport(root, [...args, '--format', format, '--color', '--output', 'out/report']);
    expect({ exitCode: filed.exitCode, stdout: filed.stdout }).toEqual({ exitCode: expected, stdout: '' });
    expect(readFileSync(join(root, 'out/report'), 'utf8')).toBe(plain.stdout);
  });

  test('a file that does not parse is named', async () => {
    const { stdout, stderr } = await sallyport(repository(BROKEN), ['check', '--format', format]);
    expect(format === 'human' ? stderr : stdout).toContain('src/broken.ts');
  });
});

describe('paths are those of the repository', () => {
  test('where the scanned folder is a part of it', async () => {
    const root = repository({ 'web/src/a.ts': `fetch('https://a.example.com');\n`, 'web/egress.yaml': 'version: 1\n' });
    mkdirSync(join(root, '.git'));
    for (const [folder, args] of [
      [root, ['--cwd', 'web']],
      [join(root, 'web'), []],
    ] as const) {
      const { stdout } = await sallyport(folder, ['check', '--format', 'github', ...args]);
      expect(commandsIn(stdout).map(({ properties }) => properties.file)).toEqual(['web/src/a.ts']);
    }
    const { stdout } = await sallyport(root, ['check', '--cwd', 'web', '--format', 'sarif']);
    const log = JSON.parse(stdout) as Log;
    expect(log.runs[0]?.automationDetails?.id).toBe('sallyport-check/web/');
  });

  test('also where the manifest is elsewhere in it', async () => {
    const root = repository({
      'web/src/a.ts': 'export {};\n',
      'policy/web.yaml': 'version: 1\ndestinations:\n  - { id: a, hosts: [a.example.com] }\n',
    });
    mkdirSync(join(root, '.git'));
    const args = ['check', '--cwd', 'web', '--manifest', 'policy/web.yaml', '--format', 'github'];
    const { stdout } = await sallyport(root, args);
    const [stale] = commandsIn(stdout);
    expect(stale?.properties).toMatchObject({ file: 'policy/web.yaml', line: '3', col: '5' });
    expect(stale?.message).toContain('sallyport prune --manifest policy/web.yaml --cwd web');
  });
});
