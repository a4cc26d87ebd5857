/*
rule: services/google-firestore
packages: { firebase: ^11 }
*/
import { initializeApp } from 'firebase/app';
import { doc, getDocFromServer, getFirestore } from 'firebase/firestore';

const app = initializeApp({ apiKey: 'dummy', projectId: 'my-project', authDomain: 'my-project.firebaseapp.com' });
await Promise.race([
  getDocFromServer(doc(getFirestore(app), 'things', 'one')),
  new Promise((resolve) => {
    setTimeout(resolve, 5000);
  }),
]);
