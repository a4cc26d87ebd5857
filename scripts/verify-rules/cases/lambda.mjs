/*
rule: services/amazon-lambda
packages: { '@aws-sdk/client-lambda': latest }
*/
import { LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';

const client = new LambdaClient({
  region: 'eu-west-1',
  credentials: { accessKeyId: 'AKIDUMMY', secretAccessKey: 'dummy' },
});
await client.send(new ListFunctionsCommand({}));
