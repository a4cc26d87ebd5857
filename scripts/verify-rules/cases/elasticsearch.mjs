/*
rule: clients/elasticsearch
packages: { '@elastic/elasticsearch': latest }
*/
import { Client } from '@elastic/elasticsearch';

const client = new Client({ node: 'https://search.example.com:9200', auth: { apiKey: 'dummy' }, maxRetries: 0 });
await client.info();
