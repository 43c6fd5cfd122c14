import { standardSchemaResolver } from '@hookform/resolvers/standard-schema';
import type { TicketData, TicketDraft } from 'event-wizard-validator';
import { formSchema, toForm } from 'event-wizard-validator/form';
import { type ComponentProps, useMemo } from 'react';
import { type FieldError, useFieldArray, useForm } from 'react-hook-form';

interface Props {
  /** The data so far: a form starts with a draft, and passes complete data on. */
  draft: TicketDraft;
  /** The event's time zone, in which the form has its times. */
  timeZone: string | undefined;
  onSave: (tickets: TicketData) => void;
}

/** What a new row of the form begins with. */
const newTier = () => toForm('ticketSetup', { tiers: [{ kind: 'paid' }] }, { defaults: true }).tiers?.[0];

export function TicketForm({ draft, timeZone, onSave }: Props) {
  const schema = useMemo(() => formSchema('ticketSetup', { timeZone }), [timeZone]);
  const { register, control, handleSubmit, formState } = useForm({
    resolver: standardSchemaResolver(schema),
    defaultValues: toForm('ticketSetup', draft, { timeZone, defaults: true }),
  });
  const tiers = useFieldArray({ control, name: 'tiers' });
  const { errors } = formState;
  // What is wrong with the list itself: at its root, if it has rows.
  const missing = errors.tiers?.root?.message ?? errors.tiers?.message;
  return (
    <form onSubmit={handleSubmit(onSave)} noValidate>
      <Field {...register('currency')} error={errors.currency} />
      {tiers.fields.map(({ id }, at) => {
        const wrong = errors.tiers?.[at];
        return (
          <fieldset key={id}>
            <Field {...register(`tiers.${at}.name`)} error={wrong?.name} />
            <select {...register(`tiers.${at}.kind`)}>
              <option value="free">Free</option>
              <option value="paid">Paid</option>
            </select>
            <Field {...register(`tiers.${at}.price_minor`)} type="number" error={wrong?.price_minor} />
            <Field {...register(`tiers.${at}.hidden`)} type="checkbox" error={wrong?.hidden} />
            <Field {...register(`tiers.${at}.sales_end_at`)} type="datetime-local" error={wrong?.sales_end_at} />
          </fieldset>
        );
      })}
      {missing && <em role="alert">{missing}</em>}
      <button type="button" onClick={() => tiers.append(newTier() ?? [])}>
        Another tier
      </button>
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
