/*
rule: clients/meilisearch
packages: { meilisearch: latest }
*/
import { Meilisearch } from 'meilisearch';

const client = new Meilisearch({ host: 'https://search.example.com', apiKey: 'dummy' });
await client.health();
