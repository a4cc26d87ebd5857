import { createClient } from '@supabase/supabase-js';

const supabase = createClient(process.env.NEXT_PUBLIC_SUPABASE_URL!, process.env.SUPABASE_SERVICE_ROLE_KEY!);

export async function tenantOf(token: string): Promise<string | null> {
  const { data } = await supabase.auth.getUser(token);
  return data.user?.id ?? null;
}
