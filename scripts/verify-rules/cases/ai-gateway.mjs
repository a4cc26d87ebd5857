/*
rule: services/vercel-ai-gateway
packages: { ai: latest }
env: { AI_GATEWAY_API_KEY: dummy }
*/
import { generateText } from 'ai';

await generateText({ model: 'openai/gpt-5', prompt: 'hi', maxRetries: 0 });
