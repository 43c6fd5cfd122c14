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
import { reviveDraft, reviveSession } from 'event-wizard-validator/draft';
import { de } from 'event-wizard-validator/locales/de';
import { createSaver, type SaverState } from 'event-wizard-validator/saver';
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

export const german = guard(client, { locale: de, labels: { Currency: 'Geld' }, current: () => undefined });

export async function autosave(current: WizardSessionRow): Promise<SaverState> {
  const saver = createSaver(client, { session_id: current.session_id, current, locale: de });
  const { data, dropped } = reviveDraft('ticketSetup', localStorage.getItem('tickets'));
  const draft: TicketDraft = data;
  for (const { pointer, issue } of dropped) console.info(pointer, issue.message);
  await saver.save({ ...saver.current, ticket_data: draft });
  await saver.save({ status: 'active', event_data: { title: 'Jazz' } });
  const title: string | undefined = saver.current.event_data?.title;
  // @ts-expect-error only the server sets it
  await saver.save({ updated_at: title });
  // @ts-expect-error not a column of the table
  await saver.save({ tickets: draft });
  // @ts-expect-error the row as it was read, or null, must be given
  createSaver(client, { session_id: 'a' });
  const insert: Partial<WizardSessionInsert> = reviveSession(current).data;
  return saver.save({ ...insert, session_id: current.session_id });
}
