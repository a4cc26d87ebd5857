/*
rule: services/vercel-ai-gateway
packages: { ai: latest }
env: { AI_GATEWAY_API_KEY: dummy }
*/
import { gateway, generateText } from 'ai';

await generateText({ model: gateway('openai/gpt-5'), prompt: 'hi', maxRetries: 0 });
