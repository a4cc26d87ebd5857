/** The JSON Schemas (draft 2020-12) of the three families of rule files, by file name. */
import { z } from 'zod';
import { clientSchema, functionSchema, serviceSchema } from './schema.ts';

/** By the name of the file in schema/. */
export function ruleSchemas(): Readonly<Record<string, object>> {
  return {
    'rule-service.schema.json': describe('A service', serviceSchema),
    'rule-client.schema.json': describe('A client', clientSchema),
    'rule-function.schema.json': describe('A pass-through function', functionSchema),
  };
}

function describe(title: string, schema: z.ZodType): object {
  return { title: `Sallyport rule: ${title}`, ...z.toJSONSchema(schema, { io: 'input' }) };
}
