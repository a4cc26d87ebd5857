/*
rule: services/salesforce
packages: { jsforce: ~3.4 }
*/
import jsforce from 'jsforce';

const connection = new jsforce.Connection();
await connection.login('me@example.com', 'dummy');
