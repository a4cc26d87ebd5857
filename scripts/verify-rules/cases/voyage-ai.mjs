/*
rule: services/voyage-ai
packages: { voyageai: latest }
*/
import { VoyageAIClient } from 'voyageai';

const client = new VoyageAIClient({ apiKey: 'dummy' });
await client.embed({ input: 'hi', model: 'voyage-3' }, { maxRetries: 0 });
