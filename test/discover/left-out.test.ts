import { expect, test } from 'vitest';
import { folderTree } from '../../src/discover/folder-tree.ts';
import { scan } from '../../src/run.ts';
import { sallyport } from '../cli/fake.ts';
import { repository } from './repository.ts';

const FILES = {
  'package.json': '{ "name": "shop", "workspaces": ["apps/*"] }',
  'package-lock.json': '{ "lockfileVersion": 3 }',
  'apps/web/package.json': '{ "name": "@shop/web" }',
  'apps/web/yarn.lock': '',
  'src/a.ts': 'export {};',
  'src/a.js.map': '{}',
  'src/types.d.ts': '',
  'src/locales/de.json': '{}',
  'src/__snapshots__/a.snap': '',
  'src/seed.json': '[]',
  'public/logo.png': '',
  'public/jquery.min.js': '',
  'vendor/lib.js': '',
  'README.md': '',
  'examples/b.ts': '',
  '.next/build.js': '',
  Makefile: '',
};

test('what was left out is counted by reason, with examples', async () => {
  const result = await scan({ tree: folderTree(repository(FILES)), ignore: ['examples/**'] });
  expect(result.leftOut.map(({ reason, count, examples }) => `${reason} ${count} ${examples.join(' ')}`)).toEqual([
    'ignored 1 examples/b.ts',
    'build-output 1 .next/build.js',
    'bundled 1 public/jquery.min.js',
    'vendored 1 vendor/lib.js',
    'lock-file 2 apps/web/yarn.lock package-lock.json',
    'source-map 1 src/a.js.map',
    'snapshot 1 src/__snapshots__/a.snap',
    'declaration 1 src/types.d.ts',
    'translation 1 src/locales/de.json',
    'data 1 src/seed.json',
    'media 1 public/logo.png',
    'text 1 README.md',
    'other 1 Makefile',
  ]);
});

test('scan --verbose says so', async () => {
  const root = repository(FILES);
  const { stdout } = await sallyport(root, ['scan', '--verbose']);
  expect(stdout).toContain('left out\n');
  expect(stdout).toMatch(/^ {2}lock files +2 {2}apps\/web\/yarn\.lock, package-lock\.json$/m);
  const json = await sallyport(root, ['scan', '--verbose', '--format', 'json']);
  expect(JSON.parse(json.stdout)).toMatchObject({
    leftOut: expect.arrayContaining([expect.objectContaining({ reason: 'translation' })]),
  });
  expect((await sallyport(root, ['scan'])).stdout).not.toContain('left out');
});
