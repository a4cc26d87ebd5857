/*
rule: services/sanity
packages: { '@sanity/client': latest }
*/
import { createClient } from '@sanity/client';

const client = createClient({ projectId: 'abc12345', dataset: 'production', useCdn: true, apiVersion: '2025-01-01' });
await Promise.allSettled([client.fetch('*'), client.create({ _type: 'thing' })]);
