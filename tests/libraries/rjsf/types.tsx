// RJSF's own types with our schemas and validator. Compiled, not run.

import Form from '@rjsf/core';
import { stageSchemas, type TicketDraft } from 'event-wizard-validator';
import { createRjsfValidator } from 'event-wizard-validator/rjsf';
import { ticketSchema } from 'event-wizard-validator/schemas';

const validator = createRjsfValidator<TicketDraft>({ mode: 'draft' });
const schema = stageSchemas.ticketSetup['~standard'].jsonSchema.input({ target: 'draft-07' });
const draft: TicketDraft = { currency: 'EUR' };

export const ours = <Form<TicketDraft> schema={schema} validator={validator} formData={draft} />;
export const plain = <Form schema={ticketSchema} validator={createRjsfValidator()} />;
