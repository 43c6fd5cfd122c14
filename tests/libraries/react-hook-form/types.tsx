// react-hook-form's own types with our schemas, a draft as default values, and complete data to save. Compiled, not
// run.

import { standardSchemaResolver } from '@hookform/resolvers/standard-schema';
import { stageSchemas, type TicketData, type TicketDraft } from 'event-wizard-validator';
import { useForm } from 'react-hook-form';

export function Form({ draft, save }: { draft: TicketDraft; save: (tickets: TicketData) => void }) {
  const { register, handleSubmit, formState } = useForm<TicketData>({
    resolver: standardSchemaResolver(stageSchemas.ticketSetup),
    defaultValues: draft,
  });
  const message: string | undefined = formState.errors.tiers?.[0]?.price_minor?.message;
  return (
    <form onSubmit={handleSubmit(save)}>
      <input {...register('tiers.0.name')} aria-label={message} />
      {/* @ts-expect-error a tier has no such member */}
      <input {...register('tiers.0.price')} />
    </form>
  );
}

/** Without an explicit type, the form's type is the schema's. */
export function Inferred({ save }: { save: (tickets: TicketData) => void }) {
  const { handleSubmit } = useForm({ resolver: standardSchemaResolver(stageSchemas.ticketSetup) });
  return <form onSubmit={handleSubmit(save)} />;
}
