// The English sentences of verdicts. A sentence says what must be, in the reader's words, and names the field by its
// title.

import { ruleSentences } from '../generated/rule_sentences.js';
import type { Locale } from './catalogue.js';

/** The English of all verdicts: the default, and the fallback for other languages. */
export const english: Locale = {
  tag: 'en',
  quotes: ['“', '”'],
  messages: {
    // Templates into which other sentences are inserted.
    unnamed: 'A value',
    item: '{name|raw} {number|raw}',
    when: '{sentence|raw} when {other|raw} is {values}',
    within: '{place|raw}: {sentence|raw}',
    range: '{field} must be from {minimum} to {maximum}',
    database: 'The database does not take this ({code|raw})',
    schema: '{field} does not meet {code}',
    suggested: '{sentence|raw}; did you mean {suggestion|raw}?',
    rule: '{field} is not consistent ({code|raw})',
    advice: '{field} may not be meant so ({code|raw})',
    network: 'The database was not reached ({code|raw})',

    // JSON Schema's keywords that the stages use.
    type: '{field} must be {type|word}[, not {found|word}]',
    'type.minor': '{field} must be a whole number, in {unit|word}: {minor|raw} for {amount|raw}',
    'type.whole': '{field} must be a whole number: {currency|raw} has no smaller unit',
    'type.null': '{field} must not be null: leave it out',
    required: '{field} must be given',
    dependentRequired: '{field} must be given[ together with {property|label}]',
    additionalProperties: '{key} is not a known field here',
    enum: '{field} must be {allowedValues|value}',
    'enum.count': '{field} must be one of {count} values[, such as {examples}]',
    'enum.region': '{field} must be a two-letter country code, like GB',
    'enum.currency': '{field} must be a three-letter currency code, like EUR',
    const: '{field} must be {allowedValue|value}',
    'accepted_terms.const': 'The terms must be accepted',
    'price_minor.const.free': 'the price must be 0 for a free ticket',
    'minimum_price_minor.properties': 'only a donation has a least amount: leave it out',
    'price_minor.minimum.paid': 'the price of a paid ticket must be at least {limit}',
    'minLength.1': '{field} must not be empty',
    minLength: '{field} must have at least {limit|character}',
    maxLength: '{field} must have at most {limit|character}',
    minimum: '{field} must be at least {limit}',
    maximum: '{field} must be at most {limit}',
    exclusiveMinimum: '{field} must be more than {limit}',
    exclusiveMaximum: '{field} must be less than {limit}',
    minItems: '{field} must have at least {limit|entry}',
    maxItems: '{field} must have at most {limit|entry}',
    maxProperties: '{field} must have at most {limit|field}',
    uniqueItems: '{field} must not have the same entry twice',
    format: '{field} must be {format|word}',
    'format.scheme': '{field} must begin with https:// or http://, like https://example.org',
    'format.user_info': '{field} must not hold a user name or password: take out what stands before the @',
    'format.blank': '{field} must not be blank',
    'format.line': '{field} must be on one line: take the line break out',
    'format.hidden': '{field} must have no hidden characters: take {character|raw} out',

    // PostgREST.
    PGRST102: 'The request must be JSON: an object, or a list of objects that have the same keys',
    'PGRST102.half': '{field} has half a character in it, such as an emoji that was cut in two: take it out',
    PGRST204: 'The table[ {table|raw}] has no column {key}',
    PGRST116: 'This does not exist, or it belongs to somebody else',
    PGRST301: 'You are not signed in any more: sign in again',
    PGRST302: 'Sign in first',
    PGRST303: 'You are not signed in any more: sign in again',

    // PostgreSQL, by condition name (manual, Appendix A).
    feature_not_supported: '{field} is in a form that the database does not support',
    string_data_right_truncation: '{field} is too long[: the database holds at most {limit|character}]',
    numeric_value_out_of_range: '{field} is too large or too small for the database[ (type {type|raw})]',
    invalid_text_representation: '{field} is not in the right form[: it must be {type|word}]',
    invalid_datetime_format: '{field} must be a date and time, like 2026-05-01T19:30:00+02:00',
    datetime_field_overflow: '{field} is a date or time that does not exist',
    invalid_time_zone_displacement_value: '{field} has a time zone offset that is out of range',
    invalid_parameter_value: '{field} names a time zone that is not known',
    'invalid_parameter_value.row': '{field} must be an object, the columns of a row',
    untranslatable_character: '{field} holds the character U+0000, which the database cannot store',
    array_subscript_error: '{field} must be a plain list: its bounds are not allowed',
    program_limit_exceeded: '{field} is more than the database can hold[: {length|character} of JSON cannot be judged]',
    statement_too_complex: '{field} is nested too deeply for the database',
    division_by_zero: '{field} makes a check of the database divide by zero: choose another value',
    substring_error: '{field} makes a check of the database cut out a text of negative length: choose another value',
    not_null_violation: '{field} must be given',
    check_violation:
      '{field} is not allowed by the database[ (check {constraint|raw})][: it takes only {expression|raw}]',
    'check_violation.partition':
      'The database has no room yet for this date[ in {table|raw}]: whoever runs it must make the next partition',
    generated_always: '{field} is set by the database and cannot be written: leave it out',
    cardinality_violation: 'The same row is sent twice',
    unique_violation: '{field} is already taken',
    foreign_key_violation: '{field} does not exist[ in {referenced|raw}]',
    exclusion_violation: '{field} overlaps with what is there already',
    read_only_sql_transaction: 'Nothing can be saved now: the database is read-only',
    serialization_failure: 'Somebody else saved at the same time; try again',
    deadlock_detected: 'Somebody else saved at the same time; try again',
    unknown: 'The database was not reached or did not answer; nothing is known to be wrong with the data[: {message}]',
    unreachable: 'The server could not be reached, so this may not be saved: check the connection, then try again',
    aborted: 'The request was stopped before the server answered, so this may not be saved: try again',
    timeout: 'The server did not answer in time, so this may not be saved: try again',
    unavailable: 'The server cannot answer just now, so this may not be saved: try again in a moment',
    too_many_requests: 'There were too many requests, so this is not saved: try again[ in {retry_after|second}]',
    unauthorized:
      'The server does not accept the sign-in or the app’s key, so this is not saved: sign in again, or tell whoever runs the app',
    payload_too_large: 'This is too large for the server, so it is not saved: shorten it',
    conflict:
      'This was changed elsewhere in the meantime, so it is not saved: look at the newer version, then save again',
    query_canceled: 'The database took too long[: {message}]',
    insufficient_privilege: 'You may not save this',
    'insufficient_privilege.policy':
      'Only its owner may save this, and only while it is not deleted[ (row level security of {table|raw})]: sign in as the owner',
    'insufficient_privilege.grant':
      'This is not allowed[ in {table|raw}]: sign in, and leave out the columns that only the database sets',
    raise_exception: 'The database says: {message}',

    // Constraints of the tables.
    known_current_stage: '{field} must be a stage of the wizard[: {allowedValues|value}]',
    known_completed_stages: 'A completed stage must be one of the wizard’s[, not {stage}][; it can be {allowed}]',
    completed_stages_distinct: 'Each stage can be completed only once[: {stage} is named twice]',
    completion_percentage_agrees: '{field} must agree with the completed stages[, so it should be {expected}]',
    finished_when_all_completed:
      'A session must have all [{stages} ]stages completed[, not {completed},] before it can be completed or published',
    published_at_when_published: 'A session must have a time of publication while it is published, and only then',
    response_time_not_negative: '{field} must not be negative',
    status_transition: 'The status cannot change from {from} to {to}[; it can be {allowed}]',
    'status_transition.initial': 'A session cannot begin as {to}[; it can be {allowed}]',
    data_valid: '{field}: this step cannot be saved like this, since something in it is missing or not allowed',
    'data_valid.complete':
      '{field}: this step cannot be saved as complete yet, since something in it is missing or not allowed',
    'data_valid.draft': '{field}: this step cannot be saved like this, since something in it is not allowed',

    // The wizard's own rules (schemas/rules.json).
    ...ruleSentences,
  },
  units: {
    character: { one: '{n} character', other: '{n} characters' },
    entry: { one: '{n} entry', other: '{n} entries' },
    field: { one: '{n} field', other: '{n} fields' },
    ticket: { one: '{n} ticket', other: '{n} tickets' },
    second: { one: '{n} second', other: '{n} seconds' },
    year: { one: '{n} year', other: '{n} years' },
  },
  words: {
    // Types.
    string: 'text',
    number: 'a number',
    integer: 'a whole number',
    boolean: 'true or false',
    array: 'a list',
    object: 'an object',
    null: 'null',
    smallint: 'a whole number',
    bigint: 'a whole number',
    numeric: 'a number',
    uuid: 'a UUID',
    'timestamp with time zone': 'a date and time',
    json: 'JSON',
    'text[]': 'a list of texts',

    // Units of money.
    cent: 'cents',
    penny: 'pence',
    minor: 'the currency’s smallest unit',

    // Formats that the stages use.
    'date-time': 'a date and time with an offset, like 2026-05-01T19:30:00+02:00',
    e164: 'a phone number with country code, like +442071838750',
    'iana-time-zone': 'a time zone name, like Europe/Berlin',
    'single-line-text': 'text on one line',
    'multi-line-text': 'text',
    'web-address': 'a full web address, like https://example.org',
    'idn-email': 'an e-mail address, like name@example.org',
    'language-tag': 'a language tag, like en or pt-BR',
  },
  beside: { '{field} ({minimum}) ': '', '{field} ({quantity}) ': '', '{field}: ': '', '{field} ': '' },
  labels: {},
};
