/*
rule: services/deepgram
packages: { '@deepgram/sdk': latest }
*/
import { DeepgramClient } from '@deepgram/sdk';

const client = new DeepgramClient({ apiKey: 'dummy' });
await client.manage.v1.projects.list();
