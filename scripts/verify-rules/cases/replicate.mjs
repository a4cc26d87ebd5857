/*
rule: services/replicate
packages: { replicate: latest }
*/
import Replicate from 'replicate';

const client = new Replicate({ auth: 'dummy' });
await client.models.list();
