/*
rule: services/slack
packages: { '@slack/web-api': latest }
*/
import { WebClient } from '@slack/web-api';

const client = new WebClient('xoxb-dummy', { retryConfig: { retries: 0 } });
await client.auth.test();
