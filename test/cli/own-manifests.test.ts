import { join } from 'node:path';
import { expect, test } from 'vitest';
import { aloneProblems } from '../../src/cli/own-manifests.ts';
import { git, repository, write } from '../discover/repository.ts';
import { sallyport } from './fake.ts';

function packaged(...files: readonly string[]): string {
  return repository(Object.fromEntries(files.map((file) => [file, '{}'])));
}

const place = (root: string) => ({ path: join(root, 'egress.yaml'), name: 'egress.yaml', isNamed: false });

test('a package that is judged by itself is told what it does not inherit', () => {
  const root = packaged('.git/HEAD', 'egress.yaml', 'apps/api/package.json');
  const api = join(root, 'apps/api');
  expect(aloneProblems(api, place(api))).toMatchObject([
    {
      code: 'manifest-alone',
      severity: 'warning',
      message: '../../egress.yaml does not count here: only what stands in this folder is judged',
      hint: 'To judge this package with what it inherits: sallyport check --cwd ../.. --component apps/api',
    },
  ]);
  expect(aloneProblems(root, place(root))).toEqual([]);
  expect(aloneProblems(api, { ...place(api), isNamed: true })).toEqual([]);
});

test('what stands above the repository is none of its manifests', () => {
  const root = packaged('egress.yaml', 'repo/.git/HEAD', 'repo/apps/api/package.json');
  const api = join(root, 'repo/apps/api');
  expect(aloneProblems(api, place(api))).toEqual([]);
});

test.each(['examples/shop', 'test/fixtures/shop'])('%s inherits nothing, so nothing is missing', (folder) => {
  const root = packaged('.git/HEAD', 'egress.yaml', `${folder}/package.json`);
  expect(aloneProblems(join(root, folder), place(join(root, folder)))).toEqual([]);
});

test('a folder that is no package inherits nothing', () => {
  const root = packaged('.git/HEAD', 'egress.yaml', 'apps/readme.md');
  const apps = join(root, 'apps');
  expect(aloneProblems(apps, place(apps))).toEqual([]);
});

test('the index and revisions have manifests of packages of their own', async () => {
  const root = repository({
    'package.json': '{ "name": "shop", "workspaces": ["apps/*"] }',
    'egress.yaml': 'version: 1\n',
    'apps/api/package.json': '{ "name": "@shop/api" }',
    'apps/api/a.ts': `await fetch('https://api.acme-pay.com');`,
    'apps/api/egress.yaml': 'version: 1\ndestinations:\n  - id: pay\n    hosts: [api.acme-pay.com]\n',
  });
  git(root, 'init', '-q');
  git(root, 'config', 'user.email', 'a@example.com');
  git(root, 'config', 'user.name', 'A');
  git(root, 'add', '-A');
  git(root, 'commit', '-qm', 'first');
  expect((await sallyport(root, ['check', '--staged'])).exitCode).toBe(0);
  write(root, 'apps/api/b.ts', `await fetch('https://mail.acme-pay.com');`);
  write(
    root,
    'apps/api/egress.yaml',
    'version: 1\npolicy:\n  frozen: true\ndestinations:\n  - id: pay\n    hosts: [api.acme-pay.com, mail.acme-pay.com]\n',
  );
  expect((await sallyport(root, ['check'])).exitCode).toBe(0);
  git(root, 'add', 'apps/api/b.ts');
  const staged = await sallyport(root, ['check', '--staged']);
  expect(staged.exitCode).toBe(1);
  expect(staged.stdout).toContain('sallyport accept mail.acme-pay.com --component apps/api');
  const { stdout } = await sallyport(root, ['diff', '--format', 'json']);
  const { changes } = JSON.parse(stdout) as { changes: { policy: unknown } };
  expect(changes.policy).toMatchObject([
    { kind: 'changed', entry: 'policy', manifest: 'apps/api/egress.yaml', effect: 'narrower' },
    { kind: 'changed', entry: 'pay', manifest: 'apps/api/egress.yaml', effect: 'wider' },
  ]);
});

test('a monorepo of a hundred packages, each with a manifest of its own', async () => {
  const numbers = Array.from({ length: 100 }, (_, index) => index);
  const root = repository({
    'package.json': '{ "name": "acme", "workspaces": ["packages/*"] }',
    'egress.yaml': 'version: 1\n',
    ...Object.fromEntries(
      numbers.flatMap((n) => [
        [`packages/p${n}/package.json`, `{ "name": "@acme/p${n}" }`],
        [
          `packages/p${n}/index.ts`,
          n === 0
            ? `export const get = (url: string) => fetch(url);`
            : `import { get } from '@acme/p0';\nexport const load = () => get('https://p${n}.acme.io/v1');`,
        ],
        [
          `packages/p${n}/egress.yaml`,
          n === 0 ? 'version: 1\n' : `version: 1\ndestinations:\n  - id: own\n    hosts: [p${n}.acme.io]\n`,
        ],
      ]),
    ),
  });
  expect(await sallyport(root, ['check'])).toMatchObject({ exitCode: 0 });
  write(root, 'packages/p7/index.ts', `export const load = () => fetch('https://p8.acme.io/v1');`);
  const { exitCode, stdout } = await sallyport(root, ['check', '--component', '@acme/p7']);
  expect(exitCode).toBe(1);
  expect(stdout).toContain('sallyport accept p8.acme.io --component packages/p7');
});
