import { request } from '@acme/http';
import { endpoints } from './endpoints';

interface Embeddings {
  readonly data: readonly { readonly embedding: readonly number[] }[];
}

export async function embed(text: string): Promise<readonly number[]> {
  const answer = (await request(endpoints.voyage, '/embeddings', {
    body: { model: 'voyage-3', input: [text] },
    token: process.env.VOYAGE_API_KEY,
  })) as Embeddings;
  return answer.data[0]?.embedding ?? [];
}
