/*
rule: services/google-gemini
packages: { '@google-ai/generativelanguage': latest }
explanations:
  169.254.169.254: google-auth-library asks the metadata service whether the machine is one of Google Cloud
*/
import { ModelServiceClient } from '@google-ai/generativelanguage';

const client = new ModelServiceClient({ apiKey: 'dummy' });
await client.getModel({ name: 'models/x' }, { timeout: 2000 });
