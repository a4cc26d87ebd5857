/*
rule: services/aws-kms
packages: { '@aws-sdk/client-kms': latest }
*/
import { KMSClient, ListKeysCommand } from '@aws-sdk/client-kms';

const client = new KMSClient({
  region: 'eu-west-1',
  credentials: { accessKeyId: 'AKIDUMMY', secretAccessKey: 'dummy' },
});
await client.send(new ListKeysCommand({}));
