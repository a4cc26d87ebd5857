/*
rule: services/google-vertex-ai
packages: { '@google/genai': latest }
*/
import { GoogleGenAI } from '@google/genai';

const client = new GoogleGenAI({
  vertexai: true,
  project: 'my-project',
  location: 'europe-west1',
  googleAuthOptions: { apiKey: 'dummy' },
});
await client.models.generateContent({ model: 'gemini-2.5-flash', contents: 'hi' });
