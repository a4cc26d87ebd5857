import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { manifestJsonSchema, manifestSchema } from '../../src/manifest/schema.ts';
import { CONTRACT } from './examples.ts';

const schemaFile = new URL('../../schema/egress.schema.json', import.meta.url);

describe('the JSON Schema of the manifest', () => {
  test('is the one that is committed (else run `npm run schemas`)', () => {
    expect(JSON.parse(readFileSync(schemaFile, 'utf8'))).toEqual(manifestJsonSchema());
  });

  const validate = new Ajv({ strict: true }).compile(manifestJsonSchema());

  test('accepts the example of the contract', () => {
    expect(validate(parse(CONTRACT))).toBe(true);
    expect(manifestSchema.safeParse(parse(CONTRACT)).success).toBe(true);
  });

  test.each([
    ['an unknown key', 'version: 1\nextra: 1'],
    ['an unknown key of an entry', 'version: 1\ndestinations: [{ id: a, host: [b.com] }]'],
    ['no version', 'application: a'],
    ['a deny without hosts', 'version: 1\ndeny: [{ reason: no }]'],
    ['a date of another form', 'version: 1\ndestinations: [{ id: a, hosts: [b.com], review: { on: 1.2.2026 } }]'],
    ['an unknown surface', 'version: 1\npolicy: { surfaces: [client] }'],
  ])('refuses %s, like the program', (_name, text) => {
    expect(validate(parse(text))).toBe(false);
    expect(manifestSchema.safeParse(parse(text)).success).toBe(false);
  });
});
