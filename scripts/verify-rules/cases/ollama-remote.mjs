/*
rule: services/ollama
packages: { ollama: latest }
*/
import { Ollama } from 'ollama';

const client = new Ollama({ host: 'https://models.example.com' });
await client.list();
