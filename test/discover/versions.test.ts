import { describe, expect, it } from 'vitest';
import type { Component } from '../../src/discover/source-file.ts';
import { versionsFrom } from '../../src/discover/versions.ts';

const COMPONENTS: readonly Component[] = [
  { folder: '.', name: 'root', dependencies: { react: '^18.0.0', openai: '^4.0.0' } },
  { folder: 'apps/web', name: 'web', dependencies: { react: '^17.0.0', '@a/b': '~2.1.0', sdk: 'workspace:*' } },
];

/** Answers `folder package` questions, one a line. */
function answers(files: Readonly<Record<string, string>>, questions: readonly string[], components = COMPONENTS) {
  const versions = versionsFrom(components, (path) => {
    const text = files[path];
    return text === undefined ? { kind: 'missing' } : { kind: 'text', text, lossy: false };
  });
  return questions.map((question) => {
    const [folder = '', name = ''] = question.split(' ');
    return `${question}: ${versions.versionOf(folder, name)}`;
  });
}

describe('package-lock.json', () => {
  it('takes the nearest node_modules, and follows links to workspace packages', () => {
    const packages = {
      '': { name: 'root' },
      'apps/web': { version: '0.1.0' },
      'packages/sdk': { version: '3.2.1' },
      'node_modules/react': { version: '18.3.1' },
      'apps/web/node_modules/react': { version: '17.0.2' },
      'node_modules/@a/b': { version: '2.1.9' },
      'node_modules/sdk': { resolved: 'packages/sdk', link: true },
      'node_modules/other/node_modules/deep': { version: '9.0.0' },
    };
    const lock = JSON.stringify({ lockfileVersion: 3, packages });
    expect(
      answers({ 'package-lock.json': lock }, [
        '. react',
        'apps/web react',
        'apps/web @a/b',
        'apps/web sdk',
        '. deep',
        '. openai',
        'nowhere react',
      ]),
    ).toEqual([
      '. react: 18.3.1',
      'apps/web react: 17.0.2',
      'apps/web @a/b: 2.1.9',
      'apps/web sdk: 3.2.1',
      '. deep: null',
      '. openai: 4.0.0',
      'nowhere react: 18.3.1',
    ]);
  });

  it('reads version 1, and a lock file of the component itself', () => {
    const old = JSON.stringify({ lockfileVersion: 1, dependencies: { react: { version: '16.1.0' } } });
    const own = JSON.stringify({ packages: { 'node_modules/react': { version: '17.0.1' } } });
    expect(
      answers({ 'package-lock.json': old, 'apps/web/package-lock.json': own }, ['. react', 'apps/web react']),
    ).toEqual(['. react: 16.1.0', 'apps/web react: 17.0.1']);
  });

  it('says where it is broken, and falls back on ranges', () => {
    const versions = versionsFrom(COMPONENTS, (path) =>
      path === 'package-lock.json' ? { kind: 'text', text: '{\n<<<<<<<', lossy: false } : { kind: 'missing' },
    );
    expect(versions.problems()).toEqual([]);
    expect(versions.versionOf('.', 'react')).toBe('18.0.0');
    expect(versions.problems().map(({ code, file, line, column }) => [code, file, line, column])).toEqual([
      ['broken-lockfile', 'package-lock.json', 2, 1],
    ]);
  });
});

const PNPM_9 = `lockfileVersion: '9.0'

settings:
  autoInstallPeers: true

catalogs:
  default:
    react:
      specifier: ^18.0.0
      version: 18.9.9

importers:

  .:
    dependencies:
      react:
        specifier: ^18.0.0
        version: 18.3.1
    devDependencies:
      openai:
        specifier: 'catalog:'
        version: 4.77.0(encoding@0.1.13)(zod@3.24.1)

  apps/web:
    configDependencies:
      x:
        specifier: 1.0.0
        version: 1.0.0
    dependencies:
      '@a/b':
        specifier: ~2.1.0
        version: 2.1.4-beta.1(react@17.0.2)
      alias:
        specifier: npm:@real/name@^3
        version: '@real/name@3.0.1'
      react:
        specifier: ^17.0.0
        version: 17.0.2
      sdk:
        specifier: workspace:*
        version: link:../../packages/sdk
      archive:
        specifier: https://example.com/a.tgz
        version: https://example.com/a-1.0.0.tgz

packages:

  react@17.0.2:
    resolution: {integrity: sha512-x}
    dependencies:
      openai:
        version: 0.0.1
`;

const PNPM_5 = `lockfileVersion: 5.4

importers:

  .:
    specifiers:
      react: ^18.0.0
    dependencies:
      react: 18.3.1
      openai: 4.0.0_zod@3.24.1
      alias: /@real/name/3.0.1

packages:

  /react/18.3.1:
    resolution: {integrity: sha512-x}
`;

const PNPM_6_SINGLE = `lockfileVersion: '6.0'

dependencies:
  '@a/b':
    specifier: ~2.1.0
    version: 2.1.4
  alias:
    specifier: npm:real@1
    version: /real@1.2.3

devDependencies:
  react:
    specifier: ^18.0.0
    version: 18.3.1(x@1.0.0)

packages:

  /react@18.3.1:
    resolution: {integrity: sha512-x}
    dev: true
`;

describe('pnpm-lock.yaml', () => {
  it.each<[string, string, readonly string[]]>([
    [
      '9',
      PNPM_9,
      [
        '. react: 18.3.1',
        '. openai: 4.77.0',
        'apps/web react: 17.0.2',
        'apps/web @a/b: 2.1.4-beta.1',
        'apps/web alias: 3.0.1',
        'apps/web sdk: null',
        'apps/web archive: null',
        'apps/web x: null',
      ],
    ],
    ['5', PNPM_5, ['. react: 18.3.1', '. openai: 4.0.0', '. alias: 3.0.1', 'apps/web react: 17.0.0']],
    ['6 of one package', PNPM_6_SINGLE, ['. react: 18.3.1', '. @a/b: 2.1.4', '. alias: 1.2.3']],
  ])('reads version %s', (_, lock, expected) => {
    const questions = expected.map((answer) => answer.split(':')[0] ?? '');
    expect(answers({ 'pnpm-lock.yaml': lock }, questions)).toEqual(expected);
    expect(answers({ 'pnpm-lock.yaml': lock.replaceAll('\n', '\r\n') }, questions)).toEqual(expected);
  });
});

const YARN_1 = `# yarn lockfile v1


"@a/b@^2.0.0", "@a/b@~2.1.0":
  version "2.1.7"
  resolved "https://registry.yarnpkg.com/@a/b/-/b-2.1.7.tgz#x"
  dependencies:
    version "^9.9.9"

react@^16.0.0:
  version "16.14.0"

react@^17.0.0, react@^17.0.1:
  version "17.0.2"

openai@4.9.0:
  version "4.9.0"
`;

const YARN_4 = `__metadata:
  version: 8
  cacheKey: 10c0

"@a/b@npm:^2.0.0, @a/b@npm:~2.1.0":
  version: 2.1.7
  resolution: "@a/b@npm:2.1.7"
  dependencies:
    openai: "npm:^1"
  languageName: node

"openai@patch:openai@npm%3A4.9.0#~/.yarn/patches/x.patch":
  version: 4.9.0

"react@npm:^16.0.0":
  version: 16.14.0

"react@npm:17 - 18, react@npm:^17.0.0":
  version: 17.0.2

"sdk@workspace:*, sdk@workspace:packages/sdk":
  version: 0.0.0-use.local
`;

it.each([
  ['1', YARN_1],
  ['4', YARN_4],
])('reads yarn.lock of version %s', (_, lock) => {
  const questions = ['apps/web react', '. react', 'apps/web @a/b', '. openai', 'apps/web sdk'];
  const expected = ['17.0.2', '17.0.2', '2.1.7', '4.9.0', 'null'].map(
    (version, index) => `${questions[index]}: ${version}`,
  );
  expect(answers({ 'yarn.lock': lock }, questions)).toEqual(expected);
});

it('reads bun.lock', () => {
  const lock = `{
  "lockfileVersion": 1,
  "workspaces": { "": { "name": "root", }, "apps/web": { "name": "web" }, },
  "packages": {
    "react": ["react@18.3.1", "", {}, "sha512-x"],
    "web/react": ["react@17.0.2", "", {}, "sha512-x"],
    "@a/b": ["@a/b@2.1.5", "", { "bin": "x", }, "sha512-x"],
    "sdk": ["sdk@workspace:packages/sdk"],
  }
}`;
  expect(answers({ 'bun.lock': lock }, ['. react', 'apps/web react', 'apps/web @a/b', 'apps/web sdk'])).toEqual([
    '. react: 18.3.1',
    'apps/web react: 17.0.2',
    'apps/web @a/b: 2.1.5',
    'apps/web sdk: null',
  ]);
});

it('takes the least version that a range allows without a lock file', () => {
  const ranges = {
    a: '^1.2.3',
    b: '>=2',
    c: '*',
    d: 'latest',
    e: 'npm:@x/real@~3.1',
    f: 'workspace:^4.0.0',
    g: '1.x || 2.x',
  };
  const components = [{ folder: '.', name: null, dependencies: ranges }];
  expect(
    answers(
      {},
      Object.keys(ranges).map((name) => `. ${name}`),
      components,
    ),
  ).toEqual(['. a: 1.2.3', '. b: 2.0.0', '. c: null', '. d: null', '. e: 3.1.0', '. f: 4.0.0', '. g: 1.0.0']);
});

it('asks for no file before the first question, and for none twice', () => {
  const asked: string[] = [];
  const versions = versionsFrom(COMPONENTS, (path) => {
    asked.push(path);
    return { kind: 'missing' };
  });
  expect(asked).toEqual([]);
  versions.versionOf('.', 'react');
  versions.versionOf('.', 'openai');
  expect(asked).toEqual(['package-lock.json', 'npm-shrinkwrap.json', 'pnpm-lock.yaml', 'yarn.lock', 'bun.lock']);
});
