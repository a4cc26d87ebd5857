/*
rule: services/google-gemini
packages: { '@google/genai': latest }
*/
import { GoogleGenAI } from '@google/genai';

const client = new GoogleGenAI({ apiKey: 'dummy' });
await client.models.generateContent({ model: 'gemini-2.5-flash', contents: 'hi' });
