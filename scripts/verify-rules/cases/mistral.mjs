/*
rule: services/mistral
packages: { '@mistralai/mistralai': latest }
*/
import { Mistral } from '@mistralai/mistralai';

const client = new Mistral({ apiKey: 'dummy' });
await client.models.list();
