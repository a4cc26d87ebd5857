/** The catalogue is clean, and each lint fires on what it is for. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { firstDifference, inKeyOrder, withSortedLists, type Json } from '../../src/rules/canonical.ts';
import { EXCEPTIONS } from '../../src/rules/lints/exceptions.ts';
import { lintRules } from '../../src/rules/lints/index.ts';
import { ruleSchemas } from '../../src/rules/json-schema.ts';
import { readRuleFiles } from '../../src/rules/read-rules.ts';
import type { RuleFile } from '../../src/rules/rule.ts';
import { serviceSchema } from '../../src/rules/schema.ts';
import { servicesPage, type NotCovered } from '../../src/rules/services-page.ts';
import { RULES_FOLDER } from '../helpers/analyze-text.ts';

const { files } = readRuleFiles(RULES_FOLDER);

test('the catalogue has no fault', () => {
  expect(lintRules(files, EXCEPTIONS)).toEqual([]);
});

test('docs/services.md says what the rules say (else run `npm run rules:docs`)', () => {
  const at = (path: string): string => readFileSync(`${RULES_FOLDER}/../${path}`, 'utf8');
  const notCovered = JSON.parse(at('rules/not-covered.json')) as readonly NotCovered[];
  expect(at('docs/services.md')).toBe(servicesPage(files, notCovered));
});

test.each(files)('$family/$id is written canonically (else run `npm run rules:format`)', ({ family, id }) => {
  const data = JSON.parse(readFileSync(`${RULES_FOLDER}/${family}/${id}.json`, 'utf8')) as Json;
  expect(firstDifference(data, withSortedLists(inKeyOrder(family, data)))).toBeNull();
});

const GOOD = {
  $schema: '../../schema/rule-service.schema.json',
  name: 'Acme',
  vendor: 'Acme, Inc.',
  vendorSource: 'acme 1.0.0, LICENSE: Copyright Acme, Inc.',
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

/** A client of its own. */
const OWN_CLIENT = {
  packages: ['other'],
  sinks: [{ match: "import { Other } from 'other'; new Other()", defaults: ['https://api.acme.com'] }],
};

function service(id: string, change: object = {}): RuleFile {
  return { family: 'services', id, rule: serviceSchema.parse({ ...GOOD, ...change }) };
}

describe('lints', () => {
  test('nothing is wrong with a good rule', () => expect(lintRules([service('acme')])).toEqual([]));

  test.each([
    ['file-name', service('Acme_AI')],
    ['schema-reference', service('acme', { $schema: '../rule.json' })],
    ['vendor-source', service('acme', { vendorSource: undefined })],
    ['vendor-source', service('acme', { vendor: 'unknown' })],
    ['sorted-lists', service('acme', { hosts: ['b.acme.com', 'a.acme.com'] })],
    ['host-patterns', service('acme', { hosts: ['*.com'] })],
    ['host-patterns', service('acme', { hosts: ['https://api.acme.com'] })],
    ['host-patterns', service('acme', { hosts: ['*.co.uk'] })],
    ['imported-packages', service('acme', { packages: [] })],
    ['explained-packages', service('acme', { packages: ['acme', 'acme-react'] })],
    [
      'used-roles',
      service('acme', { sinks: [{ ...GOOD.sinks[0], match: GOOD.sinks[0]?.match.replace('})', ', r: $region })') }] }),
    ],
    ['used-roles', service('acme', { sinks: [{ ...GOOD.sinks[0], defaults: ['https://{region}.acme.com'] }] })],
    ['used-roles', service('acme', { sinks: [{ ...GOOD.sinks[0], require: ['url'] }] })],
    ['used-roles', service('acme', { sinks: [{ ...GOOD.sinks[0], where: { method: ['get'] } }] })],
    ['endpoint-required', service('acme', { sinks: [{ match: GOOD.sinks[0]?.match }] })],
    [
      'alternative-endpoints',
      service('acme', {
        sinks: [{ match: "import { connect } from 'acme'; connect({ url: $url, host: $host })", require: ['url'] }],
      }),
    ],
    ['source', service('acme', { source: 'TODO look it up' })],
    ['source', service('acme', { source: 'public programs that use it' })],
    ['machine-paths', service('acme', { notes: 'Seen in /home/jo/acme/index.js.' })],
    ['examples', service('acme', { examples: GOOD.examples.slice(0, 1) })],
  ])('%s', (name, file) => expect(lintRules([file]).map(({ lint }) => lint)).toEqual([name]));

  test('reachable', () => {
    const file = service('acme', { sinks: [{ match: "import { connect } from 'acme'; connect(_)" }] });
    expect(lintRules([file]).map(({ lint }) => lint)).toEqual(['reachable', 'endpoint-required']);
  });

  test('wildcards', () => {
    const wide = service('acme', { hosts: ['*.acme.com'] });
    expect(lintRules([wide, service('other', OWN_CLIENT)]).map(({ lint, file }) => [lint, file])).toEqual([
      ['wildcards', 'services/other'],
    ]);
  });

  test('an exception covers its fault, and is one when there is none', () => {
    const exceptions = [{ lint: 'source', rule: 'services/acme', reason: 'none' }];
    expect(lintRules([service('acme', { source: 'TODO look it up' })], exceptions)).toEqual([]);
    expect(lintRules([service('acme')], exceptions)).toEqual([
      { lint: 'source', file: 'services/acme', fault: 'passes now: take its exception out' },
    ]);
  });

  test('hosts-of-one-service', () => {
    const faults = lintRules([service('acme'), service('other', OWN_CLIENT)]);
    expect(faults.map(({ lint, file }) => [lint, file])).toEqual([
      ['hosts-of-one-service', 'services/acme'],
      ['hosts-of-one-service', 'services/other'],
    ]);
  });

  describe('sinks-of-one-rule', () => {
    const isTold = (first: string, second: string): boolean => {
      const rule = (id: string, match: string): RuleFile =>
        service(id, { hosts: [], sinks: [{ match, defaults: ['https://api.acme.com'] }] });
      const faults = lintRules([rule('acme', first), rule('other', second)]);
      return faults.some(({ lint }) => lint === 'sinks-of-one-rule');
    };
    const IMPORT = "import { Acme } from 'acme'; ";

    test('says which two rules', () => {
      const faults = lintRules([service('acme'), service('other', { hosts: [] })]);
      expect(faults.filter(({ lint }) => lint === 'sinks-of-one-rule')).toEqual([
        { lint: 'sinks-of-one-rule', file: 'services/acme', fault: 'new Acme() is also a sink of services/other' },
        { lint: 'sinks-of-one-rule', file: 'services/other', fault: 'new Acme() is also a sink of services/acme' },
      ]);
    });

    test.each([
      ['another role', 'new Acme({ baseURL: $base })', 'new Acme({ baseURL: $url, apiKey: $credential })'],
      ['an argument that does not matter', 'new Acme().load($url)', 'new Acme(_).load($url)'],
      ['neither reads a target', 'new Acme()', 'new Acme({ apiKey: $credential })'],
      ['an element', '<Acme src={$url} />', '<Acme id={_} src={$url} />'],
    ])('%s', (_name, first, second) => expect(isTold(IMPORT + first, IMPORT + second)).toBe(true));

    test.each([
      ['another option', 'new Acme({ baseURL: $base })', 'new Acme({ uploadURL: $base })'],
      ['another method', 'new Acme().load($url)', 'new Acme().save($url)'],
      ['a text decides', "new Acme({ kind: 'a', url: $url })", "new Acme({ kind: 'b', url: $url })"],
      ['another position', 'Acme($url)', 'Acme(_, $url)'],
    ])('not: %s', (_name, first, second) => expect(isTold(IMPORT + first, IMPORT + second)).toBe(false));
  });
});

describe('the canonical form', () => {
  test.each([
    ['the file', { name: 'Acme', $schema: 'x' }],
    ['sinks[0]', { sinks: [{ source: 'x', match: 'y' }] }],
    [
      'examples[1]',
      {
        examples: [
          { code: 'x', reaches: [] },
          { env: [], code: 'x' },
        ],
      },
    ],
    ['sinks[0].env', { sinks: [{ env: ['B', 'A'] }] }],
    ['hosts', { hosts: ['a.com', 'a.com'] }],
  ])('%s', (where, data) => expect(firstDifference(data, withSortedLists(inKeyOrder('services', data)))).toBe(where));
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
