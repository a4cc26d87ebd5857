/*
rule: services/bugsnag
packages: { '@bugsnag/js': latest }
*/
import Bugsnag from '@bugsnag/js';

Bugsnag.start({ apiKey: '0123456789abcdef0123456789abcdef' });
Bugsnag.startSession();
await new Promise((resolve) => {
  Bugsnag.notify(new Error('hi'), undefined, resolve);
});
