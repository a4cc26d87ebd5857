/*
rule: services/intercom
packages: { intercom-client: latest }
*/
import { IntercomClient } from 'intercom-client';

const client = new IntercomClient({ token: 'dummy' });
await client.admins.list({ maxRetries: 0 });
