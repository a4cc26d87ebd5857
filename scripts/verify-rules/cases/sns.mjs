/*
rule: services/amazon-sns
packages: { '@aws-sdk/client-sns': latest }
*/
import { ListTopicsCommand, SNSClient } from '@aws-sdk/client-sns';

const client = new SNSClient({
  region: 'eu-west-1',
  credentials: { accessKeyId: 'AKIDUMMY', secretAccessKey: 'dummy' },
});
await client.send(new ListTopicsCommand({}));
