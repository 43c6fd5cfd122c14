// TanStack Form's own types with our schemas, with a draft or complete data as default values. Compiled, not run.

import { useForm } from '@tanstack/react-form';
import { stageSchemas, type TicketData, type TicketDraft } from 'event-wizard-validator';

export function Draft({ draft }: { draft: TicketDraft }) {
  const form = useForm({
    defaultValues: draft,
    validators: { onChange: stageSchemas.ticketSetup, onSubmit: stageSchemas.ticketSetup },
    onSubmit: ({ value }) => {
      const tickets: TicketDraft = value;
      return tickets;
    },
  });
  return (
    <form.Field name="tiers[0].name">
      {(field) => {
        const name: string | undefined = field.state.value;
        return <b>{name}</b>;
      }}
    </form.Field>
  );
}

export function Complete({ tickets }: { tickets: TicketData }) {
  const form = useForm({ defaultValues: tickets, validators: { onChange: stageSchemas.ticketSetup } });
  return <form.Field name="currency">{(field) => <b>{field.state.value}</b>}</form.Field>;
}

export function OfAnotherStage({ tickets }: { tickets: TicketData }) {
  // @ts-expect-error tickets are not an event
  useForm({ defaultValues: tickets, validators: { onChange: stageSchemas.eventSetup } });
}
