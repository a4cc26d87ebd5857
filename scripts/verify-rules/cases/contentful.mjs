/*
rule: services/contentful
packages: { contentful: latest }
*/
import { createClient } from 'contentful';

const client = createClient({ space: 'mine', accessToken: 'dummy', retryOnError: false });
await client.getEntries();
