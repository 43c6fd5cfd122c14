// The same rules as a zod user would write them.

import { readFileSync } from 'node:fs';
import { z } from 'zod';

const schema = (name) => JSON.parse(readFileSync(new URL(`../schemas/stages/${name}.json`, import.meta.url), 'utf8'));
const currencies = schema('ticket').properties.currency.enum;
const countries = schema('venue').properties.address.properties.country.enum;
const categories = schema('event').properties.category.enum;
const zones = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC']);

// JSON Schema counts code points; zod's min and max count UTF-16 units.
const text = (max, min = 1) =>
  z.string().refine((value) => {
    if (value.length < min) return false;
    if (value.length <= max) return true;
    return [...value].length <= max;
  });
const url = z.url().max(2048);
const dateTime = z.iso.datetime({ offset: true }).max(35);
const mode = z.enum(['offline', 'online', 'mixed']);

/** Demands a key where the condition holds. */
const demand = (context, key, data) => {
  if (data[key] === undefined) context.addIssue({ code: 'custom', path: [key], message: 'required' });
};

const organizerSetup = z
  .strictObject({
    name: text(100),
    email: z.email().max(254),
    phone: z.e164().optional(),
    website: url.optional(),
    logo_url: url.optional(),
    kind: z.enum(schema('organizer').properties.kind.enum),
    legal_name: text(150).optional(),
    description: text(2000).optional(),
    social_links: z
      .array(
        z.strictObject({
          network: z.enum(schema('organizer').properties.social_links.items.properties.network.enum),
          url,
        }),
      )
      .max(10)
      .refine((links) => new Set(links.map((link) => JSON.stringify(link))).size === links.length)
      .optional(),
  })
  .superRefine((data, context) => {
    if (['company', 'non_profit', 'government_entity', 'education'].includes(data.kind))
      demand(context, 'legal_name', data);
  });

const eventSetup = z
  .strictObject({
    title: text(75),
    summary: text(140),
    description: text(10000).optional(),
    category: z.enum(categories),
    starts_at: dateTime,
    ends_at: dateTime,
    time_zone: z
      .string()
      .max(50)
      .refine((name) => zones.has(name)),
    attendance_mode: mode,
    capacity: z.int().min(1).max(1000000).optional(),
    minimum_age: z.int().min(0).max(99).optional(),
    tags: z
      .array(text(25))
      .max(10)
      .refine((tags) => new Set(tags).size === tags.length)
      .optional(),
    visibility: z.enum(['public', 'unlisted', 'private']),
    cover_image_url: url.optional(),
    cover_image_alt: text(250).optional(),
  })
  .superRefine((data, context) => {
    if (data.cover_image_url !== undefined) demand(context, 'cover_image_alt', data);
    if (data.attendance_mode !== 'online') demand(context, 'capacity', data);
  });

const ticketSetup = z.strictObject({
  currency: z.enum(currencies),
  tiers: z
    .array(
      z
        .strictObject({
          name: text(50),
          description: text(500).optional(),
          kind: z.enum(['free', 'paid', 'donation']),
          price_minor: z.int().min(0).max(99999999),
          quantity: z.int().min(1).max(1000000),
          sales_start_at: dateTime.optional(),
          sales_end_at: dateTime.optional(),
          min_per_order: z.int().min(1).max(100).optional(),
          max_per_order: z.int().min(1).max(100).optional(),
        })
        .refine((tier) => tier.kind !== 'free' || tier.price_minor === 0)
        .refine((tier) => tier.kind !== 'paid' || tier.price_minor >= 1),
    )
    .min(1)
    .max(50),
});

const venueSetup = z
  .strictObject({
    attendance_mode: mode,
    name: text(150).optional(),
    address: z
      .strictObject({
        line1: text(200),
        line2: text(200).optional(),
        city: text(100),
        region: text(100).optional(),
        postal_code: text(16).optional(),
        country: z.enum(countries),
      })
      .optional(),
    coordinates: z
      .strictObject({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) })
      .optional(),
    directions: text(1000).optional(),
    accessibility: z
      .array(z.enum(schema('venue').properties.accessibility.items.enum))
      .max(7)
      .refine((items) => new Set(items).size === items.length)
      .optional(),
    online_url: url.optional(),
    online_instructions: text(1000).optional(),
  })
  .superRefine((data, context) => {
    if (data.attendance_mode !== 'online') {
      demand(context, 'name', data);
      demand(context, 'address', data);
    }
    if (data.attendance_mode !== 'offline') demand(context, 'online_url', data);
  });

const paymentSetup = z
  .strictObject({
    provider: z.enum(['stripe', 'paypal', 'square', 'none']),
    account_id: text(255).optional(),
    payout_currency: z.enum(currencies).optional(),
    fee_bearer: z.enum(['attendee', 'organizer', 'split']).optional(),
    tax_basis_points: z.int().min(0).max(10000).optional(),
    tax_included: z.boolean().optional(),
    refund_policy: z.enum(schema('payment').properties.refund_policy.enum),
    statement_descriptor: text(22, 5).optional(),
    accepted_terms: z.literal(true),
    accepted_terms_at: dateTime.optional(),
  })
  .superRefine((data, context) => {
    if (data.tax_basis_points !== undefined) demand(context, 'tax_included', data);
    if (data.provider !== 'none') {
      demand(context, 'account_id', data);
      demand(context, 'payout_currency', data);
      demand(context, 'fee_bearer', data);
    }
    if (data.provider === 'stripe') demand(context, 'statement_descriptor', data);
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
