/*
rule: services/groq
packages: { groq-sdk: latest }
*/
import Groq from 'groq-sdk';

const client = new Groq({ apiKey: 'dummy', maxRetries: 0 });
await client.models.list();
