// A tool for an assistant: its arguments are judged, and the issues are returned so that the assistant can correct
// itself. `node assistant_tool.mjs` shows what the assistant receives. (docs/quick-starts.md has the same for
// CopilotKit.)
import process from 'node:process';
import { stageSchemas, toToolResult, validateStage } from 'event-wizard-validator';

const saved = [];

/** A tool as most libraries describe it: a name, a JSON Schema for the arguments, and a function. */
export const saveTickets = {
  name: 'saveTickets',
  description: 'Saves the tickets. If the result has issues, correct them and call it again.',
  parameters: stageSchemas.ticketSetup['~standard'].jsonSchema.input({ target: 'draft-07' }),
  // Issues are returned, not thrown: after an exception, most assistants get no second try.
  execute(tickets) {
    const verdict = validateStage('ticketSetup', tickets, { mode: 'complete' });
    if (verdict.valid) saved.push(tickets);
    return toToolResult(verdict);
  },
};

if (process.argv[1] === import.meta.filename) {
  const tier = { name: 'Door', kind: 'paid', price_minor: '1500', quantity: 100 };
  console.log(saveTickets.execute({ currency: 'EURO', tiers: [tier] }));
}
