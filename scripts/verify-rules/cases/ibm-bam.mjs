/*
rule: services/ibm-generative-ai-bam
packages: { '@ibm-generative-ai/node-sdk': latest }
*/
import { Client } from '@ibm-generative-ai/node-sdk';

const client = new Client({ apiKey: 'dummy' });
await client.text.generation.create({ model_id: 'x', input: 'y' });
