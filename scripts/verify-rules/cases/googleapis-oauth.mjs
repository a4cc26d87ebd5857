/*
rule: services/google-oauth
packages: { googleapis: latest }
answers: { www.googleapis.com: { keys: [] } }
*/
import { google } from 'googleapis';

const client = new google.auth.OAuth2('id', 'secret', 'https://app.example.com/callback');
await Promise.allSettled([client.getToken('code'), client.verifyIdToken({ idToken: 'a.b.c', audience: 'id' })]);
