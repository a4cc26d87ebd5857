/*
rule: services/google-secret-manager
packages: { '@google-cloud/secret-manager': latest }
answers: { oauth2.googleapis.com: { access_token: dummy, expires_in: 3600 }, www.googleapis.com: { access_token: dummy, expires_in: 3600 } }
*/
import { generateKeyPairSync } from 'node:crypto';
import { SecretManagerServiceClient } from '@google-cloud/secret-manager';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const credentials = {
  client_email: 'me@my-project.iam.gserviceaccount.com',
  private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
};
const client = new SecretManagerServiceClient({ projectId: 'my-project', credentials });
await client.accessSecretVersion({ name: 'projects/p/secrets/s/versions/latest' });
