/*
rule: services/vercel-kv
packages: { '@vercel/kv': latest }
*/
import { createClient } from '@vercel/kv';

const kv = createClient({ url: 'https://mine.upstash.io', token: 'dummy', retry: false });
await kv.get('key');
