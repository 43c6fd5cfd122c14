// react-hook-form's own types with our schemas: the form's values are the schema's input, a draft, and what is submitted
// its output, complete data. Compiled, not run.

import { standardSchemaResolver } from '@hookform/resolvers/standard-schema';
import { draftSchemas, stageSchemas, type TicketData, type TicketDraft } from 'event-wizard-validator';
import { formSchema, toForm } from 'event-wizard-validator/form';
import { useForm } from 'react-hook-form';

export function Form({ draft, save }: { draft: TicketDraft; save: (tickets: TicketData) => void }) {
  const { register, handleSubmit, formState } = useForm({
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

/** Without default values, and with all types given. */
export function Others({ save }: { save: (tickets: TicketData) => void }) {
  const { handleSubmit } = useForm({ resolver: standardSchemaResolver(stageSchemas.ticketSetup) });
  const named = useForm<TicketDraft, unknown, TicketData>({
    resolver: standardSchemaResolver(stageSchemas.ticketSetup),
  });
  return <form onSubmit={handleSubmit(save)} onReset={named.handleSubmit(save)} />;
}

interface Actions {
  save: (tickets: TicketDraft) => void;
  publish: (tickets: TicketData) => void;
}

/** A form that saves what there is so far. */
export function Autosave({ save, publish }: Actions) {
  const { handleSubmit } = useForm({ resolver: standardSchemaResolver(draftSchemas.ticketSetup) });
  // @ts-expect-error a draft is not complete data
  return <form onSubmit={handleSubmit(save)} onReset={handleSubmit(publish)} />;
}

/** Values as inputs hold them; what is submitted is the data. */
export function Values({ draft, save, publish }: Actions & { draft: TicketDraft }) {
  const { register, handleSubmit, formState } = useForm({
    resolver: standardSchemaResolver(formSchema('ticketSetup')),
    defaultValues: toForm('ticketSetup', draft),
  });
  const drafts = useForm({
    resolver: standardSchemaResolver(formSchema('ticketSetup', { mode: 'draft' })),
    defaultValues: toForm('ticketSetup', draft),
  });
  const message: string | undefined = formState.errors.tiers?.[0]?.price_minor?.message;
  return (
    <form onSubmit={handleSubmit(publish)} onReset={drafts.handleSubmit(save)}>
      <input {...register('tiers.0.price_minor')} aria-label={message} />
      {/* @ts-expect-error a tier has no such member */}
      <input {...register('tiers.0.price')} />
      {/* @ts-expect-error a draft is not complete data */}
      <button type="button" onClick={drafts.handleSubmit(publish)} />
    </form>
  );
}
