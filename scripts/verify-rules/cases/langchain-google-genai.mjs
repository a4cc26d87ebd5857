/*
rule: services/google-gemini
packages: { '@langchain/google-genai': latest, '@langchain/core': latest }
*/
import { ChatGoogleGenerativeAI } from '@langchain/google-genai';

const model = new ChatGoogleGenerativeAI({ apiKey: 'dummy', model: 'gemini-2.5-flash', maxRetries: 0 });
await model.invoke('hi');
