/*
rule: services/elevenlabs
packages: { '@elevenlabs/elevenlabs-js': latest }
*/
import { ElevenLabsClient } from '@elevenlabs/elevenlabs-js';

const client = new ElevenLabsClient({ apiKey: 'dummy' });
await client.voices.getAll();
