/*
rule: services/microsoft-graph
packages: { '@microsoft/microsoft-graph-client': latest }
*/
import { Client } from '@microsoft/microsoft-graph-client';

const client = Client.init({ authProvider: (done) => done(null, 'dummy') });
await client.api('/me').get();
