// English. Sentences say what must be, in the reader's words, and name the field by its title.

import type { Label } from '../label.js';
import type { Catalogue, Message } from './catalogue.js';

type Params = Readonly<Record<string, unknown>>;

/** Most names that a sentence lists; the rest is in `params`. */
const LISTED = 8;

function number(value: unknown): string {
  return typeof value === 'number' ? value.toLocaleString('en') : String(value);
}

function value(value: unknown): string {
  if (typeof value === 'string') return `“${value}”`;
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : number(value);
}

function list(values: readonly unknown[], join: 'and' | 'or'): string {
  const shown = values.slice(0, LISTED).map(value);
  if (values.length > LISTED) return `${shown.join(', ')} …`;
  const last = shown.pop() ?? '';
  return shown.length === 0 ? last : `${shown.join(', ')} ${join} ${last}`;
}

function count(n: unknown, one: string, many = `${one}s`): string {
  return `${number(n)} ${n === 1 ? one : many}`;
}

function when(label: Label): string {
  return label.when === undefined ? '' : ` when ${label.when.name} is ${list(label.when.values, 'or')}`;
}

const must =
  (what: (params: Params) => string): Message =>
  (label, params) =>
    `${label.name} must ${what(params)}${when(label)}`;

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  null: 'null',
};

const FORMATS: Readonly<Record<string, string>> = {
  email: 'an e-mail address, like name@example.org',
  uri: 'a full web address, like https://example.org',
  'date-time': 'a date and time with an offset, like 2026-05-01T19:30:00+02:00',
  date: 'a date, like 2026-05-01',
  e164: 'a phone number with country code, like +442071838750',
  'iana-time-zone': 'a time zone name, like Europe/Berlin',
};

function types(type: unknown): string {
  const names = Array.isArray(type) ? type : [type];
  return names.map((name) => TYPES[String(name)] ?? String(name)).join(' or ');
}

/** ` for “Early bird”`, where a rule names the tier. */
const of = (tier: unknown): string => (typeof tier === 'string' ? ` for ${value(tier)}` : '');
const oneOf = (allowed: unknown): string =>
  Array.isArray(allowed) && allowed.length > 0 ? `; it can be ${list(allowed, 'or')}` : '';

/** PostgreSQL's names of types, in other words. */
const COLUMN_TYPES: Readonly<Record<string, string>> = {
  smallint: 'a whole number',
  integer: 'a whole number',
  bigint: 'a whole number',
  numeric: 'a number',
  boolean: 'true or false',
  uuid: 'a UUID',
  date: 'a date',
  'timestamp with time zone': 'a date and time',
  json: 'JSON',
};

const typeName = (params: Params): string =>
  COLUMN_TYPES[String(params.type)] ?? String(params.type ?? 'a value of the column’s type');
const named = (label: Label): string => (label.name === '' ? 'A value' : label.name);

export const en: Catalogue = {
  locale: 'en',
  messages: {
    // JSON Schema keywords.
    type: (label, params) => `${label.name === '' ? 'The data' : label.name} must be ${types(params.type)}`,
    required: (label) => `${label.name} is required${when(label)}`,
    dependentRequired: (label, params) =>
      `${label.name} is required${params.property === undefined ? '' : ` together with ${String(params.property)}`}`,
    additionalProperties: (label) => `${label.name} is not a known field`,
    propertyNames: (label) => `${label.name} has a field whose name is not allowed`,
    enum: must(({ allowedValues }) =>
      Array.isArray(allowedValues) ? `be ${list(allowedValues, 'or')}` : 'be one of the allowed values',
    ),
    const: must(({ allowedValue }) => `be ${value(allowedValue)}`),
    minLength: must(({ limit }) => (limit === 1 ? 'not be empty' : `have at least ${count(limit, 'character')}`)),
    maxLength: must(({ limit }) => `have at most ${count(limit, 'character')}`),
    minimum: must(({ limit }) => `be at least ${number(limit)}`),
    maximum: must(({ limit }) => `be at most ${number(limit)}`),
    exclusiveMinimum: must(({ limit }) => `be more than ${number(limit)}`),
    exclusiveMaximum: must(({ limit }) => `be less than ${number(limit)}`),
    multipleOf: must(({ multipleOf }) => `be a multiple of ${number(multipleOf)}`),
    minItems: must(({ limit }) => `have at least ${count(limit, 'entry', 'entries')}`),
    maxItems: must(({ limit }) => `have at most ${count(limit, 'entry', 'entries')}`),
    uniqueItems: must(() => 'not have the same entry twice'),
    contains: must(() => 'have an entry of the kind asked for'),
    minProperties: must(({ limit }) => `have at least ${count(limit, 'field')}`),
    maxProperties: must(({ limit }) => `have at most ${count(limit, 'field')}`),
    format: must(({ format }) => `be ${FORMATS[String(format)] ?? `in the form ${String(format)}`}`),
    pattern: must(() => 'have the form asked for'),
    not: must(() => 'not be what it is'),
    oneOf: must(() => 'match exactly one of the forms allowed'),
    anyOf: must(() => 'match one of the forms allowed'),

    // PostgREST.
    PGRST102: () => 'The request is not a JSON object, or not one that PostgREST takes',
    PGRST204: (label, params) =>
      `The table${params.table === undefined ? '' : ` ${String(params.table)}`} has no column ${label.name || String(params.column)}`,

    // PostgreSQL, by condition name (manual, Appendix A).
    not_null_violation: (label) => `${named(label)} must be given`,
    string_data_right_truncation: (label, { limit }) =>
      `${named(label)} is too long: the database holds ${limit === undefined ? 'less' : `at most ${count(limit, 'character')}`}`,
    numeric_value_out_of_range: (label, params) => `${named(label)} is too large or too small for ${typeName(params)}`,
    invalid_text_representation: (label, params) => `${named(label)} cannot be read as ${typeName(params)}`,
    invalid_datetime_format: (label) => `${named(label)} cannot be read as a date and time`,
    datetime_field_overflow: (label) => `${named(label)} is no possible date and time`,
    invalid_time_zone_displacement_value: (label) => `${named(label)} has a time zone offset that is out of range`,
    invalid_parameter_value: (label) => `${named(label)} names a time zone that is not known`,
    untranslatable_character: (label) => `${named(label)} holds the character U+0000, which the database cannot store`,
    array_subscript_error: (label) => `${named(label)} has array bounds that are not allowed`,
    program_limit_exceeded: (label) => `${named(label)} is beyond what the database can hold`,
    statement_too_complex: (label) => `${named(label)} is nested too deeply for the database`,
    division_by_zero: (label) => `${named(label)} makes a check divide by zero`,
    generated_always: (label) => `${named(label)} is set by the database and cannot be written`,
    unique_violation: (label) => `${named(label)} is already taken`,
    foreign_key_violation: (label, { referenced }) =>
      `${named(label)} does not exist${referenced === undefined ? '' : ` in ${String(referenced)}`}`,
    insufficient_privilege: () => 'You may not save this',
    raise_exception: (_label, { message }) => String(message),

    // The wizard's own rules (src/rules.rs, src/lifecycle.rs).
    web_address_scheme: (label) => `${label.name} must begin with https:// or http://`,
    social_network_once: (_label, { network }) => `There must be one link only for ${value(network)}`,
    event_end_after_start: () => 'The event must end after it starts',
    sales_end_after_start: (_label, { tier }) => `Sales${of(tier)} must end after they start`,
    sales_start_before_event_end: (_label, { tier }) => `Sales${of(tier)} must start before the event ends`,
    sales_end_by_event_end: (_label, { tier }) => `Sales${of(tier)} must end when the event ends, at the latest`,
    minimum_within_maximum_per_order: (label, { minimum, maximum }) =>
      `${label.name} (${number(minimum)}) must not be above the maximum (${number(maximum)})`,
    minimum_per_order_within_quantity: (label, { minimum, quantity }) =>
      `${label.name} (${number(minimum)}) must not be above the quantity (${number(quantity)})`,
    tier_name_once: (_label, { name }) => `Another tier is named ${value(name)} already`,
    quantities_within_capacity: (_label, { quantity, capacity }) =>
      `The tiers have ${count(quantity, 'ticket')}, but the event has room for ${number(capacity)}`,
    attendance_mode_agrees: (_label, { event, venue }) =>
      `The venue is ${value(venue)}, but the event is ${value(event)}: they must be the same`,
    payout_currency_agrees: (label, { ticket }) => `${label.name} must be the tickets’ currency, ${value(ticket)}`,
    provider_takes_payments: (_label, { tier }) =>
      `A provider that takes payments is needed${tier === undefined ? '' : ` for ${value(tier)}`}`,
    statement_descriptor_characters: (label) =>
      `${label.name} must have a letter, and none of the characters < > \\ ' " *`,
    stage_has_data: (label) => `${label.name} must be filled in`,
    known_stage: (_label, { stage, allowed }) => `${value(stage)} is no stage${oneOf(allowed)}`,
    completed_stage_once: (_label, { stage }) => `${value(stage)} is named as completed twice`,
    completion_percentage_agrees: (label, { expected }) => `${label.name} should be ${number(expected)}`,
    all_stages_completed: (_label, { status, completed, stages }) =>
      `A session that is ${value(status)} must have all ${number(stages)} stages completed, not ${number(completed)}`,
    known_status: (_label, { status, allowed }) => `${value(status)} is no status${oneOf(allowed)}`,
    status_transition: (_label, { from, to, allowed }) =>
      `The status cannot change from ${value(from)} to ${value(to)}${oneOf(allowed)}`,
  },
  otherwise: {
    database: (label, { minimum, maximum, allowed, expression, message }, issue) => {
      const check = issue.constraint;
      if (check === undefined) {
        return message === undefined ? `The database rejects ${named(label)} (${issue.code})` : String(message);
      }
      if (Array.isArray(allowed)) return `${named(label)} must be ${list(allowed, 'or')}`;
      if (minimum !== undefined && maximum !== undefined) {
        return `${named(label)} must be from ${value(minimum)} to ${value(maximum)}`;
      }
      if (minimum !== undefined) return `${named(label)} must be at least ${value(minimum)}`;
      if (maximum !== undefined) return `${named(label)} must be at most ${value(maximum)}`;
      return `${named(label)} does not meet the check ${check}${expression === undefined ? '' : `: ${String(expression)}`}`;
    },
    schema: (label, _params, issue) => `${named(label)} does not meet ${value(issue.code)}`,
    rule: (label, _params, issue) => `${named(label)}: ${issue.code.replaceAll('_', ' ')}`,
  },
  within: (items, sentence) => `${items.map((item) => `${item.name} ${item.number}`).join(', ')}: ${sentence}`,
};
