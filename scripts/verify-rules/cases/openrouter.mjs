/*
rule: services/openrouter
packages: { ai: latest, '@openrouter/ai-sdk-provider': latest }
*/
import { createOpenRouter } from '@openrouter/ai-sdk-provider';
import { generateText } from 'ai';

const openrouter = createOpenRouter({ apiKey: 'dummy' });
await generateText({ model: openrouter('model'), prompt: 'hi', maxRetries: 0 });
