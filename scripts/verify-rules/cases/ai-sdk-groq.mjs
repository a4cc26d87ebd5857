/*
rule: services/groq
packages: { ai: latest, '@ai-sdk/groq': latest }
*/
import { createGroq } from '@ai-sdk/groq';
import { generateText } from 'ai';

const groq = createGroq({ apiKey: 'dummy' });
await generateText({ model: groq('llama'), prompt: 'hi', maxRetries: 0 });
