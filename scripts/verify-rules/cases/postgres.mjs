/*
rule: clients/postgres
packages: { postgres: latest }
*/
import postgres from 'postgres';

const sql = postgres('postgres://me:dummy@db.example.com:5432/mine', { connect_timeout: 2 });
await sql`select 1`;
