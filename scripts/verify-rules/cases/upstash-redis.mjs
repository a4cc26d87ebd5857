/*
rule: services/upstash-redis
packages: { '@upstash/redis': latest }
*/
import { Redis } from '@upstash/redis';

const redis = new Redis({ url: 'https://mine.upstash.io', token: 'dummy', retry: false });
await redis.get('key');
