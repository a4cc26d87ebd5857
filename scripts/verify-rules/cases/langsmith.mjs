/*
rule: services/langsmith
packages: { langsmith: latest }
*/
import { Client } from 'langsmith';

const client = new Client({ apiKey: 'dummy' });
await client.readProject({ projectName: 'mine' });
