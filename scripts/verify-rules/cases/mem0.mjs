/*
rule: services/mem0
packages: { mem0ai: latest }
answers: { api.mem0.ai: { status: ok, org_id: mine, project_id: mine, user_email: me@example.com } }
*/
import { MemoryClient } from 'mem0ai';

const client = new MemoryClient({ apiKey: 'dummy' });
await client.add([{ role: 'user', content: 'hi' }], { userId: 'me' });
