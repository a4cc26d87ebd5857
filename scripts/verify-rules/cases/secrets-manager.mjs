/*
rule: services/aws-secrets-manager
packages: { '@aws-sdk/client-secrets-manager': latest }
*/
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

const client = new SecretsManagerClient({
  region: 'eu-west-1',
  credentials: { accessKeyId: 'AKIDUMMY', secretAccessKey: 'dummy' },
});
await client.send(new GetSecretValueCommand({ SecretId: 'mine' }));
