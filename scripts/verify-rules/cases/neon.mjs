/*
rule: services/neon
packages: { '@neondatabase/serverless': latest }
explanations:
  ep-one-123456.eu-central-1.aws.neon.tech: the host of the connection string, which names the database; the query itself goes to api
  api.*.*.*.neon.tech: the form of newer regions (c-2.eu-central-1.aws)
*/
import { neon } from '@neondatabase/serverless';

const sql = neon('postgres://me:dummy@ep-one-123456.eu-central-1.aws.neon.tech/mine');
await sql`select 1`;
