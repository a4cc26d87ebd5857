/** The JSON Schemas (draft 2020-12) of the three families of rule files, by file name. */
import { z } from 'zod';
import { clientSchema, functionSchema, serviceSchema } from './schema.ts';

/** By the name of the file in schema/. */
export function ruleSchemas(): Readonly<Record<string, object>> {
  return {
    'rule-service.schema.json': describe('service', 'A service', serviceSchema),
    'rule-client.schema.json': describe('client', 'A client', clientSchema),
    'rule-function.schema.json': describe('function', 'A pass-through function', functionSchema),
  };
}

function describe(name: string, title: string, schema: z.ZodType): object {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input' });
  // A URN names the schema without promising that a page stands somewhere.
  return { $schema, $id: `urn:sallyport:schema:rule-${name}`, title: `Sallyport rule: ${title}`, ...rest };
}
