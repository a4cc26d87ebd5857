/*
rule: clients/redis
packages: { '@node-redis/client': latest }
*/
import { createClient } from '@node-redis/client';

const client = createClient({
  url: 'redis://default:dummy@cache.example.com:6380',
  socket: { reconnectStrategy: () => new Error('no more') },
});
client.on('error', () => {});
await client.connect();
