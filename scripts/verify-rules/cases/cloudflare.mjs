/*
rule: services/cloudflare
packages: { cloudflare: latest }
*/
import Cloudflare from 'cloudflare';

const client = new Cloudflare({ apiToken: 'dummy', maxRetries: 0 });
await client.zones.list();
