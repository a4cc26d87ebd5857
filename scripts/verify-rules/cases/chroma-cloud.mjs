/*
rule: services/chroma
packages: { chromadb: latest }
*/
import { CloudClient } from 'chromadb';

const client = new CloudClient({ apiKey: 'ck-dummy', tenant: 'mine', database: 'mine' });
await client.listCollections();
