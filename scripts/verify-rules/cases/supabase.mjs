/*
rule: services/supabase
packages: { '@supabase/supabase-js': latest, ws: latest }
*/
import { createClient } from '@supabase/supabase-js';
import { WebSocket } from 'ws';

const supabase = createClient('https://mine.supabase.co', 'dummy', { realtime: { transport: WebSocket } });
await supabase.from('things').select();
