// The same rules as a user of Valibot would write them.

import * as v from 'valibot';
import { conditions } from './conditions.mjs';
import * as formats from './formats.mjs';
import * as lists from './lists.mjs';
import { columns } from './schemas.mjs';

const { check, maxLength, optional, picklist, pipe, strictObject } = v;
const text = (max, min = 1) => pipe(v.string(), check(formats.within(min, max)));
const line = (max) => pipe(text(max), check(formats.singleLineText));
const lines = (max) => pipe(text(max), check(formats.multiLineText));
const url = pipe(v.string(), check(formats.webAddress), maxLength(2048));
const dateTime = pipe(v.string(), v.isoTimestamp(), maxLength(35));
const int = (least, most) => pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));
const list = (items, most, ...more) => pipe(v.array(items), maxLength(most), ...more);
const country = picklist(lists.countries);
const currency = picklist(lists.currencies);
const mode = picklist(lists.modes);

const address = strictObject({
  line1: optional(line(200)),
  line2: optional(line(200)),
  city: line(100),
  region: optional(line(100)),
  postal_code: optional(line(16)),
  country,
});

const organizerSetup = pipe(
  strictObject({
    name: line(100),
    email: pipe(v.string(), check(formats.idnEmail), maxLength(254)),
    phone: optional(pipe(v.string(), v.regex(formats.formats.e164))),
    website: optional(url),
    logo_url: optional(url),
    kind: picklist(lists.kinds),
    legal_name: optional(line(150)),
    postal_address: optional(address),
    description: optional(lines(2000)),
    terms_url: optional(url),
    privacy_url: optional(url),
    social_links: optional(list(strictObject({ network: picklist(lists.networks), url }), 20, check(formats.unique))),
  }),
  check(conditions.organizerSetup),
);

const eventSetup = pipe(
  strictObject({
    title: line(150),
    summary: line(300),
    description: optional(lines(10000)),
    category: picklist(lists.categories),
    starts_at: dateTime,
    ends_at: optional(dateTime),
    doors_at: optional(dateTime),
    time_zone: pipe(v.string(), maxLength(50), check(formats.timeZone)),
    attendance_mode: mode,
    capacity: optional(int(1, 1_000_000_000)),
    minimum_age: optional(int(0, 99)),
    language: optional(pipe(v.string(), check(formats.languageTag), maxLength(35))),
    tags: optional(list(line(25), 10, check(formats.unique))),
    performers: optional(list(strictObject({ name: line(100), role: optional(line(100)), url: optional(url) }), 50)),
    visibility: picklist(lists.visibilities),
    external_url: optional(url),
    code_of_conduct_url: optional(url),
    cover_image_url: optional(url),
    cover_image_alt: optional(line(250)),
  }),
  check(conditions.eventSetup),
);

const tier = pipe(
  strictObject({
    name: line(100),
    description: optional(lines(500)),
    kind: picklist(lists.tierKinds),
    price_minor: int(0, Number.MAX_SAFE_INTEGER),
    minimum_price_minor: optional(int(0, Number.MAX_SAFE_INTEGER)),
    quantity: optional(int(1, 1_000_000_000)),
    counts_toward_capacity: optional(v.boolean()),
    hidden: optional(v.boolean()),
    requires_approval: optional(v.boolean()),
    sales_start_at: optional(dateTime),
    sales_end_at: optional(dateTime),
    min_per_order: optional(int(1, 100)),
    max_per_order: optional(int(1, 100)),
  }),
  check(conditions.tier),
);

const ticketSetup = pipe(
  strictObject({
    currency: optional(currency),
    tiers: optional(list(tier, 50, v.minLength(1))),
    external_ticket_url: optional(url),
    waiting_list: optional(v.boolean()),
    registration_questions: optional(
      v.looseObject({
        type: v.literal('object'),
        properties: pipe(
          v.record(v.string(), v.unknown()),
          check((questions) => Object.keys(questions).length <= 100),
        ),
      }),
    ),
  }),
  check(conditions.ticketSetup),
);

const venueSetup = pipe(
  strictObject({
    attendance_mode: mode,
    to_be_announced: optional(v.boolean()),
    name: optional(line(200)),
    address: optional(address),
    coordinates: optional(
      strictObject({
        latitude: pipe(v.number(), v.minValue(-90), v.maxValue(90)),
        longitude: pipe(v.number(), v.minValue(-180), v.maxValue(180)),
      }),
    ),
    directions: optional(lines(1000)),
    accessibility: optional(list(picklist(lists.features), 7, check(formats.unique))),
    online_url: optional(url),
    online_instructions: optional(lines(1000)),
  }),
  check(conditions.venueSetup),
);

const paymentSetup = pipe(
  strictObject({
    provider: picklist(lists.providers),
    account_id: optional(line(255)),
    payout_currency: optional(currency),
    fee_bearer: optional(picklist(lists.feeBearers)),
    tax_name: optional(line(50)),
    tax_id: optional(line(50)),
    tax_basis_points: optional(int(0, 10000)),
    tax_included: optional(v.boolean()),
    refund_policy: picklist(lists.refundPolicies),
    statement_descriptor: optional(line(22)),
    checkout_message: optional(lines(1000)),
    accepted_terms: v.literal(true),
    accepted_terms_at: optional(dateTime),
  }),
  check(conditions.paymentSetup),
);

const shapes = { organizerSetup, eventSetup, ticketSetup, venueSetup, paymentSetup };

const timestamp = v.nullish(pipe(v.string(), v.isoTimestamp()));
const uuid = pipe(v.string(), v.uuid());
const row = {
  id: optional(uuid),
  user_id: v.nullish(uuid),
  event_id: v.nullish(uuid),
  current_stage: optional(text(50, 0)),
  completed_stages: v.nullish(v.array(v.nullable(v.string()))),
  ...Object.fromEntries(Object.entries(columns).map(([stage, column]) => [column, optional(shapes[stage])])),
  status: v.nullish(picklist(lists.statuses)),
  completion_percentage: v.nullish(int(0, 100)),
  created_at: timestamp,
  updated_at: timestamp,
  last_interaction: timestamp,
  published_at: timestamp,
};

const takes = (shape) => (data) => v.is(shape, data);

export const stages = Object.fromEntries(Object.entries(shapes).map(([stage, shape]) => [stage, takes(shape)]));
export const insert = takes(strictObject({ session_id: text(255, 0), ...row }));
export const update = takes(strictObject({ session_id: optional(text(255, 0)), ...row }));

/** The number of issues, including their messages. */
export const issues = Object.fromEntries(
  Object.entries(shapes).map(([stage, shape]) => [stage, (data) => v.safeParse(shape, data).issues.length]),
);
