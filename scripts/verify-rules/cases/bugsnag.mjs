/*
rule: services/bugsnag
packages: { '@bugsnag/js': latest }
explanations:
  sessions.bugsnag.com: sessions are sent in batches, later than this run lasts
*/
import Bugsnag from '@bugsnag/js';

Bugsnag.start({ apiKey: '0123456789abcdef0123456789abcdef' });
await new Promise((resolve) => {
  Bugsnag.notify(new Error('hi'), undefined, resolve);
});
