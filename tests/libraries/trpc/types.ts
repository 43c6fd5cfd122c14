// tRPC's own types with our schemas and results. Compiled, not run.

import { type inferProcedureInput, type inferProcedureOutput, initTRPC } from '@trpc/server';
import { stageSchemas, type TicketData, toToolResult, validateStage } from 'event-wizard-validator';

const { router, procedure } = initTRPC.create();
const app = router({
  save: procedure.input(stageSchemas.ticketSetup).mutation(({ input }) => {
    const tickets: TicketData = input;
    return toToolResult(validateStage('ticketSetup', tickets, { mode: 'complete' }));
  }),
  echo: procedure.output(stageSchemas.ticketSetup).query((): TicketData => ({ currency: 'EUR', tiers: [] })),
});

export const input = (tickets: TicketData): inferProcedureInput<typeof app.save> => tickets;
export const output = (told: inferProcedureOutput<typeof app.save>): boolean => told.ok;
export const echoed = (told: inferProcedureOutput<typeof app.echo>): TicketData => told;
