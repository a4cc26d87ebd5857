/*
rule: services/chroma
packages: { chromadb: latest }
*/
import { ChromaClient } from 'chromadb';

const client = new ChromaClient({ host: 'vectors.example.com', port: 8000, ssl: true });
await client.listCollections();
