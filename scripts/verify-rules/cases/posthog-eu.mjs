/*
rule: services/posthog
packages: { posthog-node: latest }
*/
import { PostHog } from 'posthog-node';

const client = new PostHog('phc_dummy', { host: 'https://eu.i.posthog.com' });
client.capture({ distinctId: 'me', event: 'hi' });
await client.shutdown();
