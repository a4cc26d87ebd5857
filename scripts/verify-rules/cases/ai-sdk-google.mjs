/*
rule: services/google-gemini
packages: { ai: latest, '@ai-sdk/google': latest }
*/
import { createGoogleGenerativeAI } from '@ai-sdk/google';
import { generateText } from 'ai';

const google = createGoogleGenerativeAI({ apiKey: 'dummy' });
await generateText({ model: google('gemini-2.5-flash'), prompt: 'hi', maxRetries: 0 });
