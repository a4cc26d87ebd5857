import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { aloneProblems } from '../../src/cli/own-manifests.ts';

const made: string[] = [];

afterEach(() => made.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function repository(...files: readonly string[]): string {
  const root = mkdtempSync(join(tmpdir(), 'own-'));
  made.push(root);
  for (const file of files) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), '{}');
  }
  return root;
}

const place = (root: string) => ({ path: join(root, 'egress.yaml'), name: 'egress.yaml', isNamed: false });

test('a package that is judged by itself is told what it does not inherit', () => {
  const root = repository('.git/HEAD', 'egress.yaml', 'apps/api/package.json');
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
  const root = repository('egress.yaml', 'repo/.git/HEAD', 'repo/apps/api/package.json');
  const api = join(root, 'repo/apps/api');
  expect(aloneProblems(api, place(api))).toEqual([]);
});

test('a folder that is no package inherits nothing', () => {
  const root = repository('.git/HEAD', 'egress.yaml', 'apps/readme.md');
  const apps = join(root, 'apps');
  expect(aloneProblems(apps, place(apps))).toEqual([]);
});
