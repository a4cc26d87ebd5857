/*
rule: services/paypal
packages: { '@paypal/paypal-server-sdk': latest }
answers: { api-m.sandbox.paypal.com: { access_token: dummy, expires_in: 3600, token_type: Bearer } }
*/
import { Client, Environment, OrdersController } from '@paypal/paypal-server-sdk';

const client = new Client({
  clientCredentialsAuthCredentials: { oAuthClientId: 'id', oAuthClientSecret: 'secret' },
  environment: Environment.Sandbox,
});
await new OrdersController(client).getOrder({ id: 'one' });
