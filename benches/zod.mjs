// The same rules as a zod user would write them.

import { readFileSync } from 'node:fs';
import { z } from 'zod';
import formats from './formats.cjs';

const schema = (name) => JSON.parse(readFileSync(new URL(`../schemas/stages/${name}.json`, import.meta.url), 'utf8'));
const currencies = schema('ticket').properties.currency.enum;
const countries = schema('venue').properties.address.properties.country.enum;
const categories = schema('event').properties.category.enum;
const providers = schema('payment').properties.provider.enum;

// JSON Schema counts code points; zod's min and max count UTF-16 units.
const text = (max, min = 1) =>
  z.string().refine((value) => {
    if (value.length < min) return false;
    if (value.length <= max) return true;
    return [...value].length <= max;
  });
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

/** Demands a key where the condition holds. */
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
    kind: z.enum(schema('organizer').properties.kind.enum),
    legal_name: line(150).optional(),
    postal_address: address.optional(),
    description: lines(2000).optional(),
    terms_url: url.optional(),
    privacy_url: url.optional(),
    social_links: z
      .array(
        z.strictObject({
          network: z.enum(schema('organizer').properties.social_links.items.properties.network.enum),
          url,
        }),
      )
      .max(20)
      .refine((links) => new Set(links.map((link) => JSON.stringify(link))).size === links.length)
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
    tags: z
      .array(line(25))
      .max(10)
      .refine((tags) => new Set(tags).size === tags.length)
      .optional(),
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
          .refine((tier) => tier.kind !== 'paid' || tier.price_minor >= 1),
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
    accessibility: z
      .array(z.enum(schema('venue').properties.accessibility.items.enum))
      .max(7)
      .refine((items) => new Set(items).size === items.length)
      .optional(),
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
    provider: z.enum(providers),
    account_id: line(255).optional(),
    payout_currency: z.enum(currencies).optional(),
    fee_bearer: z.enum(['attendee', 'organizer', 'split']).optional(),
    tax_name: line(50).optional(),
    tax_id: line(50).optional(),
    tax_basis_points: z.int().min(0).max(10000).optional(),
    tax_included: z.boolean().optional(),
    refund_policy: z.enum(schema('payment').properties.refund_policy.enum),
    statement_descriptor: text(22, 5).optional(),
    checkout_message: lines(1000).optional(),
    accepted_terms: z.literal(true),
    accepted_terms_at: dateTime.optional(),
  })
  .superRefine((data, context) => {
    if (data.tax_basis_points !== undefined) demand(context, 'tax_included', data);
    if (['stripe', 'paypal', 'square', 'mollie'].includes(data.provider)) {
      demand(context, 'account_id', data);
      demand(context, 'payout_currency', data);
      demand(context, 'fee_bearer', data);
    }
  });

export const stages = { organizerSetup, eventSetup, ticketSetup, venueSetup, paymentSetup };

const timestamp = z.iso.datetime({ offset: true }).nullish();
const columns = {
  id: z.guid().optional(),
  user_id: z.guid().nullish(),
  event_id: z.guid().nullish(),
  current_stage: text(50, 0).optional(),
  completed_stages: z.array(z.string().nullable()).nullish(),
  organizer_data: organizerSetup.optional(),
  event_data: eventSetup.optional(),
  ticket_data: ticketSetup.optional(),
  venue_data: venueSetup.optional(),
  payment_data: paymentSetup.optional(),
  status: z.enum(['draft', 'active', 'completed', 'published', 'abandoned']).nullish(),
  completion_percentage: z.int().min(0).max(100).nullish(),
  created_at: timestamp,
  updated_at: timestamp,
  last_interaction: timestamp,
  published_at: timestamp,
};

export const insert = z.strictObject({ session_id: text(255, 0), ...columns });
export const update = z.strictObject({ session_id: text(255, 0).optional(), ...columns });
