/*
rule: services/svix
packages: { svix: latest }
*/
import { Svix } from 'svix';

const svix = new Svix('testsk_dummy.eu');
await svix.application.list();
