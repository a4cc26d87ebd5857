/*
rule: services/azure-openai
packages: { openai: latest }
*/
import { AzureOpenAI } from 'openai';

const client = new AzureOpenAI({
  endpoint: 'https://mine.openai.azure.com',
  apiKey: 'dummy',
  apiVersion: '2024-10-21',
  maxRetries: 0,
});
await client.models.list();
