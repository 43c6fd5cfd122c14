// The values that the stages' schemas list.

import { stages } from './schemas.mjs';

const of = (stage, ...path) =>
  path.reduce((schema, key) => schema.properties?.[key] ?? schema.items.properties[key], stage);

export const countries = of(stages.venueSetup, 'address', 'country').enum;
export const kinds = of(stages.organizerSetup, 'kind').enum;
export const networks = of(stages.organizerSetup, 'social_links', 'network').enum;
export const categories = of(stages.eventSetup, 'category').enum;
export const visibilities = of(stages.eventSetup, 'visibility').enum;
export const modes = of(stages.eventSetup, 'attendance_mode').enum;
export const currencies = of(stages.ticketSetup, 'currency').enum;
export const tierKinds = of(stages.ticketSetup, 'tiers', 'kind').enum;
export const features = of(stages.venueSetup, 'accessibility').items.enum;
export const providers = of(stages.paymentSetup, 'provider').enum;
export const feeBearers = of(stages.paymentSetup, 'fee_bearer').enum;
export const refundPolicies = of(stages.paymentSetup, 'refund_policy').enum;
export const statuses = ['draft', 'active', 'completed', 'published', 'abandoned'];
