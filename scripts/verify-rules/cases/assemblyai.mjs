/*
rule: services/assemblyai
packages: { assemblyai: latest }
*/
import { AssemblyAI } from 'assemblyai';

const client = new AssemblyAI({ apiKey: 'dummy' });
await Promise.allSettled([
  client.transcripts.list(),
  client.streaming.transcriber({ sampleRate: 16_000, speechModel: 'universal-streaming-english' }).connect(),
]);
