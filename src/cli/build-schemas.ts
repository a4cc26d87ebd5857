/** Writes all JSON Schemas to schema/, each from the source of its types. Run by `npm run schemas`. */
import { writeFileSync } from 'node:fs';
import { manifestJsonSchema } from '../manifest/schema.ts';
import { diffJsonSchema, scanJsonSchema } from '../report/schema.ts';
import { ruleSchemas } from '../rules/json-schema.ts';

const schemas: Readonly<Record<string, unknown>> = {
  ...ruleSchemas(),
  'egress.schema.json': manifestJsonSchema(),
  'scan.schema.json': scanJsonSchema(),
  'diff.schema.json': diffJsonSchema(),
};

for (const [name, schema] of Object.entries(schemas)) {
  writeFileSync(new URL(`../../schema/${name}`, import.meta.url), `${JSON.stringify(schema, null, 2)}\n`);
}
