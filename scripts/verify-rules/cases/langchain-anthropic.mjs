/*
rule: services/anthropic
packages: { '@langchain/anthropic': latest, '@langchain/core': latest }
*/
import { ChatAnthropic } from '@langchain/anthropic';

const model = new ChatAnthropic({ apiKey: 'dummy', model: 'claude', maxRetries: 0 });
await model.invoke('hi');
