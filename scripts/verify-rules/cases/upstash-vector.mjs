/*
rule: services/upstash-vector
packages: { '@upstash/vector': latest }
*/
import { Index } from '@upstash/vector';

const index = new Index({ url: 'https://mine-vector.upstash.io', token: 'dummy', retry: false });
await index.info();
