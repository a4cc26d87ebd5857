/*
rule: services/openai
packages: { ai: latest, '@ai-sdk/openai': latest }
env: { OPENAI_API_KEY: dummy }
*/
import { openai } from '@ai-sdk/openai';
import { generateText } from 'ai';

await generateText({ model: openai('gpt-5'), prompt: 'hi', maxRetries: 0 });
