/*
rule: services/stigg
packages: { '@stigg/api-client-js': latest, graphql-tag: ^2, tslib: ^2 }
*/
import stigg from '@stigg/api-client-js';

const client = stigg.StiggManagement.createClient({ apiKey: 'dummy' });
await client.GetCoupons();
