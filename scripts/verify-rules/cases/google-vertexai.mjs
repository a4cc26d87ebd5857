/*
rule: services/google-vertex-ai
packages: { '@google-cloud/vertexai': latest }
answers: { www.googleapis.com: { access_token: dummy, expires_in: 3600 } }
explanations:
  oauth2.googleapis.com: gives the token when the credentials are those of a person
*/
import { generateKeyPairSync } from 'node:crypto';
import { VertexAI } from '@google-cloud/vertexai';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const credentials = {
  client_email: 'me@my-project.iam.gserviceaccount.com',
  private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
};
const client = new VertexAI({ project: 'my-project', location: 'europe-west1', googleAuthOptions: { credentials } });
await client.getGenerativeModel({ model: 'gemini-2.5-flash' }).generateContent('hi');
