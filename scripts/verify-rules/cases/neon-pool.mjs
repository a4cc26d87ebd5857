/*
rule: services/neon
packages: { '@neondatabase/serverless': latest, ws: latest }
*/
import { Pool, neonConfig } from '@neondatabase/serverless';
import { WebSocket } from 'ws';

neonConfig.webSocketConstructor = WebSocket;
const pool = new Pool({
  connectionString: 'postgres://me:dummy@ep-one-123456.eu-central-1.aws.neon.tech/mine',
  connectionTimeoutMillis: 2000,
});
await pool.query('select 1');
