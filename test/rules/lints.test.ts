/** The catalogue is clean, and each lint fires on what it is for. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { lintRules } from '../../src/rules/lints/index.ts';
import { ruleSchemas } from '../../src/rules/json-schema.ts';
import { readRuleFiles } from '../../src/rules/read-rules.ts';
import type { RuleFile } from '../../src/rules/rule.ts';
import { serviceSchema } from '../../src/rules/schema.ts';
import { RULES_FOLDER } from '../helpers/analyze-text.ts';

const { files } = readRuleFiles(RULES_FOLDER);

test('the catalogue has no fault', () => {
  expect(lintRules(files)).toEqual([]);
});

const GOOD = {
  $schema: '../../schema/rule-service.schema.json',
  name: 'Acme',
  vendor: 'Acme, Inc.',
  category: 'other',
  hosts: ['api.acme.com'],
  packages: ['acme'],
  source: 'acme 1.0.0, index.js',
  sinks: [{ match: "import { Acme } from 'acme'; new Acme({ baseURL: $base })", defaults: ['https://api.acme.com'] }],
  examples: [
    { code: "import { Acme } from 'acme';\nnew Acme();", reaches: ['api.acme.com'] },
    { code: "import type { Acme } from 'acme';", reaches: [] },
  ],
};

function service(id: string, change: object = {}): RuleFile {
  return { family: 'services', id, rule: serviceSchema.parse({ ...GOOD, ...change }) };
}

describe('lints', () => {
  test('nothing is wrong with a good rule', () => expect(lintRules([service('acme')])).toEqual([]));

  test.each([
    ['file-name', service('Acme_AI')],
    ['schema-reference', service('acme', { $schema: '../rule.json' })],
    ['sorted-lists', service('acme', { hosts: ['b.acme.com', 'a.acme.com'] })],
    ['host-patterns', service('acme', { hosts: ['*.com'] })],
    ['host-patterns', service('acme', { hosts: ['https://api.acme.com'] })],
    ['host-patterns', service('acme', { hosts: ['*.co.uk'] })],
    ['imported-packages', service('acme', { packages: [] })],
    ['reachable', service('acme', { sinks: [{ match: "import { connect } from 'acme'; connect(_)" }] })],
    ['examples', service('acme', { examples: GOOD.examples.slice(0, 1) })],
  ])('%s', (name, file) => expect(lintRules([file]).map(({ lint }) => lint)).toEqual([name]));

  test('hosts-of-one-service', () => {
    const faults = lintRules([service('acme'), service('other')]);
    expect(faults.map(({ lint, file }) => [lint, file])).toEqual([
      ['hosts-of-one-service', 'services/acme'],
      ['hosts-of-one-service', 'services/other'],
    ]);
  });
});

describe('JSON Schemas', () => {
  test.each(Object.entries(ruleSchemas()))('%s is what the source says', (name, schema) => {
    const committed: unknown = JSON.parse(readFileSync(new URL(`../../schema/${name}`, import.meta.url), 'utf8'));
    expect(committed).toEqual(JSON.parse(JSON.stringify(schema)));
  });

  test.each([
    ['services', 'rule-service.schema.json'],
    ['clients', 'rule-client.schema.json'],
    ['functions', 'rule-function.schema.json'],
  ])('every file of %s is valid', (family, name) => {
    const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(ruleSchemas()[name] ?? {});
    const invalid = files.filter((file) => file.family === family && !validate(file.rule)).map(({ id }) => id);
    expect(invalid).toEqual([]);
  });
});
