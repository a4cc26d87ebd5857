/*
rule: clients/pg
packages: { pg: latest }
*/
import pg from 'pg';

const client = new pg.Client({ connectionString: 'postgres://me:dummy@db.example.com:5432/mine' });
await client.connect();
