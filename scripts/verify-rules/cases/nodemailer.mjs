/*
rule: clients/nodemailer
packages: { nodemailer: latest }
*/
import nodemailer from 'nodemailer';

const transport = nodemailer.createTransport({
  host: 'smtp.example.com',
  port: 465,
  secure: true,
  greetingTimeout: 1000,
});
await transport.sendMail({ from: 'a@example.com', to: 'b@example.com', subject: 'hi', text: 'hi' });
