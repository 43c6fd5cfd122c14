// What the functions of /form take and give.

import type { StandardSchemaV1 } from '@standard-schema/spec';
import {
  type EventData,
  type EventDraft,
  stages,
  type TicketData,
  type TicketDraft,
  toAjvErrors,
} from 'event-wizard-validator';
import {
  type FormIssue,
  type FormValues,
  formSchema,
  fromForm,
  toForm,
  validateForm,
} from 'event-wizard-validator/form';
import { expectTypeOf } from 'expect-type';

// Values are what inputs hold.
const values = toForm('ticketSetup', {} as TicketDraft, { timeZone: 'UTC', defaults: true });
expectTypeOf(values).toEqualTypeOf<FormValues<'ticketSetup'>>();
expectTypeOf(values.currency).toEqualTypeOf<string>();
expectTypeOf(values.waiting_list).toEqualTypeOf<string | boolean>();
expectTypeOf(values.registration_questions).toEqualTypeOf<TicketData['registration_questions']>();
type Tier = NonNullable<typeof values.tiers>[number];
expectTypeOf<Tier['price_minor']>().toEqualTypeOf<string>();
expectTypeOf<Tier['sales_end_at']>().toEqualTypeOf<string>();
expectTypeOf<FormValues<'venueSetup'>['address']['city']>().toEqualTypeOf<string>();
expectTypeOf<FormValues<'eventSetup'>['tags']>().toEqualTypeOf<string[] | undefined>();
expectTypeOf<FormValues<'paymentSetup'>['accepted_terms']>().toEqualTypeOf<string | boolean>();
// Of data that is complete, a draft, or missing.
toForm('eventSetup', {} as EventData);
toForm('eventSetup', null);
// @ts-expect-error data of another stage
toForm('eventSetup', { currency: 'EUR' });
// @ts-expect-error not a stage of the wizard
toForm('event', {});

// What was read is a draft; what is valid is complete.
expectTypeOf(fromForm('eventSetup', values).data).toEqualTypeOf<EventDraft>();
expectTypeOf(fromForm('eventSetup', {}).issues).toEqualTypeOf<readonly FormIssue[]>();
const verdict = validateForm('eventSetup', {}, { mode: 'complete' });
expectTypeOf(verdict.data).toEqualTypeOf<EventData | EventDraft>();
if (verdict.valid) expectTypeOf(verdict.data).toEqualTypeOf<EventData>();
const draft = validateForm('eventSetup', {}, { mode: 'draft' });
expectTypeOf(draft.data).toEqualTypeOf<EventDraft>();
toAjvErrors(verdict.issues);
// @ts-expect-error the mode is not optional
validateForm('eventSetup', {}, {});
// @ts-expect-error an unknown option
fromForm('eventSetup', {}, { mode: 'draft' });
// Of a stage that is known only at run time.
export const all = stages.map((stage) => validateForm(stage, {}, { mode: 'complete' }).issues);

// Issues are told apart by their code.
for (const issue of verdict.issues) {
  if (issue.code === 'file') expectTypeOf(issue.params.name).toEqualTypeOf<string | undefined>();
  if (issue.code === 'maxLength') expectTypeOf(issue.params.limit).toEqualTypeOf<number>();
  expectTypeOf(issue.message).toEqualTypeOf<string>();
}
for (const issue of fromForm('eventSetup', {}).issues) {
  if (issue.code === 'format') expectTypeOf(issue.params.moments).toEqualTypeOf<readonly string[] | undefined>();
  if (issue.code === 'local_time_exists') expectTypeOf(issue.params.time_zone).toEqualTypeOf<string>();
}

const schema = formSchema('eventSetup', { timeZone: 'UTC' });
expectTypeOf<StandardSchemaV1.InferInput<typeof schema>>().toEqualTypeOf<FormValues<'eventSetup'>>();
expectTypeOf<StandardSchemaV1.InferOutput<typeof schema>>().toEqualTypeOf<EventData>();
const drafts = formSchema('eventSetup', { mode: 'draft' });
expectTypeOf<StandardSchemaV1.InferOutput<typeof drafts>>().toEqualTypeOf<EventDraft>();
