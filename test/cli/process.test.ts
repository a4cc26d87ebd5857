/** What only a real process shows. The package must be built. */
import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { run } from '../../src/cli/main.ts';
import { check, SallyportError, scan } from '../../src/index.ts';
import { repository } from '../discover/repository.ts';
import { ACME } from './fake.ts';

const bin = fileURLToPath(new URL('../../bin/sallyport.js', import.meta.url));

/** Enough destinations for a report that no pipe takes at once. */
function large(): string {
  const calls = Array.from({ length: 400 }, (_, i) => `fetch('https://host-${i}.example.com/${'x'.repeat(200)}');\n`);
  return repository({ 'a.ts': calls.join('') });
}

describe('the real process', () => {
  test('a long report reaches its pipe whole', () => {
    const { status, stdout } = spawnSync(process.execPath, [bin, 'scan', '--format', 'json', '--cwd', large()], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    expect(status).toBe(0);
    expect(stdout.length).toBeGreaterThan(200_000);
    expect(JSON.parse(stdout)).toHaveProperty('summary.destinations', 400);
  });

  test('a pipe that closes early is no error', async () => {
    const child = spawn(process.execPath, [bin, 'scan', '--format', 'json', '--cwd', large()]);
    child.stdout.destroy();
    const errors: string[] = [];
    child.stderr.on('data', (data) => errors.push(String(data)));
    const code = await new Promise((done) => child.on('close', done));
    expect({ code, errors }).toEqual({ code: 0, errors: [] });
  });
});

describe('a bug', () => {
  const host = (argv: readonly string[], written: string[]) => ({
    argv: ['node', 'sallyport', ...argv],
    env: {},
    stdout: {
      write: () => {
        throw new Error('no paper\nsecond line');
      },
      on: () => {},
    },
    stderr: { write: (text: string) => written.push(text), on: () => {} },
    cwd: () => '/',
    exitCode: undefined as number | undefined,
  });

  test('is one line and how to report it; the stack only with --verbose', async () => {
    const [brief, long]: string[][] = [[], []];
    const first = host(['--version'], brief ?? []);
    await run(first);
    expect(first.exitCode).toBe(2);
    expect(brief?.join('')).toBe(
      'error  internal error: no paper\n' +
        '  This is a bug in Sallyport 0.1.0. Run it again with --verbose and report the stack trace.\n',
    );
    await run(host(['--version', '--verbose'], long ?? []));
    expect(long?.join('')).toContain('    at ');
  });
});

describe('the library', () => {
  test('scans and checks', async () => {
    const cwd = repository({ ...ACME, 'egress.yaml': 'version: 1\n' });
    expect((await scan({ cwd })).summary.destinations).toBe(4);
    const result = await check({ cwd });
    expect(result.exitCode).toBe(1);
    expect(result.drift.map(({ kind }) => kind)).toEqual(['undeclared', 'undeclared', 'undeclared', 'undeclared']);
    expect((await check({ cwd, surfaces: ['browser'] })).exitCode).toBe(0);
  });

  test('throws what keeps it from judging', async () => {
    await expect(check({ cwd: repository(ACME) })).rejects.toThrow(SallyportError);
    await expect(check({ cwd: repository({ 'egress.yaml': 'x: 1' }) })).rejects.toThrow('is not a key of the manifest');
  });
});
