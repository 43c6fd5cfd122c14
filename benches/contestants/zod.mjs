// The same rules as a user of zod would write them.

import { z } from 'zod';
import * as formats from './formats.mjs';
import * as lists from './lists.mjs';
import { columns } from './schemas.mjs';

const { categories, countries, currencies } = lists;
const text = (max, min = 1) => z.string().refine(formats.within(min, max));
const line = (max) => text(max).refine(formats.singleLineText);
const lines = (max) => text(max).refine(formats.multiLineText);
const url = z.string().refine(formats.webAddress).max(2048);
const address = z.strictObject({
  line1: line(200).optional(),
  line2: line(200).optional(),
  city: line(100),
  region: line(100).optional(),
  postal_code: line(16).optional(),
  country: z.enum(countries),
});
const amount = z.int().min(0);
const dateTime = z.iso.datetime({ offset: true }).max(35);
const mode = z.enum(['offline', 'online', 'mixed']);

/** Requires a key if the condition holds. */
const demand = (context, key, data) => {
  if (data[key] === undefined) context.addIssue({ code: 'custom', path: [key], message: 'required' });
};

const organizerSetup = z
  .strictObject({
    name: line(100),
    email: z.string().refine(formats.idnEmail).max(254),
    phone: z.e164().optional(),
    website: url.optional(),
    logo_url: url.optional(),
    kind: z.enum(lists.kinds),
    legal_name: line(150).optional(),
    postal_address: address.optional(),
    description: lines(2000).optional(),
    terms_url: url.optional(),
    privacy_url: url.optional(),
    social_links: z
      .array(
        z.strictObject({
          network: z.enum(lists.networks),
          url,
        }),
      )
      .max(20)
      .refine(formats.unique)
      .optional(),
  })
  .superRefine((data, context) => {
    if (['company', 'non_profit', 'government_entity', 'education'].includes(data.kind))
      demand(context, 'legal_name', data);
  });

const eventSetup = z
  .strictObject({
    title: line(150),
    summary: line(300),
    description: lines(10000).optional(),
    category: z.enum(categories),
    starts_at: dateTime,
    ends_at: dateTime.optional(),
    doors_at: dateTime.optional(),
    time_zone: z.string().max(50).refine(formats.timeZone),
    attendance_mode: mode,
    capacity: z.int().min(1).max(1000000000).optional(),
    language: z.string().refine(formats.languageTag).max(35).optional(),
    minimum_age: z.int().min(0).max(99).optional(),
    tags: z.array(line(25)).max(10).refine(formats.unique).optional(),
    performers: z
      .array(z.strictObject({ name: line(100), role: line(100).optional(), url: url.optional() }))
      .max(50)
      .optional(),
    visibility: z.enum(['public', 'unlisted', 'private']),
    external_url: url.optional(),
    code_of_conduct_url: url.optional(),
    cover_image_url: url.optional(),
    cover_image_alt: line(250).optional(),
  })
  .superRefine((data, context) => {
    if (data.cover_image_url !== undefined) demand(context, 'cover_image_alt', data);
  });

const ticketSetup = z
  .strictObject({
    currency: z.enum(currencies).optional(),
    tiers: z
      .array(
        z
          .strictObject({
            name: line(100),
            description: lines(500).optional(),
            kind: z.enum(['free', 'paid', 'donation']),
            price_minor: amount,
            minimum_price_minor: amount.optional(),
            quantity: z.int().min(1).max(1000000000).optional(),
            counts_toward_capacity: z.boolean().optional(),
            hidden: z.boolean().optional(),
            requires_approval: z.boolean().optional(),
            sales_start_at: dateTime.optional(),
            sales_end_at: dateTime.optional(),
            min_per_order: z.int().min(1).max(100).optional(),
            max_per_order: z.int().min(1).max(100).optional(),
          })
          .refine((tier) => tier.kind !== 'free' || tier.price_minor === 0)
          .refine((tier) => tier.kind !== 'paid' || tier.price_minor >= 1)
          .refine((tier) => tier.kind === 'donation' || tier.minimum_price_minor === undefined),
      )
      .min(1)
      .max(50)
      .optional(),
    external_ticket_url: url.optional(),
    waiting_list: z.boolean().optional(),
    registration_questions: z
      .looseObject({ type: z.literal('object'), properties: z.record(z.string(), z.unknown()) })
      .optional(),
  })
  .superRefine((data, context) => {
    if (data.external_ticket_url !== undefined) return;
    demand(context, 'currency', data);
    demand(context, 'tiers', data);
  });

const venueSetup = z
  .strictObject({
    attendance_mode: mode,
    to_be_announced: z.boolean().optional(),
    name: line(200).optional(),
    address: address.optional(),
    coordinates: z
      .strictObject({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) })
      .optional(),
    directions: lines(1000).optional(),
    accessibility: z.array(z.enum(lists.features)).max(7).refine(formats.unique).optional(),
    online_url: url.optional(),
    online_instructions: lines(1000).optional(),
  })
  .superRefine((data, context) => {
    if (data.attendance_mode === 'online' || data.to_be_announced === true) return;
    demand(context, 'name', data);
    demand(context, 'address', data);
  });

const paymentSetup = z
  .strictObject({
    provider: z.enum(lists.providers),
    account_id: line(255).optional(),
    payout_currency: z.enum(currencies).optional(),
    fee_bearer: z.enum(['attendee', 'organizer', 'split']).optional(),
    tax_name: line(50).optional(),
    tax_id: line(50).optional(),
    tax_basis_points: z.int().min(0).max(10000).optional(),
    tax_included: z.boolean().optional(),
    refund_policy: z.enum(lists.refundPolicies),
    statement_descriptor: line(22).optional(),
    checkout_message: lines(1000).optional(),
    accepted_terms: z.literal(true),
    accepted_terms_at: dateTime.optional(),
  })
  .refine(
    ({ provider, statement_descriptor: descriptor }) =>
      provider !== 'stripe' || descriptor === undefined || [...descriptor].length >= 5,
  )
  .superRefine((data, context) => {
    if (data.tax_basis_points !== undefined) demand(context, 'tax_included', data);
    if (['stripe', 'paypal', 'square', 'mollie'].includes(data.provider)) {
      demand(context, 'account_id', data);
      demand(context, 'payout_currency', data);
      demand(context, 'fee_bearer', data);
    }
  });

const shapes = { organizerSetup, eventSetup, ticketSetup, venueSetup, paymentSetup };

const timestamp = z.iso.datetime({ offset: true }).nullish();
const row = {
  id: z.guid().optional(),
  user_id: z.guid().nullish(),
  event_id: z.guid().nullish(),
  current_stage: text(50, 0).optional(),
  completed_stages: z.array(z.string().nullable()).nullish(),
  ...Object.fromEntries(Object.entries(columns).map(([stage, column]) => [column, shapes[stage].optional()])),
  status: z.enum(['draft', 'active', 'completed', 'published', 'abandoned']).nullish(),
  completion_percentage: z.int().min(0).max(100).nullish(),
  created_at: timestamp,
  updated_at: timestamp,
  last_interaction: timestamp,
  published_at: timestamp,
};

const takes = (shape) => (data) => shape.safeParse(data).success;

export const stages = Object.fromEntries(Object.entries(shapes).map(([stage, shape]) => [stage, takes(shape)]));
export const insert = takes(z.strictObject({ session_id: text(255, 0), ...row }));
export const update = takes(z.strictObject({ session_id: text(255, 0).optional(), ...row }));

/** The number of issues, including their messages. */
export const issues = Object.fromEntries(
  Object.entries(shapes).map(([stage, shape]) => [stage, (data) => shape.safeParse(data).error.issues.length]),
);
