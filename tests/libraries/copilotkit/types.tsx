// CopilotKit's own types, in its React hooks and in its core, with our schemas and results. Compiled, not run.

import { CopilotKitCore } from '@copilotkit/core';
import {
  type ReactFrontendTool,
  useFrontendTool,
  useFrontendTools,
  useHumanInTheLoop,
} from '@copilotkit/react-core/v2';
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
  type WizardSessionInsert,
  type WizardSessionRow,
} from 'event-wizard-validator';
import { type WizardToolResult, wizardTools } from 'event-wizard-validator/copilotkit';

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

/** The tools of a session, by the type that the app has for its row. */
let row: WizardSessionInsert = { session_id: 'a' };
const session = {
  read: () => row,
  write: (next: WizardSessionInsert) => {
    row = next;
  },
};
const kit = wizardTools({ session, save: async (saved) => ({ error: saved.session_id === '' ? 'no id' : null }) });

export function Kit() {
  useFrontendTool(kit.getSession);
  useFrontendTool(kit.setStatus);
  useFrontendTool(kit.save);
  useFrontendTool({
    ...kit.fillStage,
    render: ({ args }) => {
      if (args.stage !== 'ticketSetup') return <b>{args.stage}</b>;
      const currency: TicketData['currency'] | null | undefined = args.data?.currency;
      return <b>{currency}</b>;
    },
  });
  useFrontendTools(Object.values(kit));
  return null;
}

core.addTool(kit.getSession);
core.addTool(kit.fillStage);
core.addTool(kit.setStatus);
core.addTool(kit.save);

export async function calls(): Promise<WizardToolResult> {
  const { stages, ok } = await kit.getSession.handler({});
  if (ok && stages !== undefined) await kit.setStatus.handler({ status: 'active' });
  // null removes a member.
  await kit.fillStage.handler({ stage: 'eventSetup', data: { title: 'A', ends_at: null }, complete: false });
  // @ts-expect-error not a member of the event
  await kit.fillStage.handler({ stage: 'eventSetup', data: { currency: 'EUR' } });
  // @ts-expect-error not a status
  return kit.setStatus.handler({ status: 'open' });
}

// Other rows, and without a way to save.
let stored: WizardSessionRow | null = null;
const reading = wizardTools({
  stages: ['eventSetup', 'ticketSetup'],
  session: {
    read: async () => stored,
    write: async (next: WizardSessionRow) => {
      stored = next;
    },
  },
});
// @ts-expect-error there is no `save`
export const none = reading.save;
