// TanStack Form's own types with our schemas: a form's values are the schema's input, a draft. Compiled, not run.

import { useForm } from '@tanstack/react-form';
import { isStage, stageSchemas, type TicketData, type TicketDraft } from 'event-wizard-validator';
import { formSchema, fromForm, toForm, validateForm } from 'event-wizard-validator/form';

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

/** Values as controls hold them, in a form, and the data that is made of them. */
export function Values({ draft, save }: { draft: TicketDraft; save: (tickets: TicketData) => void }) {
  const form = useForm({
    defaultValues: toForm('ticketSetup', draft, { timeZone: 'Europe/London' }),
    validators: { onChange: formSchema('ticketSetup'), onSubmit: formSchema('ticketSetup', { mode: 'draft' }) },
    onSubmit: ({ value }) => {
      // @ts-expect-error the values are no data
      save(value);
      const verdict = validateForm('ticketSetup', value, { mode: 'complete' });
      // @ts-expect-error it may be incomplete
      save(verdict.data);
      if (verdict.valid) save(verdict.data);
      const sent: TicketDraft = fromForm('ticketSetup', value).data;
      return sent;
    },
  });
  return (
    <form.Field name="tiers[0].price_minor">
      {(field) => <input value={field.state.value} onChange={(change) => field.handleChange(change.target.value)} />}
    </form.Field>
  );
}

export function ValuesOfAnotherStage({ draft }: { draft: TicketDraft }) {
  // @ts-expect-error tickets are not an event
  useForm({ defaultValues: toForm('ticketSetup', draft), validators: { onChange: formSchema('eventSetup') } });
}
