/*
rule: services/postmark
packages: { postmark: latest }
*/
import { ServerClient } from 'postmark';

const client = new ServerClient('dummy');
await client.sendEmail({ From: 'a@example.com', To: 'b@example.com', Subject: 'hi', TextBody: 'hi' });
