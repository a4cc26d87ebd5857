/*
rule: services/braintree
packages: { braintree: latest }
*/
import braintree from 'braintree';

const { Production, Sandbox } = braintree.Environment;
const keys = { merchantId: 'mine', publicKey: 'public', privateKey: 'private' };
const gateways = [Production, Sandbox].map((environment) => new braintree.BraintreeGateway({ environment, ...keys }));
await Promise.allSettled(
  gateways.flatMap((gateway) => [gateway.clientToken.generate({}), gateway.graphQLClient.query('{ ping }')]),
);
