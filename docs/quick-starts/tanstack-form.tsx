import { type AnyFieldApi, revalidateLogic, useForm } from '@tanstack/react-form';
import type { EventData, EventDraft } from 'event-wizard-validator';
import { formSchema, toForm, validateForm } from 'event-wizard-validator/form';

interface Props {
  /** The data so far: a form starts with a draft, and passes complete data on. */
  draft: EventDraft;
  onSave: (event: EventData) => void;
}

const schema = formSchema('eventSetup');

export function EventForm({ draft, onSave }: Props) {
  const form = useForm({
    defaultValues: toForm('eventSetup', draft),
    // First when it is submitted, then with every change.
    validationLogic: revalidateLogic(),
    validators: { onDynamic: schema },
    onSubmit: ({ value }) => {
      // TanStack Form passes the values on, and not what the schema made of them.
      const { valid, data } = validateForm('eventSetup', value, { mode: 'complete' });
      if (valid) onSave(data);
    },
  });
  return (
    <form
      noValidate
      onSubmit={(submit) => {
        submit.preventDefault();
        form.handleSubmit();
      }}
    >
      <form.Field name="title">{(field) => <Input field={field} />}</form.Field>
      <form.Field name="summary">{(field) => <Input field={field} />}</form.Field>
      <form.Field name="starts_at">{(field) => <Input field={field} type="datetime-local" />}</form.Field>
      <form.Field name="time_zone">{(field) => <Input field={field} />}</form.Field>
      <form.Field name="capacity">{(field) => <Input field={field} type="number" />}</form.Field>
      <form.Field name="category">
        {(field) => <Select field={field} options={['', 'music', 'arts', 'other']} />}
      </form.Field>
      <form.Field name="attendance_mode">
        {(field) => <Select field={field} options={['', 'offline', 'online', 'mixed']} />}
      </form.Field>
      <form.Field name="visibility">
        {(field) => <Select field={field} options={['', 'public', 'unlisted', 'private']} />}
      </form.Field>
      <form.Field name="tags" mode="array">
        {(tags) => (
          <>
            {tags.state.value?.map((_, at) => (
              <form.Field key={at} name={`tags[${at}]`}>
                {(field) => <Input field={field} />}
              </form.Field>
            ))}
            <button type="button" onClick={() => tags.pushValue('')}>
              Another tag
            </button>
          </>
        )}
      </form.Field>
      <button type="submit">Save</button>
    </form>
  );
}

function Input({ field, type }: { field: AnyFieldApi; type?: string }) {
  return (
    <p>
      <input
        aria-label={field.name}
        type={type}
        value={field.state.value}
        onChange={(change) => field.handleChange(change.target.value)}
      />
      <Messages field={field} />
    </p>
  );
}

function Select({ field, options }: { field: AnyFieldApi; options: readonly string[] }) {
  return (
    <p>
      <select
        aria-label={field.name}
        value={field.state.value}
        onChange={(change) => field.handleChange(change.target.value)}
      >
        {options.map((option) => (
          <option key={option}>{option}</option>
        ))}
      </select>
      <Messages field={field} />
    </p>
  );
}

function Messages({ field }: { field: AnyFieldApi }) {
  return field.state.meta.errors.map(({ message }) => (
    <em role="alert" id={`${field.name}-error`} key={message}>
      {message}
    </em>
  ));
}
