/*
rule: services/fal-ai
packages: { '@fal-ai/client': latest }
*/
import { createFalClient } from '@fal-ai/client';

const client = createFalClient({ credentials: 'dummy' });
await Promise.allSettled([
  client.run('fal-ai/flux/dev', { input: { prompt: 'hi' } }),
  client.queue.submit('fal-ai/flux/dev', { input: { prompt: 'hi' } }),
]);
