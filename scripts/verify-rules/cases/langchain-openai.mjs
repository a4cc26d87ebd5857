/*
rule: services/openai
packages: { '@langchain/openai': latest, '@langchain/core': latest }
*/
import { ChatOpenAI } from '@langchain/openai';

const model = new ChatOpenAI({ apiKey: 'dummy', model: 'gpt-5', maxRetries: 0 });
await model.invoke('hi');
