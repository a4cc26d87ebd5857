/*
rule: services/mailersend
packages: { mailersend: latest }
*/
import { MailerSend } from 'mailersend';

const client = new MailerSend({ apiKey: 'dummy' });
await client.email.domain.list();
