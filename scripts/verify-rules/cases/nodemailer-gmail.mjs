/*
rule: clients/nodemailer
packages: { nodemailer: latest }
*/
import nodemailer from 'nodemailer';

const transport = nodemailer.createTransport({ service: 'gmail', auth: { user: 'me@example.com', pass: 'dummy' } });
await transport.sendMail({ from: 'a@example.com', to: 'b@example.com', subject: 'hi', text: 'hi' });
