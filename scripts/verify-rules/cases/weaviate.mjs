/*
rule: services/weaviate
packages: { weaviate-client: latest }
answers: { mine.c0.europe-west3.gcp.weaviate.cloud: { version: 1.30.0 } }
*/
import weaviate from 'weaviate-client';

await weaviate.connectToWeaviateCloud('https://mine.c0.europe-west3.gcp.weaviate.cloud', {
  authCredentials: new weaviate.ApiKey('dummy'),
});
