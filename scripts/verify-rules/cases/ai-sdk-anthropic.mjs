/*
rule: services/anthropic
packages: { ai: latest, '@ai-sdk/anthropic': latest }
*/
import { createAnthropic } from '@ai-sdk/anthropic';
import { generateText } from 'ai';

const anthropic = createAnthropic({ apiKey: 'dummy' });
await generateText({ model: anthropic('claude'), prompt: 'hi', maxRetries: 0 });
