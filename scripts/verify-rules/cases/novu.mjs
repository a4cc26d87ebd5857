/*
rule: services/novu
packages: { '@novu/api': latest }
*/
import { Novu } from '@novu/api';

const novu = new Novu({ secretKey: 'dummy' });
await novu.trigger({ workflowId: 'mine', to: 'me', payload: {} });
