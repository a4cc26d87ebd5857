/*
rule: clients/typesense
packages: { typesense: latest }
*/
import { Client } from 'typesense';

const client = new Client({
  nodes: [{ host: 'search.example.com', port: 443, protocol: 'https' }],
  apiKey: 'dummy',
  numRetries: 0,
});
await client.collections().retrieve();
