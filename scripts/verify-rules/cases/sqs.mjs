/*
rule: services/amazon-sqs
packages: { '@aws-sdk/client-sqs': latest }
*/
import { ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';

const client = new SQSClient({
  region: 'eu-west-1',
  credentials: { accessKeyId: 'AKIDUMMY', secretAccessKey: 'dummy' },
});
await client.send(new ListQueuesCommand({}));
