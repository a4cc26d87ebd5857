/*
rule: services/firebase
packages: { firebase: ^11 }
explanations:
  securetoken.googleapis.com: asked when the token of the person has to be renewed
*/
import { initializeApp } from 'firebase/app';
import { getAuth, signInWithEmailAndPassword } from 'firebase/auth';

const app = initializeApp({ apiKey: 'dummy', projectId: 'my-project', authDomain: 'my-project.firebaseapp.com' });
await signInWithEmailAndPassword(getAuth(app), 'me@example.com', 'dummy');
