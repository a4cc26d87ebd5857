/*
rule: services/qdrant
packages: { '@qdrant/js-client-rest': latest }
*/
import { QdrantClient } from '@qdrant/js-client-rest';

const client = new QdrantClient({ url: 'https://vectors.example.com', apiKey: 'dummy', checkCompatibility: false });
await client.getCollections();
