/** Secrets do not leave the tool; what is none stays as it is written. */
import { expect, test } from 'vitest';
import { redact } from '../../src/parse/redact.ts';

test.each([
  ["new Redis('rediss://app:hunter2@cache.acme.io')", "new Redis('rediss://app:***@cache.acme.io')"],
  ['AccountName=a;AccountKey=abc123==;EndpointSuffix=x', 'AccountName=a;AccountKey=***;EndpointSuffix=x'],
  ["new OpenAI({ apiKey: 'abcdef0123456789' })", "new OpenAI({ apiKey: '***' })"],
  ["const SLACK_TOKEN = 'abcdef-0123456789';", "const SLACK_TOKEN = '***';"],
  ["headers: { 'x-api-key': 'abcdef0123456789' }", "headers: { 'x-api-key': '***' }"],
  ["headers: { Authorization: 'Bearer abcdef0123456789' }", "headers: { Authorization: 'Bearer ***' }"],
  ["call('sk-proj-9f8e7d6c5b4a39281706')", "call('sk-proj-***')"],
  ["const id = 'ghp_0123456789abcdefghij';", "const id = 'ghp_***';"],
  ["call('eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln')", "call('eyJ***')"],
])('%s', (text, shown) => {
  expect(redact(text)).toBe(shown);
});

test.each([
  'fetch(`https://${host}:${port}/x`)',
  "new OpenAI({ apiKey: process.env.OPENAI_API_KEY, baseURL: 'https://api.acme.io' })",
  "const token = 'short';",
  'const tokens: `${string}-${number}` = make();',
  "import { skip } from './sk-tools';",
])('%s stays', (text) => {
  expect(redact(text)).toBe(text);
});
