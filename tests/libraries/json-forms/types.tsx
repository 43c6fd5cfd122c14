// JSON Forms' own types with our schemas and issues. Compiled, not run.

import { JsonForms } from '@jsonforms/react';
import { vanillaCells, vanillaRenderers } from '@jsonforms/vanilla-renderers';
import { stageSchemas, type TicketDraft, toAjvErrors, validateStage } from 'event-wizard-validator';
import { compileSchema } from 'event-wizard-validator/dynamic';
import { ticketSchema } from 'event-wizard-validator/schemas';

const draft: TicketDraft = { currency: 'EUR' };
const schema = stageSchemas.ticketSetup['~standard'].jsonSchema.input({ target: 'draft-07' });
const shown = {
  data: draft,
  renderers: vanillaRenderers,
  cells: vanillaCells,
  validationMode: 'NoValidation',
} as const;

const { issues } = validateStage('ticketSetup', draft, { mode: 'draft' });
export const ofStage = <JsonForms {...shown} schema={schema} additionalErrors={toAjvErrors(issues)} />;

const found = compileSchema(ticketSchema).validate(draft, { mode: 'draft' }).issues;
export const ofAny = <JsonForms {...shown} schema={ticketSchema} additionalErrors={toAjvErrors(found)} />;
