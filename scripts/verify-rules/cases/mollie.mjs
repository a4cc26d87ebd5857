/*
rule: services/mollie
packages: { '@mollie/api-client': latest }
*/
import { createMollieClient } from '@mollie/api-client';

const client = createMollieClient({ apiKey: 'test_dummydummydummydummydummydummy' });
await client.payments.page();
