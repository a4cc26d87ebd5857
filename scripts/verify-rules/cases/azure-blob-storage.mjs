/*
rule: services/azure-blob-storage
packages: { '@azure/storage-blob': latest }
*/
import { BlobServiceClient, StorageSharedKeyCredential } from '@azure/storage-blob';

const credential = new StorageSharedKeyCredential('mine', 'ZHVtbXk=');
const client = new BlobServiceClient('https://mine.blob.core.windows.net', credential, {
  retryOptions: { maxTries: 1 },
});
await client.getProperties();
