/*
rule: services/firebase
packages: { firebase-admin: latest }
answers: { www.googleapis.com: { access_token: dummy, expires_in: 3600 }, oauth2.googleapis.com: { access_token: dummy, expires_in: 3600 }, accounts.google.com: { access_token: dummy, expires_in: 3600 } }
*/
import { generateKeyPairSync } from 'node:crypto';
import { cert, initializeApp } from 'firebase-admin/app';
import { getAuth } from 'firebase-admin/auth';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const account = {
  projectId: 'my-project',
  clientEmail: 'me@my-project.iam.gserviceaccount.com',
  privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }),
};
const app = initializeApp({ credential: cert(account) });
await getAuth(app).getUser('someone');
