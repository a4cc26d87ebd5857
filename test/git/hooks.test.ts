/** The recipes of docs/hooks.md, as they stand there, with the real tools and real commits. */
import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { call, committed, git, write } from './repository.ts';
import { installInto, isInstalled, shell } from './project.ts';
import { snippetsBelow } from './snippets.ts';

const PAGE = 'docs/hooks.md';
const FIX = 'sallyport accept rates.acme-bank.com --reason "…"';
const ENTRIES = z.array(z.object({ entry: z.string() }));
const HAS_PRE_COMMIT = shell('.', 'command -v pre-commit').status === 0;
const HAS_LEFTHOOK = isInstalled('lefthook') && isInstalled(`lefthook-${process.platform}-${process.arch}`);

describe('a commit with a new host is refused, with the fix on the screen, and the accepted one goes through', () => {
  test('plain git', () => refusesUntilAccepted(set('Plain git', [])));

  test('husky', () => refusesUntilAccepted(set('husky', ['husky'])));

  test.skipIf(!HAS_LEFTHOOK)('lefthook', () => {
    refusesUntilAccepted(set('lefthook', ['lefthook', `lefthook-${process.platform}-${process.arch}`]));
  });

  test('lint-staged and husky', () => {
    const root = set('husky', ['husky', 'lint-staged']);
    follow(root, 'lint-staged');
    write(root, '.lintstagedrc.json', '{ "*.ts": "echo" }\n');
    refusesUntilAccepted(root);
  });

  test('a task of lint-staged', () => {
    const root = set('husky', ['husky', 'lint-staged']);
    follow(root, 'lint-staged, as one of its tasks');
    write(root, '.husky/pre-commit', 'lint-staged\n');
    refusesUntilAccepted(root);
  });

  test.skipIf(!HAS_PRE_COMMIT)('pre-commit', () => {
    const root = set('pre-commit', []);
    git(root, 'add', '.pre-commit-config.yaml');
    refusesUntilAccepted(root, { repeats: FIX });
  });
});

describe('before a push', () => {
  test('a push of a new host is refused, and the accepted one goes through', () => {
    const root = set('Before a push', []);
    const remote = committed();
    git(remote, 'config', 'receive.denyCurrentBranch', 'ignore');
    git(root, 'remote', 'add', 'origin', remote);
    git(root, 'push', '-q', '--force', '--no-verify', 'origin', 'main');
    git(root, 'switch', '-q', '-c', 'rates');
    write(root, 'src/new.ts', call('rates.acme-bank.com'));
    git(root, 'add', 'src');
    git(root, 'commit', '-q', '-m', 'new');
    const refused = shell(root, 'git push origin rates');
    expect(refused.output).toContain(FIX);
    expect(refused.status).toBe(1);
    accept(root);
    expect(shell(root, 'git add egress.yaml && git commit -q -m accepted && git push origin rates')).toMatchObject({
      status: 0,
    });
  });
});

describe('.pre-commit-hooks.yaml', () => {
  const hooks: unknown = parse(readFileSync('.pre-commit-hooks.yaml', 'utf8'));

  test('is what pre-commit reads', () => {
    expect(hooks).toEqual([
      {
        id: 'sallyport',
        name: expect.any(String),
        description: expect.any(String),
        entry: expect.stringMatching(/^sallyport /),
        language: 'node',
        pass_filenames: false,
        always_run: true,
        stages: ['pre-commit', 'pre-merge-commit'],
        // The first with these names of stages.
        minimum_pre_commit_version: '3.2.0',
      },
    ]);
  });

  test('`npm pack` prints the name of the file alone, as pre-commit reads it, though a build runs before', () => {
    const root = committed();
    write(root, '.npmrc', readFileSync('.npmrc', 'utf8'));
    write(root, 'package.json', JSON.stringify({ name: 'one', version: '1.0.0', scripts: { prepare: 'echo built' } }));
    expect(shell(root, 'npm pack 2>/dev/null')).toEqual({ status: 0, output: 'one-1.0.0.tgz\n' });
  });

  test('its entry refuses and lets through, run as pre-commit runs what it has installed', () => {
    const root = set('Plain git', []);
    const [entry = ''] = ENTRIES.parse(hooks).map((hook) => hook.entry);
    write(root, '.githooks/pre-commit', `#!/bin/sh\nPATH="$PWD/node_modules/.bin:$PATH" PRE_COMMIT=1 ${entry}\n`);
    refusesUntilAccepted(root);
  });
});

test('a commit with --no-verify goes through, and says nothing', () => {
  const root = set('Plain git', []);
  write(root, 'src/new.ts', call('rates.acme-bank.com'));
  expect(shell(root, 'git add src && git commit -q --no-verify -m new')).toEqual({ status: 0, output: '' });
});

/** A repository that follows a recipe. */
function set(recipe: string, packages: readonly string[]): string {
  const root = committed({ '.gitignore': 'node_modules\n' });
  installInto(root, packages);
  follow(root, recipe);
  return root;
}

/** Writes the files of a recipe, then runs its commands. What npm would install is there. */
function follow(root: string, recipe: string): void {
  const all = snippetsBelow(PAGE, recipe);
  expect(all.length).toBeGreaterThan(0);
  for (const { file, text } of all) {
    if (file === null) continue;
    write(root, file, text);
    chmodSync(join(root, file), 0o644);
  }
  for (const { file, text, language } of all) {
    if (language === 'json') write(root, 'package.json', text);
    if (file !== null || language !== 'sh') continue;
    const ran = shell(root, text.replaceAll(/^npm install .*$/gm, ''));
    expect(ran).toMatchObject({ status: 0 });
  }
}

function accept(root: string): void {
  const ran = shell(root, 'node_modules/.bin/sallyport accept rates.acme-bank.com --reason "Exchange rates"');
  expect(ran).toMatchObject({ status: 0 });
}

/** `repeats`: what a commit says whose manifest is accepted and not staged. */
function refusesUntilAccepted(root: string, { repeats = 'Run `git add egress.yaml`.' } = {}): void {
  write(root, 'src/new.ts', call('rates.acme-bank.com'));
  git(root, 'add', 'src/new.ts');
  const refused = shell(root, 'git commit -m new');
  expect(refused.output).toContain(FIX);
  expect(refused.status).toBe(1);
  accept(root);
  const again = shell(root, 'git commit -m new');
  expect(again.output).toContain(repeats);
  expect(again.status).toBe(1);
  git(root, 'add', 'egress.yaml');
  const ran = shell(root, 'git commit -m new');
  expect(ran).toMatchObject({ status: 0 });
  expect(git(root, 'show', '--stat', 'HEAD')).toContain('src/new.ts');
}
