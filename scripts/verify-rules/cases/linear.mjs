/*
rule: services/linear
packages: { '@linear/sdk': latest }
*/
import { LinearClient } from '@linear/sdk';

const client = new LinearClient({ apiKey: 'dummy' });
await client.viewer;
