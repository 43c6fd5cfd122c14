// supabase-js's own types with our `Database`, and through the guard. Compiled, not run. The quick start reads
// process.env.
/// <reference types="node" />

import { createClient } from '@supabase/supabase-js';
import type {
  Database,
  ExplainedIssue,
  Issue,
  TicketData,
  TicketDraft,
  WizardActionInsert,
  WizardSessionInsert,
  WizardSessionRow,
} from 'event-wizard-validator';
import { guard, issuesOf } from 'event-wizard-validator/supabase';

const client = guard(createClient<Database>('http://localhost', 'key'));

export async function save(
  row: WizardSessionInsert,
  tickets: TicketData,
): Promise<readonly (Issue | ExplainedIssue)[]> {
  const { data, error } = await client.from('wizard_sessions').insert(row).select().single();
  if (error) return issuesOf(error);
  const saved: WizardSessionRow = data;
  const draft: TicketDraft | null = saved.ticket_data;
  await client.from('wizard_sessions').update({ ticket_data: tickets }).eq('session_id', saved.session_id);
  await client.from('wizard_sessions').update({ ticket_data: draft }).eq('session_id', saved.session_id);
  // @ts-expect-error not a column of the table
  await client.from('wizard_sessions').update({ tickets });
  return [];
}

export const log = (rows: WizardActionInsert[]) => client.from('wizard_actions').insert(rows);
