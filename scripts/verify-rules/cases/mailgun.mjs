/*
rule: services/mailgun
packages: { mailgun.js: latest }
*/
import Mailgun from 'mailgun.js';

const client = new Mailgun(FormData).client({ username: 'api', key: 'dummy' });
await client.domains.list();
