import { standardSchemaResolver } from '@hookform/resolvers/standard-schema';
import { stageSchemas } from 'event-wizard-validator';
import { useForm } from 'react-hook-form';

const oneTier = { currency: 'EUR', tiers: [{ name: 'Standard', kind: 'paid', price_minor: 1000, quantity: 1 }] };

export function TicketForm({ onSave }) {
  const { register, handleSubmit, formState } = useForm({
    resolver: standardSchemaResolver(stageSchemas.ticketSetup),
    defaultValues: oneTier,
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

function Field({ error, ...input }) {
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
