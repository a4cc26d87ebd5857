/*
rule: services/azure-service-bus
packages: { '@azure/service-bus': latest }
*/
import { ServiceBusClient } from '@azure/service-bus';

const client = new ServiceBusClient(
  'Endpoint=sb://mine.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=ZHVtbXk=',
  { retryOptions: { maxRetries: 0 } },
);
await client.createSender('queue').sendMessages({ body: 'hi' });
