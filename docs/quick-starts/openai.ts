import { type TicketData, toToolResult, validateStage } from 'event-wizard-validator';
import { toolParameters } from 'event-wizard-validator/tools';
import type OpenAI from 'openai';
import { standardFunction } from 'openai/helpers/standard-schema';

/** Has the assistant fill in the tickets, with arguments that OpenAI's strict mode guarantees to have the right shape. */
export async function fillTickets(client: OpenAI, request: string, save: (tickets: TicketData) => void) {
  const saveTickets = standardFunction({
    name: 'saveTickets',
    description: 'Saves the tickets. If the result has issues, correct them and call it again.',
    // Judges the arguments, too: what is wrong goes back to the assistant, and the function is not called.
    parameters: toolParameters('ticketSetup', { profile: 'openai-strict', mode: 'complete' }),
    function: (tickets) => {
      const verdict = validateStage('ticketSetup', tickets, { mode: 'complete' });
      if (verdict.valid) save(tickets);
      return JSON.stringify(toToolResult(verdict));
    },
  });
  const messages = [{ role: 'user' as const, content: request }];
  const runner = client.chat.completions.runTools({ model: 'gpt-5.5', messages, tools: [saveTickets] });
  return runner.finalContent();
}
