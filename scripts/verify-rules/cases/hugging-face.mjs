/*
rule: services/hugging-face
packages: { '@huggingface/inference': latest }
*/
import { InferenceClient } from '@huggingface/inference';

const client = new InferenceClient('hf_dummy');
await client.chatCompletion({ model: 'meta-llama/Llama-3.1-8B-Instruct', provider: 'hf-inference', messages: [{ role: 'user', content: 'hi' }] });
