/*
rule: services/statsig
packages: { '@statsig/statsig-node-core': latest }
*/
import { Statsig } from '@statsig/statsig-node-core';

const statsig = new Statsig('secret-dummy');
await statsig.initialize();
