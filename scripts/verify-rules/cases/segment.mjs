/*
rule: services/segment
packages: { '@segment/analytics-node': latest }
*/
import { Analytics } from '@segment/analytics-node';

const analytics = new Analytics({ writeKey: 'dummy', maxRetries: 0 });
analytics.track({ userId: 'me', event: 'hi' });
await analytics.closeAndFlush({ timeout: 2000 });
