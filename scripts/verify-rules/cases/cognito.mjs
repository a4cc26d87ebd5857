/*
rule: services/amazon-cognito
packages: { '@aws-sdk/client-cognito-identity-provider': latest }
*/
import { CognitoIdentityProviderClient, ListUserPoolsCommand } from '@aws-sdk/client-cognito-identity-provider';

const client = new CognitoIdentityProviderClient({
  region: 'eu-west-1',
  credentials: { accessKeyId: 'AKIDUMMY', secretAccessKey: 'dummy' },
});
await client.send(new ListUserPoolsCommand({ MaxResults: 1 }));
