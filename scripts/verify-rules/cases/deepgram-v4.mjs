/*
rule: services/deepgram
packages: { '@deepgram/sdk': ^4 }
*/
import { createClient } from '@deepgram/sdk';

const client = createClient('dummy');
client.agent();
await client.manage.getProjects();
