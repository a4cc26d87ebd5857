/*
rule: services/pinecone
packages: { '@pinecone-database/pinecone': latest }
answers: { api.pinecone.io: { name: mine, host: mine-abc123.svc.aped-1234-ab12.pinecone.io, status: { ready: true, state: Ready }, spec: {} } }
*/
import { Pinecone } from '@pinecone-database/pinecone';

const client = new Pinecone({ apiKey: 'dummy' });
await client.index('mine').query({ vector: [1], topK: 1 });
