/*
rule: services/azure-blob-storage
packages: { '@azure/storage-blob': latest }
*/
import { BlobServiceClient } from '@azure/storage-blob';

const client = BlobServiceClient.fromConnectionString(
  'DefaultEndpointsProtocol=https;AccountName=mine;AccountKey=ZHVtbXk=;EndpointSuffix=core.windows.net',
  { retryOptions: { maxTries: 1 } },
);
await client.getProperties();
