/*
rule: services/aws-sts
packages: { '@aws-sdk/client-sts': latest }
*/
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';

const client = new STSClient({
  region: 'eu-west-1',
  credentials: { accessKeyId: 'AKIDUMMY', secretAccessKey: 'dummy' },
});
await client.send(new GetCallerIdentityCommand({}));
