/*
rule: services/assemblyai
packages: { assemblyai: latest }
*/
import { AssemblyAI } from 'assemblyai';

const client = new AssemblyAI({ apiKey: 'dummy' });
await client.transcripts.list();
