/*
rule: services/microsoft-entra-id
packages: { '@azure/identity': latest }
*/
import { ClientSecretCredential } from '@azure/identity';

const credential = new ClientSecretCredential('00000000-0000-0000-0000-000000000000', 'client', 'secret');
await credential.getToken('https://management.azure.com/.default');
