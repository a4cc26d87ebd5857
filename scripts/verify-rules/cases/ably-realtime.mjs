/*
rule: services/ably
packages: { ably: latest }
answers: { main.realtime.ably.net: false }
explanations:
  main.*.fallback.ably-realtime.com: asked when the connection check succeeds though the first host does not answer
*/
import { Realtime } from 'ably';

const client = new Realtime({ key: 'app.key:secret' });
await new Promise((resolve) => {
  client.connection.once('disconnected', resolve);
  setTimeout(resolve, 12_000);
});
