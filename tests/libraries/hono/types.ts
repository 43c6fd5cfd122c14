// Hono's own types, on the server and in its client, with our schemas and verdicts. Compiled, not run.

import { sValidator } from '@hono/standard-validator';
import { stageSchemas, type TicketData, type TicketDraft, validateStage } from 'event-wizard-validator';
import { Hono } from 'hono';
import { hc } from 'hono/client';

const app = new Hono().post('/tickets', sValidator('json', stageSchemas.ticketSetup), (context) => {
  const tickets: TicketData = context.req.valid('json');
  return context.json(validateStage('ticketSetup', tickets, { mode: 'complete' }));
});

const client = hc<typeof app>('http://localhost');

export async function send(tickets: TicketDraft): Promise<boolean | undefined> {
  const response = await client.tickets.$post({ json: tickets });
  const verdict = await response.json();
  return 'valid' in verdict ? verdict.valid : undefined;
}
