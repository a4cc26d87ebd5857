/*
rule: services/launchdarkly
packages: { '@launchdarkly/node-server-sdk': latest }
*/
import { init } from '@launchdarkly/node-server-sdk';

const streaming = init('sdk-dummy');
const polling = init('sdk-dummy', { stream: false });
streaming.track('hi', { kind: 'user', key: 'me' });
await Promise.allSettled([streaming.flush(), polling.waitForInitialization({ timeout: 2 })]);
