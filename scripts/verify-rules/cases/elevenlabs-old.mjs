/*
rule: services/elevenlabs
packages: { elevenlabs: latest }
*/
import { ElevenLabsClient } from 'elevenlabs';

const client = new ElevenLabsClient({ apiKey: 'dummy' });
await client.voices.getAll();
