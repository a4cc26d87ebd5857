/*
rule: services/sendgrid
packages: { '@sendgrid/mail': latest }
*/
import sendgrid from '@sendgrid/mail';

sendgrid.setApiKey('SG.dummy');
await sendgrid.send({ from: 'a@example.com', to: 'b@example.com', subject: 'hi', text: 'hi' });
