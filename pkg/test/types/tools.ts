// The types of the entry /tools.

import type { StandardJSONSchemaV1, StandardSchemaV1 } from '@standard-schema/spec';
import type { Stage, TicketData, TicketDraft, VenueData } from 'event-wizard-validator';
import { es } from 'event-wizard-validator/locales/es';
import {
  type draftSchemas,
  stageSchemas,
  type ToolArguments,
  type ToolProfileName,
  toolParameters,
  toolSchema,
  withoutNulls,
} from 'event-wizard-validator/tools';
import { expectTypeOf } from 'expect-type';

expectTypeOf<ToolProfileName>().toEqualTypeOf<'openai-strict' | 'anthropic-strict' | 'webmcp'>();
expectTypeOf(toolSchema).returns.toExtend<{ readonly type: 'object'; readonly [keyword: string]: unknown }>();
// @ts-expect-error the mode is not optional
toolSchema('ticketSetup', { profile: 'webmcp' });
// @ts-expect-error not a profile
toolSchema('ticketSetup', { profile: 'openai', mode: 'draft' });
// @ts-expect-error not a stage
toolSchema('tickets', { profile: 'webmcp', mode: 'draft' });
// @ts-expect-error a schema has no language
toolSchema('ticketSetup', { profile: 'webmcp', mode: 'draft', locale: es });

const complete = toolParameters('ticketSetup', { profile: 'openai-strict', mode: 'complete', locale: es });
const draft = toolParameters('ticketSetup', { profile: 'openai-strict', mode: 'draft', labels: { Currency: 'Money' } });
expectTypeOf<StandardSchemaV1.InferOutput<typeof complete>>().toEqualTypeOf<TicketData>();
expectTypeOf<StandardSchemaV1.InferOutput<typeof draft>>().toEqualTypeOf<TicketDraft>();
expectTypeOf<StandardSchemaV1.InferInput<typeof complete>>().toEqualTypeOf<ToolArguments<TicketData>>();

// Arguments: anything may be missing or null, at any depth; what is there has its type.
expectTypeOf<{ currency: null; tiers: { name: string; kind: null }[] }>().toExtend<ToolArguments<TicketData>>();
expectTypeOf<{ address: { city: null } }>().toExtend<ToolArguments<VenueData>>();
expectTypeOf<{ currency: number }>().not.toExtend<ToolArguments<TicketData>>();
expectTypeOf(withoutNulls('ticketSetup' as Stage, {})).toEqualTypeOf<unknown>();

// The stages' schemas with profiles are Standard Schemas, for libraries that know nothing of profiles too.
const { ticketSetup } = stageSchemas;
ticketSetup['~standard'].jsonSchema.input({ target: 'draft-2020-12', profile: 'openai-strict' });
ticketSetup['~standard'].jsonSchema.output({ target: 'draft-07', profile: undefined });
ticketSetup['~standard'].jsonSchema.input({ target: 'draft-07', libraryOptions: { profile: 'webmcp' } });
// @ts-expect-error not a profile
ticketSetup['~standard'].jsonSchema.input({ target: 'draft-2020-12', profile: 'openai' });
// @ts-expect-error the target is not optional
ticketSetup['~standard'].jsonSchema.input({ profile: 'webmcp' });
ticketSetup satisfies StandardSchemaV1<unknown, TicketData> & StandardJSONSchemaV1<unknown, unknown>;
expectTypeOf<StandardSchemaV1.InferOutput<typeof ticketSetup>>().toEqualTypeOf<TicketData>();
expectTypeOf<StandardSchemaV1.InferInput<typeof ticketSetup>>().toEqualTypeOf<ToolArguments<TicketData>>();
expectTypeOf<StandardSchemaV1.InferOutput<typeof draftSchemas.ticketSetup>>().toEqualTypeOf<TicketDraft>();
