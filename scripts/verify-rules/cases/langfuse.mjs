/*
rule: services/langfuse
packages: { langfuse: latest }
*/
import { Langfuse } from 'langfuse';

const client = new Langfuse({ publicKey: 'pk', secretKey: 'sk' });
client.trace({ name: 'hi' });
await client.flushAsync();
