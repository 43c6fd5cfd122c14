// The same rules as a user of ArkType would write them.

import { type } from 'arktype';
import { conditions } from './conditions.mjs';
import * as formats from './formats.mjs';
import * as lists from './lists.mjs';
import { columns } from './schemas.mjs';

const object = (members) => type({ '+': 'reject', ...members });
const oneOf = (values) => type.enumerated(...values);
const text = (max, min = 1) => type.string.narrow(formats.within(min, max));
const line = (max) => text(max).narrow(formats.singleLineText);
const lines = (max) => text(max).narrow(formats.multiLineText);
const url = type('string <= 2048').narrow(formats.webAddress);
const dateTime = type('string <= 35').narrow(formats.dateTime);
const int = (least, most) => type(`${least} <= number.integer <= ${most}`);
const amount = int(0, Number.MAX_SAFE_INTEGER);
const country = oneOf(lists.countries);
const currency = oneOf(lists.currencies);
const mode = oneOf(lists.modes);

const address = object({
  'line1?': line(200),
  'line2?': line(200),
  city: line(100),
  'region?': line(100),
  'postal_code?': line(16),
  country,
});

const organizerSetup = object({
  name: line(100),
  email: type('string <= 254').narrow(formats.idnEmail),
  'phone?': formats.formats.e164,
  'website?': url,
  'logo_url?': url,
  kind: oneOf(lists.kinds),
  'legal_name?': line(150),
  'postal_address?': address,
  'description?': lines(2000),
  'terms_url?': url,
  'privacy_url?': url,
  'social_links?': object({ network: oneOf(lists.networks), url })
    .array()
    .atMostLength(20)
    .narrow(formats.unique),
}).narrow(conditions.organizerSetup);

const eventSetup = object({
  title: line(150),
  summary: line(300),
  'description?': lines(10000),
  category: oneOf(lists.categories),
  starts_at: dateTime,
  'ends_at?': dateTime,
  'doors_at?': dateTime,
  time_zone: type('string <= 50').narrow(formats.timeZone),
  attendance_mode: mode,
  'capacity?': int(1, 1_000_000_000),
  'minimum_age?': int(0, 99),
  'language?': type('string <= 35').narrow(formats.languageTag),
  'tags?': line(25).array().atMostLength(10).narrow(formats.unique),
  'performers?': object({ name: line(100), 'role?': line(100), 'url?': url })
    .array()
    .atMostLength(50),
  visibility: oneOf(lists.visibilities),
  'external_url?': url,
  'code_of_conduct_url?': url,
  'cover_image_url?': url,
  'cover_image_alt?': line(250),
}).narrow(conditions.eventSetup);

const tier = object({
  name: line(100),
  'description?': lines(500),
  kind: oneOf(lists.tierKinds),
  price_minor: amount,
  'minimum_price_minor?': amount,
  'quantity?': int(1, 1_000_000_000),
  'counts_toward_capacity?': 'boolean',
  'hidden?': 'boolean',
  'requires_approval?': 'boolean',
  'sales_start_at?': dateTime,
  'sales_end_at?': dateTime,
  'min_per_order?': int(1, 100),
  'max_per_order?': int(1, 100),
}).narrow(conditions.tier);

const ticketSetup = object({
  'currency?': currency,
  'tiers?': tier.array().atLeastLength(1).atMostLength(50),
  'external_ticket_url?': url,
  'waiting_list?': 'boolean',
  'registration_questions?': {
    type: "'object'",
    properties: type('Record<string, unknown>').narrow((questions) => Object.keys(questions).length <= 100),
  },
}).narrow(conditions.ticketSetup);

const venueSetup = object({
  attendance_mode: mode,
  'to_be_announced?': 'boolean',
  'name?': line(200),
  'address?': address,
  'coordinates?': object({ latitude: '-90 <= number <= 90', longitude: '-180 <= number <= 180' }),
  'directions?': lines(1000),
  'accessibility?': oneOf(lists.features).array().atMostLength(7).narrow(formats.unique),
  'online_url?': url,
  'online_instructions?': lines(1000),
}).narrow(conditions.venueSetup);

const paymentSetup = object({
  provider: oneOf(lists.providers),
  'account_id?': line(255),
  'payout_currency?': currency,
  'fee_bearer?': oneOf(lists.feeBearers),
  'tax_name?': line(50),
  'tax_id?': line(50),
  'tax_basis_points?': int(0, 10000),
  'tax_included?': 'boolean',
  refund_policy: oneOf(lists.refundPolicies),
  'statement_descriptor?': line(22),
  'checkout_message?': lines(1000),
  accepted_terms: 'true',
  'accepted_terms_at?': dateTime,
}).narrow(conditions.paymentSetup);

const shapes = { organizerSetup, eventSetup, ticketSetup, venueSetup, paymentSetup };

const timestamp = dateTime.or('null');
const uuid = type('string.uuid | null');
const row = {
  'id?': 'string.uuid',
  'user_id?': uuid,
  'event_id?': uuid,
  'current_stage?': text(50, 0),
  'completed_stages?': '(string | null)[] | null',
  ...Object.fromEntries(Object.entries(columns).map(([stage, column]) => [`${column}?`, shapes[stage]])),
  'status?': type.enumerated(...lists.statuses, null),
  'completion_percentage?': int(0, 100).or('null'),
  'created_at?': timestamp,
  'updated_at?': timestamp,
  'last_interaction?': timestamp,
  'published_at?': timestamp,
};

const takes = (shape) => (data) => shape.allows(data);

export const stages = Object.fromEntries(Object.entries(shapes).map(([stage, shape]) => [stage, takes(shape)]));
export const insert = takes(object({ session_id: text(255, 0), ...row }));
export const update = takes(object({ 'session_id?': text(255, 0), ...row }));
