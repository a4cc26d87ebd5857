/*
rule: services/iplocate
packages: { node-iplocate: latest }
*/
import { IPLocate } from 'node-iplocate';

const client = new IPLocate('dummy');
await client.lookup('8.8.8.8');
