import { chmodSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { globMatcher } from '../../src/discover/glob.ts';
import { discoverFiles } from '../../src/discover/files.ts';
import { folderTree } from '../../src/discover/folder-tree.ts';
import { byCodePoint } from '../../src/discover/tree.ts';
import { git, repository, write } from './repository.ts';

async function pathsOf(root: string, ignore: readonly string[] = []) {
  return (await discoverFiles(folderTree(root), { isIgnored: globMatcher(ignore) })).files.map(({ path }) => path);
}

async function problemsOf(root: string, ignore: readonly string[] = []) {
  const { problems } = await discoverFiles(folderTree(root), { isIgnored: globMatcher(ignore) });
  return problems.map(({ severity, code, file }) => `${severity} ${code} ${file ?? ''}`.trim());
}

async function bundlesOf(root: string, ignore: readonly string[] = []) {
  const { bundles } = await discoverFiles(folderTree(root), { isIgnored: globMatcher(ignore) });
  return bundles.map(({ file, vendored }) => (vendored === null ? file.path : `${file.path} in ${vendored}`));
}

const SOURCES = {
  'package.json': '{"name":"a"}',
  'src/a.ts': '',
  'src/B.TSX': '',
  'src/c.mts': '',
  'src/d.cjs': '',
  'src/types.d.ts': '',
  'src/types.d.mts': '',
  'src/style.css': '',
  'index.html': '',
  'prisma/schema.prisma': '',
  'yarn.lock': '',
};
const FOUND = [
  'index.html',
  'package.json',
  'prisma/schema.prisma',
  'src/B.TSX',
  'src/a.ts',
  'src/c.mts',
  'src/d.cjs',
  'src/style.css',
];

const VITE = '{ "dependencies": { "vite": "^7.0.0" } }';

describe.each(['git', 'no git'])('discoverFiles with %s', (mode) => {
  const make = (files: Readonly<Record<string, string | Buffer>>) => {
    const root = repository(files);
    if (mode === 'git') git(root, 'init', '-q');
    return root;
  };

  it('finds scripts, pages, stylesheets and schemas, sorted, and no declarations', async () => {
    const root = make(SOURCES);
    expect(await pathsOf(root)).toEqual(FOUND);
    const { files } = await discoverFiles(folderTree(root));
    expect(files[0]).toEqual({ path: 'index.html', kind: 'html', component: '.', surface: 'browser', size: 0 });
    expect(files.map(({ kind }) => kind)).toEqual([
      'html',
      'json',
      'prisma',
      'script',
      'script',
      'script',
      'script',
      'css',
    ]);
  });

  it('reads single-file components, those of Astro as server code', async () => {
    const root = make({ 'src/A.vue': '', 'web/Page.svelte': '', 'src/pages/index.astro': '', 'package.json': VITE });
    const { files, problems } = await discoverFiles(folderTree(root));
    expect(files.flatMap(({ path, kind, surface }) => (kind === 'component' ? [`${path} ${surface}`] : []))).toEqual([
      'src/A.vue browser',
      'src/pages/index.astro server',
      'web/Page.svelte browser',
    ]);
    expect(problems).toEqual([]);
  });

  it('leaves out what is ignored, installed or built', async () => {
    const root = make({
      'a.ts': '',
      '.gitignore': '/secret\n*.gen.ts\n',
      'secret/a.ts': '',
      'x.gen.ts': '',
      'sub/.gitignore': 'b.ts\n',
      'sub/b.ts': '',
      'sub/c.ts': '',
      'node_modules/a/index.js': '',
      'sub/node_modules/a/index.js': '',
      '.yarn/releases/yarn.cjs': '',
      '.pnp.cjs': '',
      '.next/server.js': '',
      'dist/a.js': '',
      '.storybook/main.ts': '',
    });
    expect(await pathsOf(root)).toEqual(['.storybook/main.ts', 'a.ts', 'sub/c.ts']);
  });

  it('leaves out what the manifest ignores, with its problems', async () => {
    const root = make({ 'examples/a.ts': '', 'examples/vendor.min.js': '', 'app/[id]/page.tsx': '', 'app/x.ts': '' });
    expect(await pathsOf(root, ['examples/**'])).toEqual(['app/[id]/page.tsx', 'app/x.ts']);
    expect(await pathsOf(root, ['examples/**', 'app/[id]'])).toEqual(['app/x.ts']);
    expect(await problemsOf(root, ['examples/**'])).toEqual([]);
    expect(await bundlesOf(root)).toEqual(['examples/vendor.min.js']);
    expect(await bundlesOf(root, ['examples/**'])).toEqual([]);
  });

  it('says what looks like code and is not analysed', async () => {
    const stream = Buffer.alloc(188 * 4, 0x47);
    const root = make({
      'video.ts': stream,
      'app.min.js': 'x',
      'big.js': `${'a'.repeat(1000)};\n`.repeat(600),
      'bundle.js': `/******/ (() => { // webpackBootstrap\n${'x();\n'.repeat(30_000)}`,
      'big.tsx': `${'a'.repeat(1000)};\n`.repeat(600),
      'long.js': 'call();\n'.repeat(90_000),
      'pixel.js': 'function a(b, c) {\n  var d = !0,\n    e = void 0;\n  return b(c, d, e);\n}\n'.repeat(3_000),
      'renamed.ts': 'function a(b,c){var d=!0,e=void 0;return b(c,d,e)}'.repeat(12_000),
      'generated.ts': `export const table = [${'{ name: "a", value: 1 }, '.repeat(25_000)}];\n`,
      'written.js': 'function isOpen(gate, at) {\n  return gate.opens <= at && !0;\n}\n'.repeat(3_000),
      'public/sw.js': `if(!self.define){${'let e,s={};const i=(i,a)=>(i=new URL(i+".js",a).href,s[i]||a(e));'.repeat(60)}}`,
      'public/worker.js': `if (!self.define) {\n  let registry = {};\n}\n${'precache("/index.html");\n'.repeat(100)}`,
      'public/core.js': `var Core = (() => {\n${`${'var b;b||(b={});var a=new Promise((c,d)=>{b.x=c;b.y=d});'.repeat(8)}\n`.repeat(8)}})();`,
      'public/data.js': `window.points = [${'{ latitude: 1.5, longitude: 2.5 }, '.repeat(200)}];`,
      'public/app.js': 'function open(e) {\n  const a = e.target;\n  a.focus();\n}\n'.repeat(100),
      'web/out/_next/static/chunks/page-1a2b.js': 'call();\n',
      'site/_app/immutable/entry/start.4c5d.js': 'call();\n',
      'public/_nuxt/entry.6e7f.js': 'call();\n',
      'src/_next/page.js': 'call();\n',
      'public/libs/table.4.5.1.js':
        '/** Sorts rows. */\nfunction sortRows(rows) {\n  return rows.toSorted();\n}\n'.repeat(2_000),
      'src/upgrade-1.2.0.js': 'upgrade();\n',
      'vendor/lib.js': '',
      'vendor/other.js': '',
      'src/vendor/page.ts': '',
      'public/js/vendor/x.js': '',
    });
    expect(await pathsOf(root)).toEqual([
      'big.tsx',
      'generated.ts',
      'long.js',
      'public/app.js',
      'public/data.js',
      'src/_next/page.js',
      'src/upgrade-1.2.0.js',
      'src/vendor/page.ts',
      'written.js',
    ]);
    expect(await problemsOf(root)).toEqual(['warning not-source video.ts']);
    expect(await bundlesOf(root)).toEqual([
      'app.min.js',
      'big.js',
      'bundle.js',
      'pixel.js',
      'public/_nuxt/entry.6e7f.js',
      'public/core.js',
      'public/js/vendor/x.js in public/js/vendor',
      'public/libs/table.4.5.1.js',
      'public/sw.js',
      'public/worker.js',
      'renamed.ts',
      'site/_app/immutable/entry/start.4c5d.js',
      'vendor/lib.js in vendor',
      'vendor/other.js in vendor',
      'web/out/_next/static/chunks/page-1a2b.js',
    ]);
  });

  it('never follows links, and names those that lead outside', async () => {
    const outside = repository({ 'x.ts': '' });
    const root = make({ 'src/a.ts': '' });
    symlinkSync('..', join(root, 'src/loop'));
    symlinkSync('a.ts', join(root, 'src/inside.ts'));
    symlinkSync('nowhere.ts', join(root, 'src/broken.ts'));
    symlinkSync('itself.ts', join(root, 'src/itself.ts'));
    symlinkSync(join(outside, 'x.ts'), join(root, 'src/out.ts'));
    symlinkSync(outside, join(root, 'src/outside'));
    expect(await pathsOf(root)).toEqual(['src/a.ts']);
    expect(await problemsOf(root)).toEqual(['warning link-outside src/out.ts', 'warning link-outside src/outside']);
  });

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')('names folders that cannot be read', async () => {
    const root = make({ 'a.ts': '', 'closed/b.ts': '' });
    if (mode === 'git') git(root, 'add', '.');
    chmodSync(join(root, 'closed'), 0);
    const problems = await problemsOf(root);
    chmodSync(join(root, 'closed'), 0o755);
    expect(problems).toEqual([expect.stringMatching(/^error unreadable closed/)]);
  });
});

describe('discoverFiles in a git work tree', () => {
  it('knows tracked output, deleted files, conflicts and repositories inside', async () => {
    const root = repository({ 'a.ts': '', 'gone.ts': '', 'dist/index.js': '', 'inner/b.ts': '' });
    git(root, 'init', '-q');
    git(root, 'add', '-f', 'a.ts', 'gone.ts', 'dist');
    rmSync(join(root, 'gone.ts'));
    git(join(root, 'inner'), 'init', '-q');
    expect(await pathsOf(root)).toEqual(['a.ts', 'dist/index.js']);
    expect(await problemsOf(root)).toEqual(['warning nested-repository inner']);
    expect(await problemsOf(root, ['inner'])).toEqual([]);
  });

  it('scans a subfolder by itself, also one that the repository ignores', async () => {
    const root = repository({ '.gitignore': 'hidden\n', 'apps/web/a.ts': '', 'hidden/b.ts': '' });
    git(root, 'init', '-q');
    expect(await pathsOf(join(root, 'apps/web'))).toEqual(['a.ts']);
    expect(await pathsOf(join(root, 'hidden'))).toEqual(['b.ts']);
  });

  it('is not misled by the variables of a hook', async () => {
    const root = repository({ 'a.ts': '' });
    git(root, 'init', '-q');
    process.env['GIT_INDEX_FILE'] = '/nowhere/index';
    process.env['GIT_DIR'] = '/nowhere';
    const found = await pathsOf(root);
    delete process.env['GIT_INDEX_FILE'];
    delete process.env['GIT_DIR'];
    expect(found).toEqual(['a.ts']);
  });

  it('runs no program that the repository names', async () => {
    const root = repository({ 'a.ts': '', monitor: '#!/bin/sh\ntouch "$(dirname "$0")/ran.ts"\n' });
    git(root, 'init', '-q');
    chmodSync(join(root, 'monitor'), 0o755);
    git(root, 'config', 'core.fsmonitor', join(root, 'monitor'));
    await pathsOf(root);
    expect(await pathsOf(root)).toEqual(['a.ts']);
  });

  it('finds names with spaces, quotes and other alphabets', async () => {
    const names = ["it's.ts", 'ünï.ts', '空 白.ts'];
    const root = repository(Object.fromEntries(names.map((name) => [name, ''])));
    git(root, 'init', '-q');
    expect(await pathsOf(root)).toEqual(names);
  });
});

it('says that there is nothing to scan', async () => {
  const root = repository({ 'a.ts': '' });
  expect(await problemsOf(join(root, 'nowhere'))).toEqual(['error root-unreadable']);
  expect(await problemsOf(join(root, 'a.ts'))).toEqual(['error root-unreadable']);
});

it('gives every file its component and surface', async () => {
  const root = repository({
    'package.json': '{"workspaces":["apps/*"]}',
    'apps/web/package.json': '{"name":"web","dependencies":{"next":"15"}}',
  });
  for (const path of ['apps/web/app/api/x/route.ts', 'apps/web/app/x.test.ts', 'scripts/x.ts']) write(root, path, '');
  const { files, components } = await discoverFiles(folderTree(root));
  const scripts = files.filter(({ kind }) => kind === 'script');
  expect(scripts.map(({ path, component, surface }) => [path, component, surface])).toEqual([
    ['apps/web/app/api/x/route.ts', 'apps/web', 'server'],
    ['apps/web/app/x.test.ts', 'apps/web', 'test'],
    ['scripts/x.ts', '.', 'script'],
  ]);
  expect(components.map(({ folder, name }) => [folder, name])).toEqual([
    ['.', null],
    ['apps/web', 'web'],
  ]);
});

it('sorts by code point', () => {
  expect(['b', '\u{1F600}', '\uFF5E', 'a/b', 'a', 'B'].toSorted(byCodePoint)).toEqual([
    'B',
    'a',
    'a/b',
    'b',
    '\uFF5E',
    '\u{1F600}',
  ]);
});
