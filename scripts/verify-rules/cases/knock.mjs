/*
rule: services/knock
packages: { '@knocklabs/node': latest }
*/
import Knock from '@knocklabs/node';

const knock = new Knock({ apiKey: 'dummy', maxRetries: 0 });
await knock.users.list();
