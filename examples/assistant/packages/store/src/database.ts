import { Pool } from 'pg';
import pgvector from 'pgvector/pg';

const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 10 });

export interface Endpoint {
  readonly url: string;
  readonly secret: string;
}

export async function nearestPassages(embedding: readonly number[], tenant: string): Promise<string[]> {
  const found = await pool.query<{ text: string }>(
    'select text from passages where tenant = $2 order by embedding <=> $1 limit 8',
    [pgvector.toSql([...embedding]), tenant],
  );
  return found.rows.map((row) => row.text);
}

export async function saveFile(key: string, tenant: string): Promise<void> {
  await pool.query('insert into files (key, tenant) values ($1, $2)', [key, tenant]);
}

/** The webhook endpoints that a customer has configured. */
export async function endpointsOf(tenant: string): Promise<Endpoint[]> {
  const found = await pool.query<Endpoint>('select url, secret from endpoints where tenant = $1', [tenant]);
  return found.rows;
}
