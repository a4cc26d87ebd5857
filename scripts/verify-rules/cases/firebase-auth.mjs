/*
rule: services/firebase
packages: { firebase: ^11 }
*/
import { initializeApp } from 'firebase/app';
import { getAuth, signInWithEmailAndPassword } from 'firebase/auth';

const app = initializeApp({ apiKey: 'dummy', projectId: 'my-project', authDomain: 'my-project.firebaseapp.com' });
await signInWithEmailAndPassword(getAuth(app), 'me@example.com', 'dummy');
