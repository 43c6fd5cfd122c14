import { tool } from 'ai';
import type { TicketDraft } from 'event-wizard-validator';
import { toolParameters } from 'event-wizard-validator/tools';

/** A tool by which an assistant fills in what it knows of the tickets; nothing is required. */
export const fillTickets = (save: (tickets: TicketDraft) => void) =>
  tool({
    description: 'Fills in what is known of the tickets.',
    // With `stageSchemas.ticketSetup` instead, without strict mode, the model is shown the whole schema.
    inputSchema: toolParameters('ticketSetup', { profile: 'openai-strict', mode: 'draft' }),
    strict: true,
    // The AI SDK has judged the arguments, and told the model what is wrong with others.
    execute: async (tickets) => {
      save(tickets);
      return { ok: true };
    },
  });
