// CopilotKit's own types, in its React hooks and in its core, with our schemas and results. Compiled, not run.

import { CopilotKitCore } from '@copilotkit/core';
import { type ReactFrontendTool, useFrontendTool, useHumanInTheLoop } from '@copilotkit/react-core/v2';
import {
  draftSchemas,
  type EventData,
  type OrganizerData,
  type PaymentData,
  type StageData,
  stageSchemas,
  type TicketData,
  type TicketDraft,
  toToolResult,
  type VenueData,
  validateStage,
} from 'event-wizard-validator';

/** A tool for every stage, each with its own data. */
const tools = {
  organizerSetup: {
    name: 'a',
    parameters: stageSchemas.organizerSetup,
    handler: async (data: OrganizerData) => data.name,
  },
  eventSetup: { name: 'b', parameters: stageSchemas.eventSetup, handler: async (data: EventData) => data.title },
  ticketSetup: { name: 'c', parameters: stageSchemas.ticketSetup, handler: async (data: TicketData) => data.currency },
  venueSetup: { name: 'd', parameters: stageSchemas.venueSetup, handler: async (data: VenueData) => data },
  paymentSetup: { name: 'e', parameters: stageSchemas.paymentSetup, handler: async (data: PaymentData) => data },
} satisfies { [S in keyof StageData]: ReactFrontendTool<StageData[S]> };

export function Tools() {
  useFrontendTool(tools.organizerSetup);
  useFrontendTool(tools.eventSetup);
  useFrontendTool(tools.ticketSetup);
  useFrontendTool(tools.venueSetup);
  useFrontendTool(tools.paymentSetup);
  // The type of the arguments is inferred from the schema: complete in the handler, partial while they stream in.
  useFrontendTool({
    name: 'f',
    parameters: stageSchemas.ticketSetup,
    handler: async (tickets) => {
      const name: string | undefined = tickets.tiers?.[0]?.name;
      return [name, toToolResult(validateStage('ticketSetup', tickets, { mode: 'complete' }))];
    },
    render: ({ args }) => {
      const currency: TicketData['currency'] | undefined = args.currency;
      return <b>{currency}</b>;
    },
  });
  useFrontendTool({
    name: 'g',
    parameters: stageSchemas.ticketSetup,
    // @ts-expect-error not a member of the tickets
    handler: async (tickets) => tickets.price,
  });
  // A tool that fills in what is known.
  useFrontendTool({
    name: 'i',
    parameters: draftSchemas.ticketSetup,
    handler: async (tickets) => {
      const draft: TicketDraft = tickets;
      return draft.tiers?.[0]?.name;
    },
  });
  useHumanInTheLoop({ name: 'h', parameters: stageSchemas.eventSetup, render: ({ args }) => <b>{args.title}</b> });
  return null;
}

const core = new CopilotKitCore({});
core.addTool(tools.organizerSetup);
core.addTool(tools.eventSetup);
core.addTool(tools.ticketSetup);
core.addTool(tools.venueSetup);
core.addTool(tools.paymentSetup);
