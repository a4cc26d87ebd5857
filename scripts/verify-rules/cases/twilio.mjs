/*
rule: services/twilio
packages: { twilio: latest }
*/
import twilio from 'twilio';

const client = twilio('AC00000000000000000000000000000000', 'dummy');
await client.messages.create({ from: '+15005550006', to: '+15005550001', body: 'hi' });
