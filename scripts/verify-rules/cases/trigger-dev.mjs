/*
rule: services/trigger-dev
packages: { '@trigger.dev/sdk': latest }
*/
import { configure, tasks } from '@trigger.dev/sdk';

configure({ accessToken: 'tr_dev_dummy' });
await tasks.trigger('mine', {});
