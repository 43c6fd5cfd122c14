// The AI SDK's own types with our schemas and results. Compiled, not run.

import { jsonSchema, tool } from 'ai';
import {
  draftSchemas,
  stageSchemas,
  type TicketData,
  type TicketDraft,
  toToolResult,
  validateStage,
} from 'event-wizard-validator';
import { ticketSchema } from 'event-wizard-validator/schemas';

export const saveTickets = tool({
  inputSchema: stageSchemas.ticketSetup,
  execute: async (tickets) => {
    const currency: TicketData['currency'] = tickets.currency;
    return { ...toToolResult(validateStage('ticketSetup', tickets, { mode: 'complete' })), currency };
  },
  toModelOutput: ({ output }) => ({ type: 'json', value: output }),
});

/** A tool that fills in what is known, where nothing is required. */
export const fillTickets = tool({
  inputSchema: draftSchemas.ticketSetup,
  execute: async (tickets) => {
    const draft: TicketDraft = tickets;
    return draft;
  },
});

/** The verdict itself is JSON too, and the schema is one of the SDK's. */
export const judgeTickets = tool({
  inputSchema: jsonSchema<TicketData>(ticketSchema),
  execute: async (tickets) => validateStage('ticketSetup', tickets, { mode: 'draft' }),
  toModelOutput: ({ output }) => ({ type: 'json', value: output }),
});

tool({
  inputSchema: stageSchemas.ticketSetup,
  // @ts-expect-error not a member of the tickets
  execute: async (tickets) => tickets.price,
});
