/*
rule: services/openai
packages: { openai: ^6 }
*/
import OpenAI from 'openai';

const client = new OpenAI({ apiKey: 'sk-dummy', maxRetries: 0 });
await client.models.list();
