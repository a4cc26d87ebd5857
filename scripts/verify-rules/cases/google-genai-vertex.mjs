/*
rule: services/google-vertex-ai
packages: { '@google/genai': latest }
answers: { oauth2.googleapis.com: { access_token: dummy, expires_in: 3600 }, www.googleapis.com: { access_token: dummy, expires_in: 3600 } }
*/
import { generateKeyPairSync } from 'node:crypto';
import { GoogleGenAI } from '@google/genai';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const credentials = {
  client_email: 'me@my-project.iam.gserviceaccount.com',
  private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
};
const client = new GoogleGenAI({
  vertexai: true,
  project: 'my-project',
  location: 'europe-west1',
  googleAuthOptions: { credentials },
});
await client.models.generateContent({ model: 'gemini-2.5-flash', contents: 'hi' });
