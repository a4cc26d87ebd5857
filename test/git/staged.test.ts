/** `check --staged`: the index is judged, whatever the work tree holds. */
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { describe, expect, test } from 'vitest';
import { repository } from '../discover/repository.ts';
import { sallyport } from '../cli/fake.ts';
import { call, commit, committed, DECLARED, git, hook, stage, tryGit, write } from './repository.ts';

const STAGED = ['check', '--staged'];

describe('the index is judged', () => {
  test('a call that is staged fails, and one that is not does not', async () => {
    const root = committed();
    write(root, 'src/new.ts', call('rates.acme-bank.com'));
    expect(await sallyport(root, STAGED)).toMatchObject({ exitCode: 0 });
    git(root, 'add', '-A');
    const red = await sallyport(root, STAGED);
    expect(red.exitCode).toBe(1);
    expect(red.stdout).toContain('sallyport accept rates.acme-bank.com --reason "…"');
  });

  test('of a file that is staged in part, the staged part counts', async () => {
    const root = committed();
    stage(root, 'src/new.ts', 'rates.acme-bank.com');
    write(root, 'src/new.ts', 'export {};\n');
    const red = await sallyport(root, STAGED);
    expect(red.exitCode).toBe(1);
    // The line that is shown is the staged one too.
    expect(red.stdout).toContain("fetch('https://rates.acme-bank.com/v1'");
    write(root, 'src/track.ts', call('tracker.acme-bank.com'));
    git(root, 'add', 'src/new.ts');
    expect((await sallyport(root, STAGED)).exitCode).toBe(0);
  });

  test('a file that is moved or deleted in the index', async () => {
    const root = committed({ 'src/other.ts': call('api.segment.io') });
    git(root, 'mv', 'src/track.ts', 'src/moved.ts');
    git(root, 'rm', '-q', '--cached', 'src/other.ts');
    const ran = await sallyport(root, [...STAGED, '--format', 'json']);
    expect(ran.exitCode).toBe(0);
    expect(ran.stdout).toContain('"src/moved.ts"');
    expect(ran.stdout).not.toContain('src/track.ts');
    expect(ran.stdout).not.toContain('src/other.ts');
  });

  test('before the first commit', async () => {
    const root = repository({ 'egress.yaml': DECLARED, 'src/track.ts': call('rates.acme-bank.com') });
    git(root, 'init', '-q');
    git(root, 'add', '-A');
    expect((await sallyport(root, STAGED)).exitCode).toBe(1);
  });

  test('rules and packages are those of the index', async () => {
    const root = committed();
    write(root, 'packages/web/package.json', '{ "name": "@acme/web" }\n');
    write(root, 'packages/web/src/a.ts', call('api.segment.io'));
    git(root, 'add', '-A');
    rmSync(join(root, 'packages'), { recursive: true });
    const { stdout } = await sallyport(root, [...STAGED, '--format', 'json']);
    expect(stdout).toContain('"packages/web"');
  });

  test('submodules and links are told and not followed', async () => {
    const root = committed();
    const other = committed();
    git(root, 'submodule', '--quiet', 'add', other, 'vendor-sdk');
    const ran = await sallyport(root, [...STAGED, '--verbose']);
    expect(ran.exitCode).toBe(0);
    expect(ran.stderr).toContain('vendor-sdk is a repository of its own and was not analysed');
  });
});

describe('the manifest of the index is what counts', () => {
  test('one that would make it pass and is not staged is named', async () => {
    const root = committed();
    stage(root, 'src/new.ts', 'rates.acme-bank.com');
    await sallyport(root, ['accept', 'rates.acme-bank.com', '--reason', 'Rates']);
    const red = await sallyport(root, STAGED);
    expect(red.exitCode).toBe(1);
    expect(red.stderr).toContain('egress.yaml declares it in the work tree, and the commit would not contain that');
    expect(red.stderr).toContain('Run `git add egress.yaml`.');
    git(root, 'add', 'egress.yaml');
    expect(await sallyport(root, STAGED)).toMatchObject({ exitCode: 0, stderr: '' });
  });

  test('one that git does not know yet is named', async () => {
    const root = committed();
    git(root, 'rm', '-q', '--cached', 'egress.yaml');
    const red = await sallyport(root, STAGED);
    expect(red.exitCode).toBe(2);
    expect(red.stderr).toContain('Run `git add egress.yaml`.');
  });

  test('its faults are those of the staged text', async () => {
    const root = committed();
    write(root, 'egress.yaml', 'version: 1\ndestinations: 3\n');
    git(root, 'add', 'egress.yaml');
    write(root, 'egress.yaml', DECLARED);
    const red = await sallyport(root, STAGED);
    expect(red.exitCode).toBe(2);
    expect(red.stderr).toContain('egress.yaml:2:');
  });
});

describe('where git is', () => {
  test('from a folder below the top', async () => {
    const root = committed({ 'apps/api/egress.yaml': DECLARED, 'apps/api/src/a.ts': call('api.segment.io') });
    expect((await sallyport(join(root, 'apps/api'), STAGED)).exitCode).toBe(0);
    stage(root, 'apps/api/src/b.ts', 'rates.acme-bank.com');
    const red = await sallyport(join(root, 'apps/api'), STAGED);
    expect(red.exitCode).toBe(1);
    expect(red.stdout).toContain('  src/b.ts:1:');
  });

  test('in a linked work tree', async () => {
    const root = committed();
    const linked = join(root, '..', `${root.split('/').at(-1)}-linked`);
    git(root, 'worktree', 'add', '-q', '-b', 'work', linked);
    try {
      stage(linked, 'src/new.ts', 'rates.acme-bank.com');
      expect((await sallyport(linked, STAGED)).exitCode).toBe(1);
      expect((await sallyport(root, STAGED)).exitCode).toBe(0);
    } finally {
      rmSync(linked, { recursive: true, force: true });
    }
  });

  test('outside of a repository', async () => {
    const root = repository({ 'a.ts': call('api.segment.io') });
    const ran = await sallyport(root, STAGED);
    expect(ran.exitCode).toBe(2);
    expect(ran.stderr).toContain('--staged needs a git repository: this folder is in none');
  });

  test('while a merge is in conflict', async () => {
    const root = committed();
    git(root, 'checkout', '-q', '-b', 'one');
    write(root, 'src/track.ts', call('one.acme-bank.com'));
    commit(root, 'one');
    git(root, 'checkout', '-q', 'main');
    write(root, 'src/track.ts', call('two.acme-bank.com'));
    commit(root, 'two');
    expect(tryGit(root, ['merge', 'one']).status).toBe(1);
    const ran = await sallyport(root, STAGED);
    expect(ran.exitCode).toBe(2);
    expect(ran.stderr).toContain('src/track.ts is in conflict, so the index is no commit yet');
    write(root, 'src/track.ts', call('api.segment.io'));
    git(root, 'add', 'src/track.ts');
    expect((await sallyport(root, STAGED)).exitCode).toBe(0);
  });
});

describe('as a hook, with what git puts into its environment', () => {
  const command = `${process.execPath} ${resolve('bin/sallyport.js')} check --staged`;

  test('a commit with a new host is refused, with the fix on the screen, and the accepted one goes through', async () => {
    const root = committed();
    hook(root, 'pre-commit', command);
    stage(root, 'src/new.ts', 'rates.acme-bank.com');
    const refused = tryGit(root, ['commit', '-m', 'new']);
    expect(refused.status).toBe(1);
    expect(refused.output).toContain('sallyport accept rates.acme-bank.com --reason "…"');
    await sallyport(root, ['accept', 'rates.acme-bank.com', '--reason', 'Rates']);
    expect(tryGit(root, ['commit', '-m', 'new']).output).toContain('Run `git add egress.yaml`.');
    git(root, 'add', 'egress.yaml');
    expect(tryGit(root, ['commit', '-m', 'new'])).toMatchObject({ status: 0 });
  });

  test('`git commit -a` and `git commit FILE` use an index of their own', () => {
    const root = committed();
    hook(root, 'pre-commit', command);
    write(root, 'src/track.ts', call('rates.acme-bank.com'));
    expect(tryGit(root, ['commit', '-m', 'all', '-a']).status).toBe(1);
    expect(tryGit(root, ['commit', '-m', 'one', 'src/track.ts']).status).toBe(1);
    write(root, 'src/track.ts', call('api.segment.io'));
    write(root, 'src/other.ts', call('rates.acme-bank.com'));
    git(root, 'add', 'src/other.ts');
    write(root, 'README.md', 'Acme\n');
    git(root, 'add', '-N', 'README.md');
    // The commit will hold README.md alone, and not what is staged besides.
    expect(tryGit(root, ['commit', '-m', 'readme', 'README.md'])).toMatchObject({ status: 0 });
  });

  test('from a folder below, and when the hook changes into one', () => {
    const root = committed({ 'web/egress.yaml': DECLARED, 'web/src/a.ts': call('api.segment.io') });
    hook(root, 'pre-commit', `cd web && ${command}`);
    write(root, 'web/src/a.ts', call('rates.acme-bank.com'));
    expect(tryGit(join(root, 'web'), ['commit', '-a', '-m', 'web']).status).toBe(1);
  });
});
