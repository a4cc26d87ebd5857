/*
rule: services/xai
packages: { ai: latest, '@ai-sdk/xai': latest }
*/
import { createXai } from '@ai-sdk/xai';
import { generateText } from 'ai';

const xai = createXai({ apiKey: 'dummy' });
await generateText({ model: xai('grok'), prompt: 'hi', maxRetries: 0 });
