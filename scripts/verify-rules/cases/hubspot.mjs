/*
rule: services/hubspot
packages: { '@hubspot/api-client': latest }
*/
import { Client } from '@hubspot/api-client';

const client = new Client({ accessToken: 'dummy' });
await client.crm.contacts.basicApi.getPage();
