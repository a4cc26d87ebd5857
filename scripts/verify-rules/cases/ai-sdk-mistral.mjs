/*
rule: services/mistral
packages: { ai: latest, '@ai-sdk/mistral': latest }
*/
import { createMistral } from '@ai-sdk/mistral';
import { generateText } from 'ai';

const mistral = createMistral({ apiKey: 'dummy' });
await generateText({ model: mistral('small'), prompt: 'hi', maxRetries: 0 });
