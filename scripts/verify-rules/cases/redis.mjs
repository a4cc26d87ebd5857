/*
rule: clients/redis
packages: { redis: latest }
*/
import { createClient } from 'redis';

const client = createClient({
  url: 'redis://default:dummy@cache.example.com:6380',
  socket: { reconnectStrategy: false },
});
await client.connect();
