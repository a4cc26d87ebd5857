/*
rule: services/hugging-face
packages: { '@huggingface/inference': latest }
answers:
  huggingface.co: { inferenceProviderMapping: { hf-inference: { status: live, providerId: some/model, task: text-generation } } }
*/
import { InferenceClient } from '@huggingface/inference';

const client = new InferenceClient('hf_dummy');
await client.textGeneration({ model: 'some/model', provider: 'hf-inference', inputs: 'hi' });
