/*
rule: services/better-stack
packages: { '@logtail/node': latest }
*/
import { Logtail } from '@logtail/node';

const logtail = new Logtail('dummy');
await logtail.info('hi');
await logtail.flush();
