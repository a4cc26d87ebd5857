/*
rule: services/azure-openai
packages: { ai: latest, '@ai-sdk/azure': latest }
*/
import { createAzure } from '@ai-sdk/azure';
import { generateText } from 'ai';

const azure = createAzure({ resourceName: 'mine', apiKey: 'dummy' });
await generateText({ model: azure('deployment'), prompt: 'hi', maxRetries: 0 });
