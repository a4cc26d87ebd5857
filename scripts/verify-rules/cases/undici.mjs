/*
rule: clients/undici
packages: { undici: ^7 }
*/
import { Pool, request } from 'undici';

await Promise.allSettled([
  request('https://api.example.com/things'),
  new Pool('https://pool.example.com').request({ path: '/', method: 'GET' }),
]);
