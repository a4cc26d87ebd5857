/*
rule: services/daytona
packages: { '@daytonaio/sdk': latest }
*/
import { Daytona } from '@daytonaio/sdk';

const client = new Daytona({ apiKey: 'dummy' });
await client.list();
