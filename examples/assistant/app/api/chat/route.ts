import { nearestPassages, recall, remember } from '@acme/store';
import { forward } from '@/lib/analytics/forward';
import { tenantOf } from '@/lib/auth';
import { embed } from '@/lib/embeddings';
import { answer } from '@/lib/models';
import { deliver } from '@/lib/webhooks/deliver';

export async function POST(request: Request): Promise<Response> {
  const tenant = await tenantOf(request.headers.get('authorization') ?? '');
  if (tenant === null) return new Response('Sign in first', { status: 401 });
  const { question } = (await request.json()) as { question: string };
  const known = await recall(question);
  if (known !== null) return new Response(known);
  const passages = await nearestPassages(await embed(question), tenant);
  const reply = await answer([
    { role: 'system', content: passages.join('\n\n') },
    { role: 'user', content: question },
  ]);
  await remember(question, reply);
  await forward(tenant, 'question answered', { length: reply.length });
  await deliver(tenant, { type: 'answered', id: crypto.randomUUID() });
  return new Response(reply);
}
