/*
rule: services/ably
packages: { ably: latest }
answers: { main.realtime.ably.net: false }
*/
import { Rest } from 'ably';

const client = new Rest({ key: 'app.key:secret' });
await client.channels.get('channel').publish('event', 'hi');
