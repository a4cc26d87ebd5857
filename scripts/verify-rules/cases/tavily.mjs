/*
rule: services/tavily
packages: { '@tavily/core': latest }
*/
import { tavily } from '@tavily/core';

const client = tavily({ apiKey: 'tvly-dummy' });
await client.search('hi');
