/*
rule: services/google-gemini
packages: { '@google/generative-ai': latest }
*/
import { GoogleGenerativeAI } from '@google/generative-ai';

const client = new GoogleGenerativeAI('dummy');
await client.getGenerativeModel({ model: 'gemini-1.5-flash' }).generateContent('hi');
