/*
rule: services/amazon-dynamodb
packages: { aws-sdk: latest }
*/
import AWS from 'aws-sdk';

const client = new AWS.DynamoDB.DocumentClient({
  region: 'eu-west-1',
  credentials: new AWS.Credentials('AKIDUMMY', 'dummy'),
  maxRetries: 0,
});
await client.get({ TableName: 'mine', Key: { id: '1' } }).promise();
