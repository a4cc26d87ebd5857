/*
rule: services/deepgram
packages: { '@deepgram/sdk': latest }
*/
import { DeepgramClient } from '@deepgram/sdk';

const client = new DeepgramClient({ apiKey: 'dummy' });
const socket = await client.agent.v1.connect({ Authorization: 'Token dummy' });
socket.connect();
await client.manage.v1.projects.list();
