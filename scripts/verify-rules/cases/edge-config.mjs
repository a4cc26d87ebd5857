/*
rule: services/vercel-edge-config
packages: { '@vercel/edge-config': latest }
*/
import { createClient } from '@vercel/edge-config';

const config = createClient('https://edge-config.vercel.com/ecfg_dummy?token=dummy');
await config.get('key');
