/*
rule: services/pinecone
packages: { '@pinecone-database/pinecone': latest }
*/
import { Pinecone } from '@pinecone-database/pinecone';

const client = new Pinecone({ apiKey: 'dummy' });
await client.listIndexes();
