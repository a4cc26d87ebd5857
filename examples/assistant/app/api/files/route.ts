import { saveFile } from '@acme/store';
import { tenantOf } from '@/lib/auth';
import { stage } from '@/lib/files';
import { runCode } from '@/lib/sandbox';
import { transcribe } from '@/lib/speech';

export async function POST(request: Request): Promise<Response> {
  const tenant = await tenantOf(request.headers.get('authorization') ?? '');
  if (tenant === null) return new Response('Sign in first', { status: 401 });
  const body = new Uint8Array(await request.arrayBuffer());
  const key = `${tenant}/${crypto.randomUUID()}`;
  await stage(key, body);
  await saveFile(key, tenant);
  const isAudio = request.headers.get('content-type')?.startsWith('audio/') ?? false;
  const text = isAudio
    ? await transcribe(Buffer.from(body))
    : await runCode(`print(len(open(${JSON.stringify(key)}).read()))`);
  return Response.json({ key, text });
}
