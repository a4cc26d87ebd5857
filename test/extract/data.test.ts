import { describe, expect, it } from 'vitest';
import type { DataNode, DataRead } from '../../src/extract/data/data-node.ts';
import { readDockerfile } from '../../src/extract/data/dockerfile.ts';
import { readDotenv } from '../../src/extract/data/dotenv.ts';
import { readPrisma } from '../../src/extract/data/prisma.ts';
import { readToml } from '../../src/extract/data/toml.ts';
import { readYaml } from '../../src/extract/data/yaml.ts';

/** A document as a plain value; a variable is `$NAME`. */
function plain(node: DataNode): unknown {
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'variable':
      return `$${node.name}`;
    case 'list':
      return node.items.map(plain);
    case 'map':
      return Object.fromEntries(node.entries.map(({ key, value }) => [key, plain(value)]));
  }
}

function documents(read: DataRead): readonly unknown[] {
  return read.kind === 'documents' ? read.documents.map(plain) : [`failed at ${read.offset}`];
}

/** The text at the place of the value under a path of keys and indexes. */
function textAt(text: string, read: DataRead, ...path: readonly (string | number)[]): string | null {
  let node: DataNode | undefined = read.kind === 'documents' ? read.documents[0] : undefined;
  for (const step of path) {
    if (node?.kind === 'map') node = node.entries.find(({ key }) => key === step)?.value;
    else node = node?.kind === 'list' ? node.items[Number(step)] : undefined;
  }
  return node ? text.slice(...node.range) : null;
}

describe('YAML', () => {
  it('knows where each value stands', () => {
    const text = 'services:\n  api:\n    image: "ghcr.io/acme/api:1" # the api\n    ports: [80, \'443\']\n';
    const read = readYaml(text);
    expect(textAt(text, read, 'services', 'api', 'image')).toBe('"ghcr.io/acme/api:1"');
    expect(textAt(text, read, 'services', 'api', 'ports', 1)).toBe("'443'");
  });

  it.each([
    ['several documents', 'a: 1\n---\n---\nb: 2\n', [{ a: 1 }, { b: 2 }]],
    [
      'anchors and aliases',
      'base: &url https://a.example\nuse: *url\n',
      [{ base: 'https://a.example', use: 'https://a.example' }],
    ],
    [
      'merge keys: what is written out counts',
      'base: &base { URL: a, KEY: b }\nenv:\n  <<: *base\n  URL: c\n',
      [{ base: { URL: 'a', KEY: 'b' }, env: { URL: 'c', KEY: 'b' } }],
    ],
    [
      'several merge keys',
      'a: &a { X: 1 }\nb: &b { Y: 2 }\nenv:\n  <<: [*a, *b]\n',
      [{ a: { X: 1 }, b: { Y: 2 }, env: { X: 1, Y: 2 } }],
    ],
    [
      'tags that nobody knows',
      'job:\n  script: !reference [.setup, script]\n',
      [{ job: { script: ['.setup', 'script'] } }],
    ],
    ['long texts', 'a: >-\n  one\n  two\nb: |\n  x\n', [{ a: 'one two', b: 'x\n' }]],
    ['what is no text', 'a: ~\nb: true\nc: 1.5\nd:\n', [{ a: null, b: true, c: 1.5, d: null }]],
    ['an empty file', '', []],
    ['a comment', '# nothing\n', []],
    ['an unclosed bracket', 'a: [1, 2\nb: 3\n', ['failed at 9']],
    ['a tab as indentation', 'a:\n\tb: 1\n', ['failed at 3']],
  ])('reads %s', (_, text, expected) => {
    expect(documents(readYaml(text))).toEqual(expected);
  });

  it('ends where an alias holds itself', () => {
    const [document] = documents(readYaml('a: &a\n  again: *a\n  url: https://a.example\n'));
    expect(document).toMatchObject({ a: { url: 'https://a.example', again: { url: 'https://a.example' } } });
  });

  it('ends where aliases multiply', () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let level = 1; level < 9; level += 1) {
      lines.push(`a${level}: &a${level} [${Array.from({ length: 10 }, () => `*a${level - 1}`).join(', ')}]`);
    }
    expect(readYaml(lines.join('\n')).kind).toBe('failed');
  });
});

describe('TOML', () => {
  it('knows where each value stands', () => {
    const text = 'name = "api"\n[vars]\nAPI_URL = "https://a.example" # here\n';
    expect(textAt(text, readToml(text), 'vars', 'API_URL')).toBe('"https://a.example"');
  });

  it.each([
    ['tables and dotted keys', '[a.b]\nc.d = 1\n[a]\ne = true\n', [{ a: { b: { c: { d: 1 } }, e: true } }]],
    [
      'lists of tables',
      '[[r]]\nto = "a"\n[[r]]\nto = "b"\n[r.headers]\nX = "y"\n',
      [{ r: [{ to: 'a' }, { to: 'b', headers: { X: 'y' } }] }],
    ],
    ['tables in a line', 'env = { A = "x", b.c = [1, 2] }\n', [{ env: { A: 'x', b: { c: [1, 2] } } }]],
    ['an empty file', '', [{}]],
    ['a broken line', 'a = 1\nb = \n', ['failed at 11']],
  ])('reads %s', (_, text, expected) => {
    expect(documents(readToml(text))).toEqual(expected);
  });
});

describe('.env', () => {
  it('knows where each variable is assigned last', () => {
    const text = '# A=0\nA=1\nexport B="x\nA=2\n"\nA=3\n';
    const read = readDotenv(text);
    expect(documents(read)).toEqual([{ A: '3', B: 'x\nA=2\n' }]);
    expect(
      read.kind === 'documents' && read.documents[0]?.kind === 'map' && read.documents[0].entries[0]?.value.range,
    ).toEqual([text.lastIndexOf('A='), text.lastIndexOf('A=') + 1]);
  });
});

describe('Dockerfile', () => {
  it.each([
    [
      'stages',
      'FROM node:22 AS build\nFROM build\nFROM --platform=$BUILDPLATFORM quay.io/x/y AS z\nFROM scratch\n',
      ['node:22', 'quay.io/x/y'],
    ],
    ['stages that a variable chooses', 'FROM a AS db_on\nFROM b AS db_off\nFROM db_${USE_DB}\n', ['a', 'b']],
    ['images that a variable chooses', 'ARG BASE=node:22\nFROM ${BASE} AS build\n', ['${BASE}']],
  ])('reads %s', (_, text, expected) => {
    const [document] = documents(readDockerfile(text));
    expect(document).toMatchObject({ FROM: expected });
  });

  it('reads variables and continued lines', () => {
    const text = 'FROM node\nARG A=1 B\nENV C="d e" \\\n  # why\n  F=g\nENV H i j\n';
    expect(documents(readDockerfile(text))[0]).toMatchObject({ ARG: { A: '1' }, ENV: { C: 'd e', F: 'g', H: 'i j' } });
  });
});

const SCHEMA = `// datasource old { url = "x" }
generator client {
  provider = "prisma-client"
  output   = "../src/generated/prisma" // where
}

/* datasource none {
  url = env("NO")
} */
datasource db {
  provider          = "postgresql"
  url               = env("DATABASE_URL")
  // directUrl      = env("OLD_URL")
  directUrl         = env( "DIRECT_URL" )
  shadowDatabaseUrl = "postgres://db.example.com:5432/x" // "not this"
  extensions        = [pgcrypto, vector(version: "0.5")]
}

model Link {
  id  String @id @default(dbgenerated("env(\\"X\\")"))
  url String // datasource db { url = "y" }
  datasource Json
}
`;

describe('Prisma schemas', () => {
  it('reads datasources and generators with their places', () => {
    const read = readPrisma(SCHEMA);
    expect(documents(read)).toEqual([
      {
        datasource: {
          db: {
            provider: 'postgresql',
            url: '$DATABASE_URL',
            directUrl: '$DIRECT_URL',
            shadowDatabaseUrl: 'postgres://db.example.com:5432/x',
          },
        },
        generator: { client: { provider: 'prisma-client', output: '../src/generated/prisma' } },
      },
    ]);
    expect(textAt(SCHEMA, read, 'datasource', 'db', 'url')).toMatch(/^env\(/);
  });

  it.each([
    ['datasource db { provider = "sqlite" }', {}],
    [
      'datasource db {\n provider = ["postgres", "sqlite"]\n url = "file:./\\"dev\\".db"\n}',
      { db: { provider: 'postgres', url: 'file:./"dev".db' } },
    ],
    [
      'datasource db {\n provider = "mysql"\n url = env("A")\n url = env("B")\n',
      { db: { provider: 'mysql', url: '$A' } },
    ],
    ['datasource db {\r\n  provider = "mysql"\r\n  url = env("A")\r\n}\r\n', { db: { provider: 'mysql', url: '$A' } }],
    ['datasource db {\n  url = something(1)\n}', { db: {} }],
    ['model datasource {\n  url String\n}', {}],
    ['', {}],
  ])('reads %j', (text, expected) => {
    expect(documents(readPrisma(text))[0]).toMatchObject({ datasource: expected });
  });
});
