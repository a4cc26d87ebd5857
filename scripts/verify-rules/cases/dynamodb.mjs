/*
rule: services/amazon-dynamodb
packages: { '@aws-sdk/client-dynamodb': latest }
*/
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';

const client = new DynamoDBClient({
  region: 'eu-west-1',
  credentials: { accessKeyId: 'AKIDUMMY', secretAccessKey: 'dummy' },
});
await client.send(new ListTablesCommand({}));
