/*
rule: services/turso
packages: { '@libsql/client': latest }
*/
import { createClient } from '@libsql/client';

const client = createClient({ url: 'libsql://mine-me.turso.io', authToken: 'dummy' });
await client.execute('select 1');
