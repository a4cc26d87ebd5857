/*
rule: services/ably
packages: { ably: latest }
*/
import { Realtime } from 'ably';

const client = new Realtime({ key: 'app.key:secret' });
await new Promise((resolve) => {
  client.connection.once('disconnected', resolve);
  setTimeout(resolve, 12_000);
});
