import { standardSchemaResolver } from '@hookform/resolvers/standard-schema';
import { stageSchemas, type TicketData, type TicketDraft } from 'event-wizard-validator';
import type { ComponentProps } from 'react';
import { type FieldError, useForm } from 'react-hook-form';

interface Props {
  /** The data so far: a form starts with a draft, and passes complete data on. */
  draft: TicketDraft;
  onSave: (tickets: TicketData) => void;
}

export function TicketForm({ draft, onSave }: Props) {
  const { register, handleSubmit, formState } = useForm({
    resolver: standardSchemaResolver(stageSchemas.ticketSetup),
    defaultValues: draft,
  });
  const tier = formState.errors.tiers?.[0];
  return (
    <form onSubmit={handleSubmit(onSave)}>
      <Field {...register('currency')} error={formState.errors.currency} />
      <Field {...register('tiers.0.name')} error={tier?.name} />
      <Field {...register('tiers.0.price_minor', { valueAsNumber: true })} error={tier?.price_minor} />
      <Field {...register('tiers.0.quantity', { valueAsNumber: true })} error={tier?.quantity} />
      <button type="submit">Save</button>
    </form>
  );
}

function Field({ error, ...input }: ComponentProps<'input'> & { error: FieldError | undefined }) {
  return (
    <p>
      <input aria-label={input.name} {...input} />
      {error && (
        <em role="alert" id={`${input.name}-error`}>
          {error.message}
        </em>
      )}
    </p>
  );
}
