/** Writes the JSON Schemas of rule files, from the same source as the types. Run by `npm run schemas`. */
import { writeFileSync } from 'node:fs';
import { ruleSchemas } from './json-schema.ts';

for (const [name, schema] of Object.entries(ruleSchemas())) {
  writeFileSync(new URL(`../../schema/${name}`, import.meta.url), `${JSON.stringify(schema, null, 2)}\n`);
}
