/*
rule: services/sentry
packages: { '@sentry/node': latest }
*/
import * as Sentry from '@sentry/node';

Sentry.init({ dsn: 'https://key@o1.ingest.sentry.io/1' });
Sentry.captureMessage('hi');
await Sentry.flush(2000);
