/*
rule: services/weaviate
packages: { weaviate-client: latest }
*/
import weaviate from 'weaviate-client';

const client = await weaviate.connectToWeaviateCloud('https://mine.weaviate.cloud', {
  authCredentials: new weaviate.ApiKey('dummy'),
});
await client.collections.listAll();
