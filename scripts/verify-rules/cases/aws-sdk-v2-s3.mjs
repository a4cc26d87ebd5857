/*
rule: services/amazon-s3
packages: { aws-sdk: latest }
*/
import AWS from 'aws-sdk';

const s3 = new AWS.S3({ region: 'eu-west-1', credentials: new AWS.Credentials('AKIDUMMY', 'dummy'), maxRetries: 0 });
await Promise.allSettled([s3.listBuckets().promise(), s3.listObjectsV2({ Bucket: 'mine' }).promise()]);
