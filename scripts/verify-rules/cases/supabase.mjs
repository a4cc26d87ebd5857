/*
rule: services/supabase
packages: { '@supabase/supabase-js': latest }
*/
import { createClient } from '@supabase/supabase-js';

const supabase = createClient('https://mine.supabase.co', 'dummy');
await supabase.from('things').select();
