import { describe, expect, it } from 'vitest';
import { readBicep } from '../../src/extract/azure/bicep.ts';
import { isResourceManagerTemplate, readResourceManager } from '../../src/extract/azure/resource-manager.ts';
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
    case 'text':
      return node.parts.map((part) => part ?? '{?}').join('');
    case 'either':
      return { either: node.options.map(plain) };
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

describe('Bicep', () => {
  /** What a resource `r` holds as its `v`, after other declarations. */
  const value = (declarations: string, expression: string): unknown => {
    const read = readBicep(`${declarations}\nresource r 'X.Y/z@1' = {\n  v: ${expression}\n}\n`);
    const [document] = documents(read) as readonly { resources: readonly { v: unknown }[] }[];
    return 'unread' in read ? `unread: ${read.unread?.message}` : document?.resources.at(-1)?.v;
  };

  it.each([
    ['a parameter by its default', "param a string = 'x'", "'${a}/b'", 'x/b'],
    ['one without', 'param a string', "'https://${a}.x.y'", 'https://{?}.x.y'],
    ['of two types', "param a 'x' | 'y' = 'y'", 'a', 'y'],
    ['of a type on several lines', "param a {\n  b: string\n} = {\n  b: 'c'\n}", 'a.b', 'c'],
    ['texts in texts', "var a = 'abc${'d${1}'}_${'${4}${7}'}'", 'a', 'abcd1_47'],
    ['a dollar that fills in nothing', '', "'${1}jk$l'", '1jk$l'],
    ['escapes', '', String.raw`'\'a\u{2d}\${b}'`, "'a-${b}"],
    ['a text on several lines', "var a = '''\nx ${y}\n'''", 'a', 'x ${y}\n'],
    ['more quotes than three', "var a = ''''abc''''", 'a', "'abc'"],
    ['a condition', 'param a bool', "a ? 'x' : 'y'", { either: ['x', 'y'] }],
    ['a condition on lines of its own', 'param a bool', "a\n    ? 'x'\n    : 'y'", { either: ['x', 'y'] }],
    ['what stands in for nothing', '', "m.outputs.?x!.y ?? 'z'", { either: ['{?}', 'z'] }],
    [
      'a loop over what is known',
      "var a = [\n  { n: 'x' }\n  { n: 'y' }\n]",
      "[for (i, at) in a: '${i.n}!']",
      ['x!', 'y!'],
    ],
    ['a loop over what is not', '', "[\n  for i in range(0, 2): 'a${i}'\n]", ['a{?}']],
    ['spreads', 'var a = { x: 1 }', '{\n    ...a\n    y: [...[2], 3]\n  }', { x: 1, y: [2, 3] }],
    ['functions', '', "toLower(concat('A', format('{1}{0}', 'B', 'C')))", 'acb'],
    ['objects and lists put together', '', 'union({ a: 1 }, { b: 2 }).b', 2],
    ['a key that is filled in', "var a = 'k'", "{ '${a}1': 'x' }", { k1: 'x' }],
    ['operators', '', "1 + 2 == 3 && 'a' =~ 'b' || !c", '{?}'],
    ['functions of the program', "func f(a string,\n  b string\n) string => '${a}'", "f('x', 'y')", '{?}'],
    ['functions without a name', '', "map(['x'], (a, i) => { b: a })", '{?}'],
    ['the name of a resource', "resource s 'X.Y/s@1' existing = {\n  name: 'acme'\n}", 's.name', 'acme'],
    ['names that lead back to themselves', 'var a = b\nvar b = a', 'a', '{?}'],
    ['comments and directives', "#disable-next-line x\nvar a = /* b */ 'c' // d", 'a', 'c'],
    [
      'decorators, types and imports',
      "@sys.secure()\n@allowed([\n  'x'\n])\nparam a string = 'x'\ntype t = {\n  *: int\n}\nimport { u } from './u.bicep'",
      'a',
      'x',
    ],
  ])('%s', (_name, declarations, expression, expected) => {
    expect(value(declarations, expression)).toEqual(expected);
  });

  it('knows resources in resources by their whole type', () => {
    const read = readBicep(
      "resource s 'A.B/s@1' = {\n  name: 'n'\n\n  @batchSize(1)\n  @description('x')\n  resource c 'config' = [for x in xs: {\n    name: '${x}/AppSettings'\n  }]\n}\n",
    );
    expect(documents(read)).toMatchObject([
      {
        resources: [
          { type: 'a.b/s/config', settings: 'appsettings' },
          { type: 'a.b/s', settings: 'n' },
        ],
      },
    ]);
  });

  it('goes on behind what it cannot read, and says the first', () => {
    const read = readBicep("var a = ~1\nfrob x = 2\nvar b = 'y'\nresource r 'X.Y/z@1' = {\n  v: b\n}\n");
    expect(read).toMatchObject({ unread: { message: 'expected a value', offset: 8 } });
    expect(documents(read)).toMatchObject([{ resources: [{ v: 'y' }] }]);
  });

  it('says that a text does not end', () => {
    expect(readBicep("var a = 'x\n")).toMatchObject({ unread: { message: 'a text does not end', offset: 8 } });
  });

  it('ends, however deep and however much', () => {
    const deep = readBicep(`var a = ${'['.repeat(5_000)}${']'.repeat(5_000)}\n`);
    expect(deep).toMatchObject({ unread: { message: 'expressions are nested too deeply' } });
    const names = Array.from({ length: 60 }, (_, index) => `var a${index + 1} = [a${index}, a${index}]`).join('\n');
    expect(readBicep(`var a0 = 'x'\n${names}\nresource r 'X.Y/z@1' = {\n  v: a60\n}\n`).kind).toBe('documents');
  });
});

describe('templates of Azure Resource Manager', () => {
  it('puts together what expressions say', () => {
    const text = JSON.stringify({
      $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
      parameters: { host: { defaultValue: "o''brien" } },
      variables: { url: "[concat('https://', parameters('host'), '/it''s')]" },
      resources: {
        inner: {
          type: 'Microsoft.Resources/deployments',
          properties: { template: { resources: [{ type: 'A.B/c', name: 'n', v: "[variables('url')]", w: '[[x]' }] } },
        },
      },
    });
    expect(isResourceManagerTemplate(text)).toBe(true);
    const [document] = documents(readResourceManager(text));
    expect(document).toMatchObject({ resources: [{}, { type: 'a.b/c', v: "https://o''brien/it's", w: '[x]' }] });
  });
});

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
