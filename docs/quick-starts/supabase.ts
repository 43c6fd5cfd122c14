import { createClient } from '@supabase/supabase-js';
import type { Database, WizardSessionInsert } from 'event-wizard-validator';
import { guard, issuesOf } from 'event-wizard-validator/supabase';

const { SUPABASE_URL = '', SUPABASE_KEY = '' } = process.env;
export const supabase = guard(createClient<Database>(SUPABASE_URL, SUPABASE_KEY));

/** A row that the database would reject is not sent. `issues` says why, and also explains the server's own errors. */
export async function saveSession(row: WizardSessionInsert) {
  const { data, error } = await supabase.from('wizard_sessions').upsert(row, { onConflict: 'session_id' }).select();
  return { data, issues: error ? issuesOf(error) : [] };
}
