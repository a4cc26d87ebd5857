/*
rule: services/cohere
packages: { cohere-ai: latest }
*/
import { CohereClient } from 'cohere-ai';

const client = new CohereClient({ token: 'dummy' });
await client.models.list({}, { maxRetries: 0 });
