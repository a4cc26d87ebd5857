/*
rule: services/browserbase
packages: { '@browserbasehq/sdk': latest }
*/
import Browserbase from '@browserbasehq/sdk';

const client = new Browserbase({ apiKey: 'dummy', maxRetries: 0 });
await client.sessions.list();
