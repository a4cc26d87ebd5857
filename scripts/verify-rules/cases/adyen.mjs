/*
rule: services/adyen
packages: { '@adyen/api-library': latest }
*/
import adyen from '@adyen/api-library';

const { CheckoutAPI, Client } = adyen;
const clients = [
  new Client({ apiKey: 'dummy', environment: 'TEST' }),
  new Client({ apiKey: 'dummy', environment: 'LIVE', liveEndpointUrlPrefix: 'mine' }),
];
await Promise.allSettled(
  clients.map((client) => new CheckoutAPI(client).PaymentsApi.paymentMethods({ merchantAccount: 'mine' })),
);
