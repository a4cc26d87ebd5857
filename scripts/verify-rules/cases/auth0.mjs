/*
rule: services/auth0
packages: { auth0: latest }
*/
import { ManagementClient } from 'auth0';

const client = new ManagementClient({ domain: 'mine.eu.auth0.com', token: 'dummy' });
await client.users.get('one');
