/*
rule: services/amazon-sqs
packages: { aws-sdk: latest }
*/
import AWS from 'aws-sdk';

const sqs = new AWS.SQS({ region: 'eu-west-1', credentials: new AWS.Credentials('AKIDUMMY', 'dummy'), maxRetries: 0 });
await sqs.listQueues().promise();
