/*
rule: clients/ioredis
packages: { ioredis: latest }
*/
import { Redis } from 'ioredis';

const redis = new Redis('rediss://default:dummy@cache.example.com:6380', { maxRetriesPerRequest: 0 });
await redis.get('key');
