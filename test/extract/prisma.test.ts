import { expect, it } from 'vitest';
import { readPrismaSchema } from '../../src/extract/prisma.ts';

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

it('reads datasources and generators with their places', () => {
  expect(readPrismaSchema(SCHEMA)).toEqual({
    datasources: [
      {
        name: 'db',
        provider: 'postgresql',
        url: { kind: 'env', name: 'DATABASE_URL', offset: SCHEMA.indexOf('env("DATABASE'), line: 12, column: 23 },
        directUrl: { kind: 'env', name: 'DIRECT_URL', offset: SCHEMA.indexOf('env( "DIRECT'), line: 14, column: 23 },
        shadowDatabaseUrl: {
          kind: 'literal',
          value: 'postgres://db.example.com:5432/x',
          offset: SCHEMA.indexOf('"postgres:'),
          line: 15,
          column: 23,
        },
        line: 10,
        column: 1,
      },
    ],
    generators: [{ name: 'client', provider: 'prisma-client', output: '../src/generated/prisma', line: 2, column: 1 }],
  });
});

it.each([
  ['datasource db { provider = "sqlite" }', 'sqlite none'],
  ['datasource db {\n provider = ["postgres", "sqlite"]\n url = "file:./\\"dev\\".db"\n}', 'postgres file:./"dev".db'],
  ['datasource db {\n provider = "mysql"\n url = env("A")\n url = env("B")\n', 'mysql $A'],
  ['datasource db {\r\n  provider = "mysql"\r\n  url = env("A")\r\n}\r\n', 'mysql $A'],
  ['datasource db {\n  url = something(1)\n}', 'null none'],
  ['model datasource {\n  url String\n}', ''],
  ['', ''],
])('reads %j as %s', (text, expected) => {
  const rendered = readPrismaSchema(text).datasources.map(({ provider, url }) => {
    const value = url === null ? 'none' : url.kind === 'env' ? `$${url.name}` : url.value;
    return `${provider} ${value}`;
  });
  expect(rendered.join('\n')).toBe(expected);
});
