/*
rule: services/launchdarkly
packages: { '@launchdarkly/node-server-sdk': latest }
*/
import { init } from '@launchdarkly/node-server-sdk';

const client = init('sdk-dummy');
await client.waitForInitialization({ timeout: 3 }).catch(() => undefined);
client.track('hi', { key: 'me' });
await client.flush();
