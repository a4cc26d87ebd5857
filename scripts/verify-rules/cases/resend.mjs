/*
rule: services/resend
packages: { resend: latest }
*/
import { Resend } from 'resend';

const resend = new Resend('re_dummy');
await resend.emails.send({ from: 'a@example.com', to: 'b@example.com', subject: 'hi', text: 'hi' });
