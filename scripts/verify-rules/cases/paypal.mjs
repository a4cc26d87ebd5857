/*
rule: services/paypal
packages: { '@paypal/paypal-server-sdk': latest }
answers: { api-m.sandbox.paypal.com: { access_token: dummy, expires_in: 3600, token_type: Bearer } }
*/
import { Client, Environment, OrdersController } from '@paypal/paypal-server-sdk';

const clientFor = (environment) =>
  new Client({ clientCredentialsAuthCredentials: { oAuthClientId: 'id', oAuthClientSecret: 'secret' }, environment });
await Promise.allSettled(
  [Environment.Sandbox, Environment.Production].map((environment) =>
    new OrdersController(clientFor(environment)).getOrder({ id: 'one' }),
  ),
);
