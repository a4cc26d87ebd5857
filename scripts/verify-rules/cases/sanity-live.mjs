/*
rule: services/sanity
packages: { '@sanity/client': latest }
*/
import { createClient } from '@sanity/client';

const client = createClient({ projectId: 'abc12345', dataset: 'production', useCdn: false, apiVersion: '2025-01-01' });
await client.fetch('*');
