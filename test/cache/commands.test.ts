/** The cache as commands use it: in a repository, across its states, and never in the way. */
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sallyport } from '../cli/fake.ts';
import { repository } from '../discover/repository.ts';
import { call, commit, committed, git, write } from '../git/repository.ts';

const FILES = {
  'package.json': '{ "name": "acme", "workspaces": ["packages/*"], "dependencies": { "openai": "^4.0.0" } }\n',
  'package-lock.json': '{ "lockfileVersion": 3, "packages": { "node_modules/openai": { "version": "4.0.0" } } }\n',
  'packages/api/package.json': '{ "name": "@acme/api" }\n',
  'packages/api/src/client.ts': `import base from './base.json' with { type: 'json' };\nfetch(base.url);\n`,
  'packages/api/src/base.json': '{ "url": "https://one.example.com" }\n',
  'src/aliased.ts': `import { HOST } from '@/hosts';\nfetch(HOST);\n`,
  'src/hosts.ts': `export const HOST = 'https://two.example.com';\n`,
  'other/hosts.ts': `export const HOST = 'https://three.example.com';\n`,
  'tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }\n',
  'src/model.ts': `import OpenAI from 'openai';\nnew OpenAI();\n`,
  '.env.example': 'API_URL=https://four.example.com\n',
  'src/env.ts': 'fetch(process.env.API_URL);\n',
  'README.md': 'Acme\n',
};

/** Changes that a scan must notice, and some that it need not. */
const CHANGES: readonly (readonly [what: string, change: (root: string) => void])[] = [
  [
    'another host in a source',
    (root) => write(root, 'src/hosts.ts', `export const HOST = 'https://new.example.com';\n`),
  ],
  [
    'a host of the same length',
    (root) => write(root, 'src/hosts.ts', `export const HOST = 'https://xxx.example.com';\n`),
  ],
  ['a new file', (root) => write(root, 'src/new.ts', call('new.example.com'))],
  ['a file that is gone', (root) => rmSync(join(root, 'src/model.ts'))],
  ['a file that moved', (root) => renameSync(join(root, 'src/model.ts'), join(root, 'src/model.test.ts'))],
  [
    'data that code imports',
    (root) => write(root, 'packages/api/src/base.json', '{ "url": "https://new.example.com" }\n'),
  ],
  [
    'an alias',
    (root) => write(root, 'tsconfig.json', '{ "compilerOptions": { "paths": { "@/*": ["./other/*"] } } }\n'),
  ],
  ['a variable that is documented', (root) => write(root, '.env.example', 'API_URL=https://new.example.com\n')],
  ['a workspace', (root) => write(root, 'package.json', FILES['package.json'].replace('packages/*', 'none/*'))],
  ['a lock file', (root) => write(root, 'package-lock.json', FILES['package-lock.json'].replaceAll('4.0.0', '2.0.0'))],
  ['a file that only looks like code', (root) => write(root, 'src/hosts.ts', '\0\0\0\u0001')],
  ['a rule of its own', (root) => write(root, '.sallyport/rules/acme.yaml', OWN_RULE)],
  ['what nobody reads', (root) => write(root, 'README.md', 'Acme, again\n')],
];

const OWN_RULE = `id: services/acme
name: Acme
`;

describe('what a scan saw', () => {
  test.each(CHANGES)('%s', async (_what, change) => {
    const root = committed(FILES);
    const first = await scanned(root);
    expect(await scanned(root)).toEqual(first);
    change(root);
    const fresh = await scanned(root, '--no-cache');
    expect(await scanned(root)).toEqual(fresh);
    expect(await scanned(root)).toEqual(fresh);
    git(root, 'add', '-A');
    git(root, 'stash', '-q');
    expect(await scanned(root)).toEqual(first);
  });
});

describe('where scans are kept', () => {
  test('beside what git keeps, where a linked work tree finds them too', async () => {
    const root = committed(FILES);
    await scanned(root);
    expect(kept(root)).toHaveLength(1);
    const linked = join(repository({}), 'linked');
    git(root, 'worktree', 'add', '-q', linked);
    await scanned(linked);
    expect(kept(root)).toHaveLength(1);
    expect(git(root, 'status', '--short')).toBe('');
  });

  test('what the manifest says is no part of a scan, but what it leaves out is', async () => {
    const root = committed(FILES);
    await sallyport(root, ['check', '--staged']);
    await sallyport(root, ['accept', '--all', '--reason', 'x']);
    git(root, 'add', '-A');
    await sallyport(root, ['check', '--staged']);
    expect(kept(root)).toHaveLength(1);
    const manifest = readFileSync(join(root, 'egress.yaml'), 'utf8');
    write(root, 'egress.yaml', `${manifest}ignore:\n  - path: src/hosts.ts\n    reason: x\n`);
    await sallyport(root, ['check']);
    expect(kept(root)).toHaveLength(2);
  });

  test('the folder, the index and the commit share them where they are the same', async () => {
    const root = committed(FILES);
    write(root, 'README.md', 'Acme, again\n');
    commit(root, 'second');
    const runs = [['check', '--staged'], ['check'], ['diff', 'HEAD~1', 'HEAD'], ['check', '--base', 'HEAD']];
    for (const args of runs) await sallyport(root, args);
    expect(kept(root)).toHaveLength(1);
  });

  test.each([
    ['--no-cache', ['--no-cache'], {}],
    ['a pipeline', [], { CI: 'true' }],
  ])('nowhere with %s', async (_what, args, env) => {
    const root = committed(FILES);
    await sallyport(root, ['check', ...args], { env });
    expect(existsSync(folderOf(root))).toBe(false);
  });

  test('only so many', async () => {
    const root = committed();
    for (let count = 0; count < 20; count += 1) {
      write(root, 'src/track.ts', call(`host-${count}.example.com`));
      await sallyport(root, ['check']);
    }
    expect(kept(root)).toHaveLength(16);
  });

  test('what was spoilt is as good as lost', async () => {
    const root = committed(FILES);
    const first = await scanned(root);
    for (const text of ['', '{', 'null', '{}', '[]', '{"answers":{},"record":{}}']) {
      for (const name of kept(root)) writeFileSync(join(folderOf(root), name), text);
      expect(await scanned(root)).toEqual(first);
    }
  });

  test('a folder in which nothing can be kept', async () => {
    const root = committed(FILES);
    writeFileSync(join(root, '.git/sallyport'), '');
    expect((await sallyport(root, ['scan'])).exitCode).toBe(0);
  });
});

async function scanned(root: string, ...args: readonly string[]): Promise<unknown> {
  const { stdout } = await sallyport(root, ['scan', '--all', '--format', 'json', '--verbose', ...args]);
  return JSON.parse(stdout) as unknown;
}

function folderOf(root: string): string {
  return join(root, '.git/sallyport/scans');
}

function kept(root: string): readonly string[] {
  return readdirSync(folderOf(root));
}
