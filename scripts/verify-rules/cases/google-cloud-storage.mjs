/*
rule: services/google-cloud-storage
packages: { '@google-cloud/storage': latest }
answers: { www.googleapis.com: { access_token: dummy, expires_in: 3600 }, oauth2.googleapis.com: { access_token: dummy, expires_in: 3600 } }
*/
import { generateKeyPairSync } from 'node:crypto';
import { Storage } from '@google-cloud/storage';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const credentials = {
  client_email: 'me@my-project.iam.gserviceaccount.com',
  private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
};
const client = new Storage({ projectId: 'my-project', credentials, retryOptions: { autoRetry: false } });
await client.getBuckets();
