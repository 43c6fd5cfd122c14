// The same rules as a user of zod/mini would write them.

import * as z from 'zod/mini';
import { conditions } from './conditions.mjs';
import * as formats from './formats.mjs';
import * as lists from './lists.mjs';
import { columns } from './schemas.mjs';

const text = (max, min = 1) => z.string().check(z.refine(formats.within(min, max)));
const line = (max) => text(max).check(z.refine(formats.singleLineText));
const lines = (max) => text(max).check(z.refine(formats.multiLineText));
const url = z.string().check(z.refine(formats.webAddress), z.maxLength(2048));
const dateTime = z.iso.datetime({ offset: true }).check(z.maxLength(35));
const int = (least, most) => z.int().check(z.minimum(least), z.maximum(most));
const country = z.enum(lists.countries);
const currency = z.enum(lists.currencies);
const mode = z.enum(lists.modes);
const { optional } = z;

const address = z.strictObject({
  line1: optional(line(200)),
  line2: optional(line(200)),
  city: line(100),
  region: optional(line(100)),
  postal_code: optional(line(16)),
  country,
});

const organizerSetup = z
  .strictObject({
    name: line(100),
    email: z.string().check(z.refine(formats.idnEmail), z.maxLength(254)),
    phone: optional(z.e164()),
    website: optional(url),
    logo_url: optional(url),
    kind: z.enum(lists.kinds),
    legal_name: optional(line(150)),
    postal_address: optional(address),
    description: optional(lines(2000)),
    terms_url: optional(url),
    privacy_url: optional(url),
    social_links: optional(
      z
        .array(z.strictObject({ network: z.enum(lists.networks), url }))
        .check(z.maxLength(20), z.refine(formats.unique)),
    ),
  })
  .check(z.refine(conditions.organizerSetup));

const eventSetup = z
  .strictObject({
    title: line(150),
    summary: line(300),
    description: optional(lines(10000)),
    category: z.enum(lists.categories),
    starts_at: dateTime,
    ends_at: optional(dateTime),
    doors_at: optional(dateTime),
    time_zone: z.string().check(z.maxLength(50), z.refine(formats.timeZone)),
    attendance_mode: mode,
    capacity: optional(int(1, 1_000_000_000)),
    minimum_age: optional(int(0, 99)),
    language: optional(z.string().check(z.refine(formats.languageTag), z.maxLength(35))),
    tags: optional(z.array(line(25)).check(z.maxLength(10), z.refine(formats.unique))),
    performers: optional(
      z
        .array(z.strictObject({ name: line(100), role: optional(line(100)), url: optional(url) }))
        .check(z.maxLength(50)),
    ),
    visibility: z.enum(lists.visibilities),
    external_url: optional(url),
    code_of_conduct_url: optional(url),
    cover_image_url: optional(url),
    cover_image_alt: optional(line(250)),
  })
  .check(z.refine(conditions.eventSetup));

const tier = z
  .strictObject({
    name: line(100),
    description: optional(lines(500)),
    kind: z.enum(lists.tierKinds),
    price_minor: int(0, Number.MAX_SAFE_INTEGER),
    minimum_price_minor: optional(int(0, Number.MAX_SAFE_INTEGER)),
    quantity: optional(int(1, 1_000_000_000)),
    counts_toward_capacity: optional(z.boolean()),
    hidden: optional(z.boolean()),
    requires_approval: optional(z.boolean()),
    sales_start_at: optional(dateTime),
    sales_end_at: optional(dateTime),
    min_per_order: optional(int(1, 100)),
    max_per_order: optional(int(1, 100)),
  })
  .check(z.refine(conditions.tier));

const ticketSetup = z
  .strictObject({
    currency: optional(currency),
    tiers: optional(z.array(tier).check(z.minLength(1), z.maxLength(50))),
    external_ticket_url: optional(url),
    waiting_list: optional(z.boolean()),
    registration_questions: optional(
      z.looseObject({
        type: z.literal('object'),
        properties: z
          .record(z.string(), z.unknown())
          .check(z.refine((questions) => Object.keys(questions).length <= 100)),
      }),
    ),
  })
  .check(z.refine(conditions.ticketSetup));

const venueSetup = z
  .strictObject({
    attendance_mode: mode,
    to_be_announced: optional(z.boolean()),
    name: optional(line(200)),
    address: optional(address),
    coordinates: optional(
      z.strictObject({
        latitude: z.number().check(z.minimum(-90), z.maximum(90)),
        longitude: z.number().check(z.minimum(-180), z.maximum(180)),
      }),
    ),
    directions: optional(lines(1000)),
    accessibility: optional(z.array(z.enum(lists.features)).check(z.maxLength(7), z.refine(formats.unique))),
    online_url: optional(url),
    online_instructions: optional(lines(1000)),
  })
  .check(z.refine(conditions.venueSetup));

const paymentSetup = z
  .strictObject({
    provider: z.enum(lists.providers),
    account_id: optional(line(255)),
    payout_currency: optional(currency),
    fee_bearer: optional(z.enum(lists.feeBearers)),
    tax_name: optional(line(50)),
    tax_id: optional(line(50)),
    tax_basis_points: optional(int(0, 10000)),
    tax_included: optional(z.boolean()),
    refund_policy: z.enum(lists.refundPolicies),
    statement_descriptor: optional(line(22)),
    checkout_message: optional(lines(1000)),
    accepted_terms: z.literal(true),
    accepted_terms_at: optional(dateTime),
  })
  .check(z.refine(conditions.paymentSetup));

const shapes = { organizerSetup, eventSetup, ticketSetup, venueSetup, paymentSetup };

const timestamp = z.nullish(z.iso.datetime({ offset: true }));
const row = {
  id: optional(z.guid()),
  user_id: z.nullish(z.guid()),
  event_id: z.nullish(z.guid()),
  current_stage: optional(text(50, 0)),
  completed_stages: z.nullish(z.array(z.nullable(z.string()))),
  ...Object.fromEntries(Object.entries(columns).map(([stage, column]) => [column, optional(shapes[stage])])),
  status: z.nullish(z.enum(lists.statuses)),
  completion_percentage: z.nullish(int(0, 100)),
  created_at: timestamp,
  updated_at: timestamp,
  last_interaction: timestamp,
  published_at: timestamp,
};

const takes = (shape) => (data) => shape.safeParse(data).success;

export const stages = Object.fromEntries(Object.entries(shapes).map(([stage, shape]) => [stage, takes(shape)]));
export const insert = takes(z.strictObject({ session_id: text(255, 0), ...row }));
export const update = takes(z.strictObject({ session_id: optional(text(255, 0)), ...row }));
