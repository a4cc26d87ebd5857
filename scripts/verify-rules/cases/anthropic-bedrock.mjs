/*
rule: services/amazon-bedrock
packages: { '@anthropic-ai/bedrock-sdk': latest }
*/
import { AnthropicBedrock } from '@anthropic-ai/bedrock-sdk';

const client = new AnthropicBedrock({
  awsAccessKey: 'AKIDUMMY',
  awsSecretKey: 'dummy',
  awsRegion: 'us-west-2',
  maxRetries: 0,
});
await client.messages.create({ model: 'claude', max_tokens: 1, messages: [{ role: 'user', content: 'hi' }] });
