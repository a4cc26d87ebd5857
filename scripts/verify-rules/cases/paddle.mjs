/*
rule: services/paddle
packages: { '@paddle/paddle-node-sdk': latest }
*/
import { Environment, Paddle } from '@paddle/paddle-node-sdk';

const clients = [new Paddle('dummy'), new Paddle('dummy', { environment: Environment.sandbox })];
await Promise.allSettled(clients.map((client) => client.products.get('pro_dummy')));
