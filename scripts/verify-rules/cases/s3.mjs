/*
rule: services/amazon-s3
packages: { '@aws-sdk/client-s3': latest }
*/
import { ListBucketsCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';

const client = new S3Client({
  region: 'eu-west-1',
  credentials: { accessKeyId: 'AKIDUMMY', secretAccessKey: 'dummy' },
});
await Promise.allSettled([
  client.send(new ListBucketsCommand({})),
  client.send(new ListObjectsV2Command({ Bucket: 'mine' })),
]);
