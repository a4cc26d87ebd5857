/*
rule: clients/clickhouse
packages: { '@clickhouse/client': latest }
*/
import { createClient } from '@clickhouse/client';

const client = createClient({ url: 'https://db.example.com:8443', password: 'dummy' });
await client.query({ query: 'select 1' });
