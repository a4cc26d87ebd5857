/*
rule: clients/mysql2
packages: { mysql2: latest }
*/
import mysql from 'mysql2/promise';

const connection = await mysql.createConnection({ host: 'db.example.com', user: 'me', password: 'dummy' });
await connection.query('select 1');
