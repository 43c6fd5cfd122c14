// TanStack Form's own types with our schemas: a form's values are the schema's input, a draft. Compiled, not run.

import { useForm } from '@tanstack/react-form';
import { isStage, stageSchemas, type TicketData, type TicketDraft } from 'event-wizard-validator';

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

/** Complete data is edited as a draft too, since a field may be emptied; `isStage` tells when it is complete again. */
export function Complete({ tickets, save }: { tickets: TicketData; save: (tickets: TicketData) => void }) {
  const defaultValues: TicketDraft = tickets;
  const form = useForm({
    defaultValues,
    validators: { onChange: stageSchemas.ticketSetup },
    onSubmit: ({ value }) => {
      // @ts-expect-error TanStack Form submits the form's values, not the schema's output
      save(value);
      if (isStage('ticketSetup', value)) save(value);
    },
  });
  return <form.Field name="currency">{(field) => <b>{field.state.value}</b>}</form.Field>;
}

export function OfAnotherStage({ tickets }: { tickets: TicketDraft }) {
  // @ts-expect-error tickets are not an event
  useForm({ defaultValues: tickets, validators: { onChange: stageSchemas.eventSetup } });
}
