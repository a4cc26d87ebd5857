import type { FileLint } from './lint.ts';

const SCHEMAS = { services: 'service', clients: 'client', functions: 'function' } as const;

export const schemaReference: FileLint = {
  name: 'schema-reference',
  description: 'The file names the JSON Schema of its family, so that editors check it.',
  check({ family, rule }) {
    const expected = `../../schema/rule-${SCHEMAS[family]}.schema.json`;
    return rule.$schema === expected ? [] : [`$schema must be "${expected}"`];
  },
};
