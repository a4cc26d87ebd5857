/*
rule: services/fal-ai
packages: { '@fal-ai/client': latest }
*/
import { fal } from '@fal-ai/client';

fal.config({ credentials: 'dummy' });
await fal.queue.submit('fal-ai/flux/dev', { input: { prompt: 'hi' } });
