/*
rule: clients/libsql
packages: { '@libsql/client': latest }
*/
import { createClient } from '@libsql/client/web';

const client = createClient({ url: 'libsql://mine-me.turso.io', authToken: 'dummy' });
await client.execute('select 1');
