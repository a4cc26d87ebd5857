/*
rule: services/planetscale
packages: { '@planetscale/database': latest }
*/
import { connect } from '@planetscale/database';

const connection = connect({ host: 'aws.connect.psdb.cloud', username: 'me', password: 'dummy' });
await connection.execute('select 1');
