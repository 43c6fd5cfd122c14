// What libraries infer from the specification's own types.

import type { StandardJSONSchemaV1, StandardSchemaV1 } from '@standard-schema/spec';
import {
  type draftSchemas,
  type PaymentData,
  type PaymentDraft,
  stageSchemas,
  type VenueData,
  type VenueDraft,
} from 'event-wizard-validator';
import { expectTypeOf } from 'expect-type';

expectTypeOf<StandardSchemaV1.InferInput<typeof stageSchemas.venueSetup>>().toEqualTypeOf<VenueDraft>();
expectTypeOf<StandardSchemaV1.InferOutput<typeof stageSchemas.venueSetup>>().toEqualTypeOf<VenueData>();
expectTypeOf<StandardJSONSchemaV1.InferInput<typeof stageSchemas.paymentSetup>>().toEqualTypeOf<PaymentDraft>();
expectTypeOf<StandardJSONSchemaV1.InferOutput<typeof stageSchemas.paymentSetup>>().toEqualTypeOf<PaymentData>();
expectTypeOf<StandardSchemaV1.InferInput<typeof draftSchemas.venueSetup>>().toEqualTypeOf<VenueDraft>();
expectTypeOf<StandardSchemaV1.InferOutput<typeof draftSchemas.venueSetup>>().toEqualTypeOf<VenueDraft>();
expectTypeOf(stageSchemas.venueSetup).toExtend<StandardSchemaV1<VenueDraft, VenueData>>();
expectTypeOf(stageSchemas.venueSetup).not.toExtend<StandardSchemaV1<PaymentData, PaymentData>>();

/** In the style of a form library. */
declare function resolver<Schema extends StandardSchemaV1>(
  schema: Schema,
): (values: StandardSchemaV1.InferInput<Schema>) => StandardSchemaV1.InferOutput<Schema>;
expectTypeOf(resolver(stageSchemas.paymentSetup)).toEqualTypeOf<(values: PaymentDraft) => PaymentData>();
