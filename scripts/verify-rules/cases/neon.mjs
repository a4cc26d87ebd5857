/*
rule: services/neon
packages: { '@neondatabase/serverless': latest }
*/
import { neon } from '@neondatabase/serverless';

const sql = neon('postgres://me:dummy@ep-one-123456.eu-central-1.aws.neon.tech/mine');
await sql`select 1`;
