// tRPC's own types with our schemas and results. Compiled, not run.

import { type inferProcedureInput, type inferProcedureOutput, initTRPC } from '@trpc/server';
import { stageSchemas, type TicketData, type TicketDraft, toToolResult, validateStage } from 'event-wizard-validator';

const { router, procedure } = initTRPC.create();
const app = router({
  save: procedure.input(stageSchemas.ticketSetup).mutation(({ input }) => {
    const tickets: TicketData = input;
    return toToolResult(validateStage('ticketSetup', tickets, { mode: 'complete' }));
  }),
  echo: procedure.output(stageSchemas.ticketSetup).query((): TicketData => ({ currency: 'EUR', tiers: [] })),
});

/** A client may send what its form holds; the procedure runs only if that is complete. */
export const input = (tickets: TicketDraft): inferProcedureInput<typeof app.save> => tickets;
export const output = (told: inferProcedureOutput<typeof app.save>): boolean => told.ok;
export const echoed = (told: inferProcedureOutput<typeof app.echo>): TicketData => told;
