/*
rule: services/datadog
packages: { '@datadog/datadog-api-client': latest }
*/
import { client, v1 } from '@datadog/datadog-api-client';

const configuration = client.createConfiguration({ authMethods: { apiKeyAuth: 'dummy', appKeyAuth: 'dummy' } });
await new v1.AuthenticationApi(configuration).validate();
