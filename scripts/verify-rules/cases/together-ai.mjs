/*
rule: services/together-ai
packages: { together-ai: latest }
*/
import Together from 'together-ai';

const client = new Together({ apiKey: 'dummy', maxRetries: 0 });
await client.models.list();
