/*
rule: services/ollama
packages: { ollama: latest }
*/
import { Ollama } from 'ollama';

const client = new Ollama();
await client.list();
