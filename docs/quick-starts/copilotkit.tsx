import { useFrontendTool } from '@copilotkit/react-core/v2';
import { stageSchemas, toToolResult, validateStage } from 'event-wizard-validator';

/** Inside `<CopilotKit>`, gives the assistant a tool that saves tickets. */
export function SaveTickets() {
  useFrontendTool({
    name: 'saveTickets',
    description: 'Saves the tickets. If the result has issues, correct them and call it again.',
    parameters: stageSchemas.ticketSetup,
    // CopilotKit does not check the arguments. Return the issues: after an exception the assistant gets no second try.
    handler: async (tickets) => {
      const verdict = validateStage('ticketSetup', tickets, { mode: 'complete' });
      if (verdict.valid) localStorage.setItem('tickets', JSON.stringify(tickets));
      return toToolResult(verdict);
    },
  });
  return null;
}
