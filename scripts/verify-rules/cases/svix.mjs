/*
rule: services/svix
packages: { svix: latest }
*/
import { Svix } from 'svix';

const clients = [new Svix('testsk_dummy'), new Svix('testsk_dummy.eu')];
await Promise.allSettled(clients.map((svix) => svix.application.list()));
