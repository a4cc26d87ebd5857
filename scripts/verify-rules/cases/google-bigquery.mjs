/*
rule: services/google-bigquery
packages: { '@google-cloud/bigquery': latest }
answers: { www.googleapis.com: { access_token: dummy, expires_in: 3600 }, oauth2.googleapis.com: { access_token: dummy, expires_in: 3600 } }
*/
import { generateKeyPairSync } from 'node:crypto';
import { BigQuery } from '@google-cloud/bigquery';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const credentials = {
  client_email: 'me@my-project.iam.gserviceaccount.com',
  private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
};
const client = new BigQuery({ projectId: 'my-project', credentials, autoRetry: false });
await client.getDatasets();
