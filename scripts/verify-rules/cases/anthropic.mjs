/*
rule: services/anthropic
packages: { '@anthropic-ai/sdk': latest }
*/
import Anthropic from '@anthropic-ai/sdk';

const client = new Anthropic({ apiKey: 'dummy', maxRetries: 0 });
await client.messages.create({ model: 'claude', max_tokens: 1, messages: [{ role: 'user', content: 'hi' }] });
