import OpenAI from 'openai';

const GROQ = 'https://api.groq.com/openai/v1';

const primary = new OpenAI({ apiKey: process.env.OPENAI_API_KEY, baseURL: process.env.OPENAI_BASE_URL });

/** Groq speaks the same protocol; it answers when the primary does not. */
const fallback = new OpenAI({ apiKey: process.env.GROQ_API_KEY, baseURL: GROQ });

export interface Message {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

export async function answer(messages: readonly Message[]): Promise<string> {
  try {
    return await complete(primary, 'gpt-4o-mini', messages);
  } catch {
    return complete(fallback, 'llama-3.3-70b-versatile', messages);
  }
}

async function complete(client: OpenAI, model: string, messages: readonly Message[]): Promise<string> {
  const completion = await client.chat.completions.create({ model, messages: [...messages] });
  return completion.choices[0]?.message.content ?? '';
}
