/*
rule: services/amazon-bedrock
packages: { ai: latest, '@ai-sdk/amazon-bedrock': latest }
*/
import { createAmazonBedrock } from '@ai-sdk/amazon-bedrock';
import { generateText } from 'ai';

const bedrock = createAmazonBedrock({ region: 'us-west-2', accessKeyId: 'AKIDUMMY', secretAccessKey: 'dummy' });
await generateText({ model: bedrock('model'), prompt: 'hi', maxRetries: 0 });
