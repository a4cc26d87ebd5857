/*
rule: services/google-oauth
packages: { googleapis: latest }
*/
import { google } from 'googleapis';

const client = new google.auth.OAuth2('id', 'secret', 'https://app.example.com/callback');
await client.getToken('code');
