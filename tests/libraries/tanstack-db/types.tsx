// TanStack DB's own types with our schemas of rows. Compiled, not run.

import type { StandardSchemaV1 } from '@standard-schema/spec';
import { createCollection, localOnlyCollectionOptions } from '@tanstack/react-db';
import type {
  WizardActionInsert,
  WizardSessionInsert,
  WizardSessionRow,
  WizardSessionUpdate,
} from 'event-wizard-validator';
import { fr } from 'event-wizard-validator/locales/fr';
import { createRowSchemas, type RowSchemas, rowSchemas } from 'event-wizard-validator/rows';

const { insert, stored, update } = rowSchemas.wizard_sessions;
export const output: StandardSchemaV1.InferOutput<typeof insert> = { session_id: 'a' } satisfies WizardSessionInsert;
export const whole = (row: StandardSchemaV1.InferOutput<typeof stored>): WizardSessionRow => row;
export const some: StandardSchemaV1.InferInput<typeof update> = { status: 'active' } satisfies WizardSessionUpdate;
// @ts-expect-error not a status
export const wrong: StandardSchemaV1.InferInput<typeof update> = { status: 'open' };

const actions = createCollection(
  localOnlyCollectionOptions({ getKey: (row) => row.id ?? '', schema: rowSchemas.wizard_actions.insert }),
);
actions.insert({ id: 'a', session_id: 'a', action_name: 'open' } satisfies WizardActionInsert);
// @ts-expect-error a column of another type
actions.insert({ id: 'a', session_id: 'a', action_name: 5 });

export const french: RowSchemas = createRowSchemas({ locale: fr, refuse: 'invalid', stages: 'draft' });
// @ts-expect-error not a way to refuse
createRowSchemas({ refuse: 'nothing' });
