import { expect, it } from 'vitest';
import { componentFinder, componentsFrom } from '../../src/discover/components.ts';
import type { SourceText } from '../../src/discover/read-source.ts';

type Files = Readonly<Record<string, string>>;

function reader(files: Files) {
  return (path: string): SourceText => {
    const text = files[path];
    return text === undefined ? { kind: 'missing' } : { kind: 'text', text, lossy: false };
  };
}

function foldersOf(files: Files) {
  return componentsFrom(Object.keys(files).toSorted(), reader(files)).components.map(({ folder }) => folder);
}

const PACKAGES = {
  'packages/a/package.json': '{"name":"a"}',
  'packages/b/package.json': '{"name":"b"}',
  'packages/b/nested/package.json': '{"name":"nested"}',
  'tools/package.json': '{"name":"tools"}',
  'marker/package.json': '{"type":"module"}',
};

it.each<[string, Files, readonly string[]]>([
  ['npm', { 'package.json': '{"workspaces":["packages/*"]}' }, ['.', 'packages/a', 'packages/b']],
  ['yarn', { 'package.json': '{"workspaces":{"packages":["packages/a","./tools/"]}}' }, ['.', 'packages/a', 'tools']],
  [
    'pnpm',
    { 'pnpm-workspace.yaml': 'packages:\n  - "packages/**"\n  - "!packages/a"\n' },
    ['.', 'packages/b', 'packages/b/nested'],
  ],
  ['lerna', { 'lerna.json': '{"packages":["packages/*"]}' }, ['.', 'packages/a', 'packages/b']],
  ['bun', { 'package.json': '{"workspaces":["packages/*"]}', 'bun.lock': '{}' }, ['.', 'packages/a', 'packages/b']],
  [
    'turborepo',
    { 'package.json': '{"workspaces":["packages/*"]}', 'turbo.json': '{"tasks":{}}' },
    ['.', 'packages/a', 'packages/b'],
  ],
  [
    'rush',
    { 'rush.json': '{ // projects\n "projects": [{ "packageName": "tools", "projectFolder": "tools" },] }' },
    ['.', 'tools'],
  ],
  [
    'nx without packages',
    {
      'package.json': '{"dependencies":{"react":"^19.0.0"}}',
      'nx.json': '{}',
      'apps/web/project.json': '{"name":"web","projectType":"application"}',
      'packages/a/project.json': '{"name":"a"}',
      'apps/web/src/project.json': '{"title":"no project"}',
    },
    ['.', 'apps/web', 'packages/a', 'packages/b', 'packages/b/nested', 'tools'],
  ],
  ['no workspace', {}, ['.', 'packages/a', 'packages/b', 'packages/b/nested', 'tools']],
])('finds the components of %s', (_, files, folders) => {
  expect(foldersOf({ ...PACKAGES, ...files })).toEqual(folders);
});

it('reads names and ranges; the most specific range wins', () => {
  const { components } = componentsFrom(
    ['package.json'],
    reader({
      'package.json': JSON.stringify({
        name: '@a/b',
        peerDependencies: { react: '>=16', x: '*' },
        devDependencies: { react: '^18', y: '1' },
        optionalDependencies: { z: '2' },
        dependencies: { y: '^1.2', odd: 3 },
      }),
    }),
  );
  expect(components).toEqual([
    { folder: '.', name: '@a/b', dependencies: { react: '^18', x: '*', y: '^1.2', z: '2' } },
  ]);
});

it('looks ranges up in catalogs', () => {
  const files = {
    'pnpm-workspace.yaml': 'packages: [a]\ncatalog:\n  react: ^18.2.0\ncatalogs:\n  old:\n    react: ^16.0.0\n',
    'a/package.json': '{"dependencies":{"react":"catalog:"},"devDependencies":{"none":"catalog:old"}}',
    'package.json': '{"dependencies":{"react":"catalog:old"}}',
  };
  const { components } = componentsFrom(Object.keys(files).toSorted(), reader(files));
  expect(components.map(({ dependencies }) => dependencies)).toEqual([
    { react: '^16.0.0' },
    { react: '^18.2.0', none: 'catalog:old' },
  ]);
});

it('says where a manifest is broken', () => {
  const files = {
    'package.json': '{\n  "name": "a",\n}',
    'pnpm-workspace.yaml': 'packages:\n  - "a\n',
    'test/fixtures/x/package.json': 'no',
  };
  const { components, problems } = componentsFrom(Object.keys(files), reader(files));
  expect(components).toEqual([{ folder: '.', name: null, dependencies: {} }]);
  expect(problems.map(({ severity, code, file, line, column }) => [severity, code, file, line, column])).toEqual([
    ['error', 'broken-manifest', 'package.json', 3, 1],
    ['error', 'broken-manifest', 'pnpm-workspace.yaml', 3, 1],
    ['warning', 'broken-manifest', 'test/fixtures/x/package.json', 1, 1],
  ]);
});

it('finds the innermost component of a path', () => {
  const component = (folder: string) => ({ folder, name: null, dependencies: {} });
  const find = componentFinder(['.', 'apps/web', 'apps/web/inner'].map(component));
  expect(['a.ts', 'apps/a.ts', 'apps/web/x/a.ts', 'apps/web/inner/a.ts', 'apps/web-2/a.ts'].map(find)).toEqual([
    '.',
    '.',
    'apps/web',
    'apps/web/inner',
    '.',
  ]);
});

it('gives a project of Nx the dependencies of the root', () => {
  const files = {
    'package.json': '{"dependencies":{"react":"^19.0.0"}}',
    'nx.json': '{}',
    'apps/web/project.json': '{"name":"web"}',
  };
  const { components } = componentsFrom(Object.keys(files), reader(files));
  expect(components.at(-1)).toEqual({ folder: 'apps/web', name: 'web', dependencies: { react: '^19.0.0' } });
});
