/*
rule: services/farcaster
packages: { '@farcaster/quick-auth': latest }
*/
import { createClient } from '@farcaster/quick-auth';

const client = createClient();
await client.generateNonce();
