/*
rule: services/amazon-ses
packages: { '@aws-sdk/client-ses': latest }
*/
import { ListIdentitiesCommand, SESClient } from '@aws-sdk/client-ses';

const client = new SESClient({
  region: 'eu-west-1',
  credentials: { accessKeyId: 'AKIDUMMY', secretAccessKey: 'dummy' },
});
await client.send(new ListIdentitiesCommand({}));
