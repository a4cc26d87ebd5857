/** Scans in threads of their own, as the built program makes them. The package must be built. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { scanThreads } from '../../dist/threads/scan-threads.js';
import { limitsOf } from '../../src/threads/memory.ts';
import type { ScanRequest } from '../../src/threads/messages.ts';
import { repository } from '../discover/repository.ts';
import { call, commit, committed, DECLARED, git, write } from '../git/repository.ts';

const bin = fileURLToPath(new URL('../../bin/sallyport.js', import.meta.url));

function ran(root: string, words: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...words], { encoding: 'utf8', cwd: root });
  return `${status}\n${stderr}\n${stdout}`;
}

function request(root: string): ScanRequest {
  return { tree: { kind: 'folder', root }, ignore: [], types: true, cache: null };
}

/** A branch that reaches one host more than `main`. */
function branched(): string {
  const root = committed({ 'egress.yaml': DECLARED, 'src/a.ts': call('rates.acme-bank.com') });
  git(root, 'checkout', '-q', '-b', 'work');
  write(root, 'src/b.ts', call('new.acme-bank.com'));
  commit(root, 'more');
  return root;
}

describe('two states', () => {
  test.each([
    [['check', '--base', 'main', '--no-cache']],
    [['check', '--base', 'main', '--staged', '--no-cache', '--format', 'json']],
    [['diff', 'main', 'work', '--no-cache', '--format', 'markdown']],
  ])('%s: the same at once and one after the other', (words) => {
    const root = branched();
    const together = ran(root, [...words, '--threads', '2']);
    expect(together).toContain('new.acme-bank.com');
    expect(together).toBe(ran(root, [...words, '--threads', '1']));
  });
});

describe('a thread', () => {
  test('says how far it is', async () => {
    const root = repository({ 'a.ts': call('a.acme-bank.com'), 'b.ts': call('b.acme-bank.com') });
    const steps: number[] = [];
    const { record } = await scanThreads(limitsOf(1)).scan(request(root), ({ done }) => steps.push(done));
    expect(record.inventory.destinations.flatMap(({ hosts }) => hosts)).toEqual(['a.acme-bank.com', 'b.acme-bank.com']);
    expect(steps).toEqual([1, 2]);
  });

  test('makes one scan after the other, also after one that could not be made', async () => {
    const threads = scanThreads(limitsOf(1));
    const hostOf = async (host: string): Promise<unknown> => {
      const { record } = await threads.scan(request(repository({ 'a.ts': call(host) })), () => {});
      return record.inventory.destinations[0]?.id;
    };
    expect(await hostOf('a.acme-bank.com')).toBe('a.acme-bank.com');
    await expect(threads.scan({ ...request('/'), tree: NO_COMMIT }, () => {})).rejects.toThrow('git');
    expect(await hostOf('b.acme-bank.com')).toBe('b.acme-bank.com');
  });

  test('ends with what is wrong', async () => {
    const scan = scanThreads(limitsOf(1)).scan({ ...request(repository({})), tree: NO_COMMIT }, () => {});
    await expect(scan).rejects.toThrow('git');
  });

  test('that needs too much memory is no crash', async () => {
    const texts = Array.from({ length: 400 }, (_, i) => [`src/f${i}.ts`, call(`h${i}.acme-bank.com`).repeat(40)]);
    const tight = { stackSizeMb: 4, maxOldGenerationSizeMb: 24, maxYoungGenerationSizeMb: 3 };
    const scan = scanThreads(tight).scan(request(repository(Object.fromEntries(texts))), () => {});
    await expect(scan).rejects.toMatchObject({
      problems: [{ code: 'out-of-memory', message: 'the scan needs more than the 24 MB of memory that it may take' }],
    });
  });
});

const NO_COMMIT = { kind: 'commit', root: '/', commit: 'HEAD', variables: {} } as const;
