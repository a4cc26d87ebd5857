/*
rule: clients/undici
packages: { undici: latest }
*/
import { Pool, request } from 'undici';

await request('https://api.example.com/things');
await new Pool('https://pool.example.com').request({ path: '/', method: 'GET' });
