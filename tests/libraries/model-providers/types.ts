// The providers' own types with our schemas and results. Compiled, not run.

import type Anthropic from '@anthropic-ai/sdk';
import { betaStandardSchemaTool } from '@anthropic-ai/sdk/helpers/beta/standard-schema';
import { type TicketData, type TicketDraft, toToolResult, validateStage } from 'event-wizard-validator';
import { toolParameters, toolSchema, withoutNulls } from 'event-wizard-validator/tools';
import type OpenAI from 'openai';
import { standardFunction } from 'openai/helpers/standard-schema';

/** Plain JSON Schema, for those who call the API themselves. */
export const plain: OpenAI.Responses.FunctionTool = {
  type: 'function',
  name: 'saveTickets',
  strict: true,
  parameters: toolSchema('ticketSetup', { profile: 'openai-strict', mode: 'complete' }),
};
export const anthropic: Anthropic.Tool = {
  name: 'saveTickets',
  strict: true,
  input_schema: toolSchema('ticketSetup', { profile: 'anthropic-strict', mode: 'draft' }),
};
export const read = (text: string): unknown => withoutNulls('ticketSetup', JSON.parse(text));

betaStandardSchemaTool({
  name: 'fillTickets',
  description: '',
  strict: true,
  inputSchema: toolParameters('ticketSetup', { profile: 'anthropic-strict', mode: 'draft' }),
  run: (tickets) => {
    const draft: TicketDraft = tickets;
    // @ts-expect-error a draft may lack what complete data has
    const complete: TicketData = tickets;
    return JSON.stringify(toToolResult(validateStage('ticketSetup', draft ?? complete, { mode: 'draft' })));
  },
});
standardFunction({
  name: 'saveTickets',
  parameters: toolParameters('ticketSetup', { profile: 'openai-strict', mode: 'complete' }),
  function: (tickets): TicketData => tickets,
});
