/*
rule: services/lemon-squeezy
packages: { '@lemonsqueezy/lemonsqueezy.js': latest }
*/
import { getAuthenticatedUser, lemonSqueezySetup } from '@lemonsqueezy/lemonsqueezy.js';

lemonSqueezySetup({ apiKey: 'dummy' });
await getAuthenticatedUser();
