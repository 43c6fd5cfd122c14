// Data and schemas of a size n: one shape for each way in which a call could take more time than its input is long.
// `make scaling` times them, scaling.test.js counts their work. Knows the package's entries, and nothing about time.

import {
  checkTransition,
  completion,
  draftSchemas,
  explainDatabaseError,
  isStage,
  stageSchemas,
  toAjvErrors,
  toToolResult,
  validateAction,
  validateActionJson,
  validateSession,
  validateSessionJson,
  validateSessions,
  validateStage,
  withLocale,
} from 'event-wizard-validator';
import { validateResume, wizardSubscriber } from 'event-wizard-validator/ag-ui';
import { wizardTools } from 'event-wizard-validator/copilotkit';
import { reviveDraft, reviveSession } from 'event-wizard-validator/draft';
import { compileSchema } from 'event-wizard-validator/dynamic';
import { demandOf, fieldsIn, firstIssue, messageOf, stageOf } from 'event-wizard-validator/fields';
import { fromForm, toForm, validateForm } from 'event-wizard-validator/form';
import { ar } from 'event-wizard-validator/locales/ar';
import { sessionPrefix, stagePrefix, validateSessionPrefix, validateStagePrefix } from 'event-wizard-validator/prefix';
import { createRjsfValidator } from 'event-wizard-validator/rjsf';
import { rowSchemas } from 'event-wizard-validator/rows';
import { createSaver } from 'event-wizard-validator/saver';
import { guard, issuesOf } from 'event-wizard-validator/supabase';
import { draftSchemas as toolDraftSchemas, toolParameters, withoutNulls } from 'event-wizard-validator/tools';
import { event, organizer, payment, session, ticket, venue } from './documents.js';

const COMPLETE = { mode: 'complete' };
const DRAFT = { mode: 'draft' };
/** The maximum levels of nesting in one value; larger sizes consist of many such values. */
const DEPTH = 400;

const times = (n, make) => Array.from({ length: n }, (_, i) => make(i));
const keys = (n, value = 1, prefix = 'k') => Object.fromEntries(times(n, (i) => [`${prefix}${i}`, value]));
const tiers = (n, tier) => ({ currency: 'GBP', tiers: times(n, tier) });
/** The text of a value in `depth` arrays. */
const nested = (depth, inner = '1') => '['.repeat(depth) + inner + ']'.repeat(depth);
const date = new Date(0);
const nests = (n) => times(Math.ceil(n / DEPTH), () => JSON.parse(nested(Math.min(n, DEPTH))));

/** A row as JSON text, with the value of one member inserted as given. */
const sessionText = (name, value) => `{"session_id":"a","${name}":${value}}`;

/**
 * @typedef {object} Shape
 * @property {string} call the name of the function that is called
 * @property {string} shape which part of its input grows
 * @property {(n: number) => () => unknown} make prepares the input of size n, and returns the call, which may return a
 * promise
 * @property {boolean} [all] asks for every issue: `maxIssues: Infinity`
 * @property {readonly number[]} [sizes] given if n does not count bytes or things but, for example, depth
 * @property {boolean} [texts] the time is spent in built-in functions (regular expressions, splitting), which cannot be
 * counted
 */

/** @type {Shape[]} */
export const shapes = [];
const add = (call, shape, make, more = {}) => shapes.push({ call, shape, make, ...more });

// ---- a row

const row = (shape, make) => {
  add('validateSession', shape, (n) => {
    const data = make(n);
    return () => validateSession(data);
  });
};
const text = (shape, make) => {
  add('validateSessionJson', shape, (n) => {
    const json = make(n);
    return () => validateSessionJson(json);
  });
};

row('unknown columns', (n) => ({ session_id: 'a', ...keys(n) }));
row('a column with a long name', (n) => ({ session_id: 'a', ['k'.repeat(n)]: 1 }));
row('unknown keys in a stage', (n) => ({ session_id: 'a', event_data: keys(n) }));
row('empty tiers', (n) => ({ session_id: 'a', ticket_data: tiers(n, () => ({})) }));
row('sound tiers, too many', (n) => ({ session_id: 'a', ticket_data: tiers(n, () => ticket.tiers[0]) }));
row('tiers that lack all, complete', (n) => ({
  ...session,
  ticket_data: { currency: 'GBP', tiers: times(n, () => ({})) },
}));
row('a tier of a long name with unknown keys', (n) => ({
  session_id: 'a',
  ticket_data: { tiers: [{ name: 'n'.repeat(n), ...keys(Math.ceil(n / 10)) }] },
}));
row('a long currency beside amounts', (n) => ({
  session_id: 'a',
  ticket_data: { currency: 'E'.repeat(n), tiers: times(20, () => ({ kind: 'free', price_minor: 5 })) },
}));
row('a long text in a varchar', (n) => ({ session_id: '😀'.repeat(n) }));
row('a varchar of blanks', (n) => ({ session_id: 'a'.padEnd(n) }));
row('a long status', (n) => ({ session_id: 'a', status: 'x'.repeat(n) }));
row('completed_stages: elements', (n) => ({ session_id: 'a', completed_stages: times(n, (i) => `s${i}`) }));
row('completed_stages: one stage again and again', (n) => ({
  session_id: 'a',
  completed_stages: times(n, () => 'eventSetup'),
}));
row('completed_stages: an array literal', (n) => ({
  session_id: 'a',
  completed_stages: `{${times(n, (i) => `"a\\"${i}"`)}}`,
}));
row('completed_stages: an array literal of blanks', (n) => ({
  session_id: 'a',
  completed_stages: `{a${' '.repeat(n)}`,
}));
row('completed_stages: bounds of an array literal', (n) => ({
  session_id: 'a',
  completed_stages: `[1:${'9'.repeat(n)}]={a}`,
}));
row('created_at: digits', (n) => ({ session_id: 'a', created_at: '1'.repeat(n) }));
row('created_at: words', (n) => ({ session_id: 'a', created_at: 'a '.repeat(n) }));
row('created_at: blanks', (n) => ({ session_id: 'a', created_at: `2024-01-01${' '.repeat(n)}` }));
row('id: digits', (n) => ({ session_id: 'a', id: '1'.repeat(n) }));
row('completion_percentage: digits in a text', (n) => ({
  session_id: 'a',
  completion_percentage: ` ${'0'.repeat(n)}5`,
}));
row('a stage: texts with quotes to escape', (n) => ({ session_id: 'a', event_data: { title: '"\\\n'.repeat(n) } }));
row('a stage: many numbers', (n) => ({ session_id: 'a', event_data: { capacity: times(n, (i) => i / 7) } }));
row('a stage: many texts', (n) => ({ session_id: 'a', event_data: { tags: times(n, (i) => `tag ${i}`) } }));
row('a stage: one text again and again', (n) => ({ session_id: 'a', event_data: { tags: times(n, () => 'tag') } }));
row('a stage: arrays in arrays', (n) => ({ session_id: 'a', event_data: { title: nests(n) } }));
add('validateSession', 'the stored row of an update', (n) => {
  const current = { ...session, event_data: keys(n) };
  return () => validateSession({ status: 'active' }, { operation: 'update', current });
});

text('brackets that are not closed', (n) => '['.repeat(n));
text('a stage: brackets', (n) => sessionText('event_data', nested(n)));
text('a stage: braces', (n) => sessionText('event_data', `${'{"a":'.repeat(n)}1${'}'.repeat(n)}`));
text('a column: brackets before text[]', (n) => sessionText('completed_stages', nested(n, '"a"')));
text('escapes', (n) => sessionText('event_data', `{"title":"${'\\u00e9'.repeat(n)}"}`));
text('lone surrogates', (n) => sessionText('event_data', `{"title":"${'\\ud800'.repeat(n)}"}`));
text('backslashes', (n) => sessionText('event_data', `{"title":"${'\\\\'.repeat(n)}`));
text('a column again and again', (n) => `{${'"session_id":"a",'.repeat(n)}"status":"open"}`);
text('a key of a stage again and again', (n) => sessionText('event_data', `{${'"title":1,'.repeat(n)}"title":"a"}`));
text('an unknown key of a stage again and again', (n) => sessionText('event_data', `{${'"k":1,'.repeat(n)}"k":1}`));
text('a long number', (n) => sessionText('completion_percentage', '9'.repeat(n)));
text('a long number in jsonb', (n) => sessionText('event_data', `{"capacity":${'9'.repeat(n)}}`));
text('a long fraction in jsonb', (n) => sessionText('event_data', `{"capacity":0.${'1'.repeat(n)}}`));
text('a long exponent in jsonb', (n) => sessionText('event_data', `{"capacity":1e${'1'.repeat(n)}}`));
text('large exponents in jsonb', (n) => sessionText('event_data', `[${times(n, () => '1e130000')}]`));
text('blanks', (n) => `{${' '.repeat(n)}"session_id":"a","status":"open"}`);
text('no JSON', (n) => 'x'.repeat(n));
text('text without an end', (n) => `{"session_id":"${'a'.repeat(n)}`);

add('validateAction', 'unknown columns', (n) => {
  const data = { action_name: 'a', ...keys(n) };
  return () => validateAction(data);
});
add('validateAction', 'action_data: keys', (n) => {
  const data = { action_name: 'a', action_data: keys(n), response_time_ms: 'x' };
  return () => validateAction(data);
});
add('validateActionJson', 'action_data: brackets', (n) => {
  const json = `{"action_name":"a","action_data":${nested(n)}}`;
  return () => validateActionJson(json);
});

// ---- rows

const rows = (shape, make, more = {}) => {
  add(
    'validateSessions',
    shape,
    (n) => {
      const data = make(n);
      return () => validateSessions(data, more.options);
    },
    more,
  );
};
rows('sound rows', (n) => times(n, (i) => ({ session_id: `s${i}`, status: 'draft' })));
rows('bad rows', (n) => times(n, () => ({ session_id: 'a', status: 'open', event_data: { title: 1 } })));
rows('bad rows, defaults for what is missing', (n) => times(n, () => ({ session_id: 'a', status: 'open' })), {
  options: { defaultToNull: false },
});
rows('rows with an unknown column of their own', (n) => times(n, (i) => ({ session_id: 'a', [`k${i}`]: 1 })));
rows('rows with an undefined column of their own', (n) => times(n, (i) => ({ session_id: 'a', [`k${i}`]: undefined })));
rows('rows that are none', (n) => times(n, () => 1));
rows('rows of all columns', (n) => times(Math.ceil(n / 10), () => session));
rows('bad rows, every issue', (n) => times(n, () => ({ session_id: 'a', status: 'open' })), {
  options: { maxIssues: Infinity },
  all: true,
});

// ---- stages

const stage = (name, shape, make, options = COMPLETE) => {
  const all = options.maxIssues !== undefined;
  add(
    `validateStage ${name}`,
    shape,
    (n) => {
      const data = make(n);
      return () => validateStage(name, data, options);
    },
    { all },
  );
};
stage('organizerSetup', 'unknown keys', (n) => ({ ...organizer, ...keys(n) }));
stage('organizerSetup', 'unknown keys, draft', (n) => keys(n), DRAFT);
stage('organizerSetup', 'an e-mail address of labels', (n) => ({ ...organizer, email: `a@${'b.'.repeat(n)}c` }));
stage('organizerSetup', 'an e-mail address of quotes', (n) => ({ ...organizer, email: `"${'\\"'.repeat(n)}` }));
stage('organizerSetup', 'a web address of percent signs', (n) => ({
  ...organizer,
  website: `https://a/${'%20'.repeat(n)}%`,
}));
stage('organizerSetup', 'a web address of colons', (n) => ({ ...organizer, website: `https://[${':'.repeat(n)}` }));
stage('organizerSetup', 'links', (n) => ({ ...organizer, social_links: times(n, (i) => ({ url: `x${i}` })) }));
stage('eventSetup', 'distinct tags', (n) => ({ ...event, tags: times(n, (i) => `tag ${i}`) }));
stage('eventSetup', 'tags of objects', (n) => ({ ...event, tags: times(n, (a) => ({ a })) }));
stage('eventSetup', 'a tag again and again', (n) => ({ ...event, tags: times(n, () => 'tag') }));
stage('eventSetup', 'a long time', (n) => ({ ...event, starts_at: `2027-06-12T19:00:00.${'0'.repeat(n)}Z` }));
stage('eventSetup', 'a long time zone', (n) => ({ ...event, time_zone: 'Europe/'.repeat(n) }));
stage('eventSetup', 'a long title with line breaks', (n) => ({ ...event, title: 'a\r\n'.repeat(n) }));
stage('ticketSetup', 'empty tiers', (n) => tiers(n, () => ({})));
stage('ticketSetup', 'tiers with a fault of the rules', (n) =>
  tiers(n, () => ({ ...ticket.tiers[0], min_per_order: 9, max_per_order: 2 })),
);
stage('ticketSetup', 'tiers with an unknown key', (n) => tiers(n, (i) => ({ ...ticket.tiers[0], [`k${i}`]: 1 })));
stage('ticketSetup', 'tiers of one name', (n) => tiers(n, () => ticket.tiers[0]));
stage('ticketSetup', 'tiers of long names', (n) =>
  tiers(Math.ceil(n / 1000), () => ({ name: 'n'.repeat(1000), kind: 'free', price_minor: 5 })),
);
stage('ticketSetup', 'every issue of empty tiers', (n) => tiers(n, () => ({})), { ...COMPLETE, maxIssues: Infinity });
stage(
  'ticketSetup',
  'every issue of a long name and unknown keys',
  (n) => ({
    tiers: [{ name: 'n'.repeat(n), ...keys(Math.ceil(n / 100)) }],
  }),
  { ...DRAFT, maxIssues: Infinity },
);
stage('venueSetup', 'unknown keys in the address', (n) => ({ ...venue, address: { ...venue.address, ...keys(n) } }));
stage('venueSetup', 'means of access that are none', (n) => ({ ...venue, accessibility: times(n, (i) => `a${i}`) }));
stage('venueSetup', 'coordinates of many digits', (n) => ({
  ...venue,
  coordinates: { latitude: `${'9'.repeat(n)}`, longitude: 0 },
}));
stage('paymentSetup', 'unknown keys', (n) => ({ ...payment, ...keys(n) }));
stage('paymentSetup', 'a long account', (n) => ({ ...payment, account_id: 'ä'.repeat(n) }));
add('stageSchemas', 'empty tiers', (n) => {
  const data = tiers(n, () => ({}));
  return () => stageSchemas.ticketSetup['~standard'].validate(data);
});
add('draftSchemas', 'tiers with an unknown key', (n) => {
  const data = tiers(n, () => ({ extra: 1 }));
  return () => draftSchemas.ticketSetup['~standard'].validate(data);
});
add('toolParameters', 'tiers of nulls', (n) => {
  const data = tiers(n, () => ({ name: null, kind: null, extra: null }));
  const parameters = toolParameters('ticketSetup', { profile: 'openai-strict', mode: 'draft' });
  return () => parameters['~standard'].validate(data);
});
add('draftSchemas of /tools', 'tiers of nulls', (n) => {
  const data = tiers(n, () => ({ name: null, kind: null, extra: null }));
  return () => toolDraftSchemas.ticketSetup['~standard'].validate(data);
});
add('withoutNulls', 'tiers of nulls', (n) => {
  const data = tiers(n, () => ({ name: null, kind: null, extra: null }));
  return () => withoutNulls('ticketSetup', data);
});
add('withoutNulls', 'unknown keys', (n) => {
  const data = keys(n, null);
  return () => withoutNulls('ticketSetup', data);
});
add('isStage', 'empty tiers', (n) => {
  const data = tiers(n, () => ({}));
  return () => isStage('ticketSetup', data);
});
add('isStage', 'sound tiers, too many', (n) => {
  const data = tiers(n, () => ticket.tiers[0]);
  return () => isStage('ticketSetup', data);
});
add('withLocale(ar).validateStage', 'tiers of Arabic names', (n) => {
  const data = tiers(n, (i) => ({ name: `تذكرة ${i}`, kind: 'free', price_minor: 5, extra: 1 }));
  const speaking = withLocale(ar);
  return () => speaking.validateStage('ticketSetup', data, COMPLETE);
});
add('checkTransition', 'a long status', (n) => () => checkTransition('x'.repeat(n), 'draft'));

add('completion', 'empty tiers', (n) => {
  const data = { ...session, ticket_data: tiers(n, () => ({})) };
  return () => completion(data);
});
add('completion', 'unknown keys', (n) => {
  const data = { ...session, event_data: keys(n), ...keys(n, 1, 'c') };
  return () => completion(data);
});

// ---- drafts that an older version stored

const draft = (name, shape, make) =>
  add('reviveDraft', shape, (n) => {
    const json = JSON.stringify(make(n));
    return () => reviveDraft(name, json);
  });
draft('eventSetup', 'unknown keys', (n) => keys(n));
draft('eventSetup', 'unknown keys that issues name alike', (n) => keys(Math.ceil(n / 10), 1, 'k'.repeat(300)));
draft('eventSetup', 'one tag again and again', (n) => ({ tags: times(n, () => 'tag') }));
draft('eventSetup', 'tags of the wrong type', (n) => ({ tags: times(n, (i) => i) }));
draft('eventSetup', 'tags, too many', (n) => ({ tags: times(n, (i) => `tag ${i}`) }));
draft('ticketSetup', 'tiers that contradict themselves', (n) =>
  tiers(Math.ceil(n / 10), (i) => ({
    ...{ name: `t${i}`, kind: 'free', price_minor: 5, minimum_price_minor: 7, quantity: 2 },
    ...{ sales_start_at: '2026-05-02T10:00:00Z', sales_end_at: '2026-05-01T10:00:00Z' },
    ...{ min_per_order: 5, max_per_order: 3 },
  })),
);
draft('ticketSetup', 'tiers of one name with unknown keys', (n) => tiers(n, (i) => ({ name: 'a', [`k${i}`]: 1 })));
draft('ticketSetup', 'registration questions', (n) => ({ registration_questions: { properties: keys(n, {}) } }));
draft('ticketSetup', 'nesting', (n) => ({ old: nests(n), registration_questions: { more: nests(n) } }));
add('reviveDraft', 'no JSON', (n) => {
  const json = '{"title":'.padEnd(n);
  return () => reviveDraft('eventSetup', json);
});
add('reviveDraft', 'one level in another', (n) => {
  const json = `{"title":"a","old":${nested(n)}}`;
  return () => reviveDraft('eventSetup', json);
});
add('reviveSession', 'unknown columns, and unknown keys', (n) => {
  const row = { session_id: 'a', ...keys(n), event_data: keys(n) };
  return () => reviveSession(row);
});
add('reviveSession', 'stages that are no longer complete', (n) => {
  const row = { ...session, ticket_data: { ...ticket, seats: keys(n) }, event_data: { tags: times(n, (i) => i) } };
  return () => reviveSession(row);
});

// ---- errors from the server

const said = (shape, make, sent) => {
  for (const [call, explain] of [
    ['explainDatabaseError', explainDatabaseError],
    ['issuesOf', issuesOf],
  ]) {
    if (call === 'issuesOf' && sent !== undefined) continue;
    add(
      call,
      shape,
      (n) => {
        const error = make(n);
        const row = sent?.(n);
        return () => explain(error, row);
      },
      { texts: true },
    );
  }
};
said('blanks behind a quote that is not closed', (n) => ({ code: 'P0001', message: `bad title: "${' '.repeat(n)}x` }));
said('quotes', (n) => ({ code: '23514', message: '"'.repeat(n) }));
said('quoted blanks', (n) => ({ code: '23503', message: '" '.repeat(n), details: '" '.repeat(n) }));
said('brackets in the details', (n) => ({ code: '23505', message: 'a "b_c_key"', details: `Key ${'('.repeat(n)}` }));
said('keys in the details', (n) => ({ code: '23505', message: 'a "b_c_key"', details: `Key (${'a, '.repeat(n)}` }));
said('equal signs in the details', (n) => ({ code: '23503', message: '"a" "b"', details: '(a)='.repeat(n) }));
said('apostrophes', (n) => ({ code: 'PGRST204', message: `Could not find ${"'a' ".repeat(n)}` }));
said('an apostrophe that is not closed', (n) => ({ code: 'PGRST204', message: `'${'a'.repeat(n)}` }));
said('a long name of a constraint', (n) => ({
  code: '23514',
  message: `new row for relation "wizard_sessions" violates check constraint "wizard_sessions_${'_check'.repeat(n)}"`,
}));
said('a long code', (n) => ({ code: '2'.repeat(n), message: 'x'.repeat(n), hint: 'h'.repeat(n) }));
said(
  'a row of unknown keys',
  () => ({ code: '22P02', message: 'invalid input syntax for type integer: "x"' }),
  (n) => ({ session_id: 'a', completion_percentage: 'x', event_data: keys(n), ...keys(n, 1, 'c') }),
);
said(
  'a row of empty tiers',
  () => ({ code: '23514', message: 'new row for relation "wizard_sessions" violates check constraint "valid_status"' }),
  (n) => ({ session_id: 'a', status: 'open', ticket_data: tiers(n, () => ({})) }),
);

// ---- forms of the result

const issue = validateStage('ticketSetup', { tiers: [{ name: 5 }] }, DRAFT).issues[0];
const missing = validateStage('ticketSetup', {}, COMPLETE).issues[0];
add('toAjvErrors', 'issues', (n) => {
  const issues = times(n, (i) => (i % 2 === 0 ? issue : missing));
  return () => toAjvErrors(issues);
});
add('toAjvErrors', 'a long path', (n) => {
  const issues = [{ ...missing, path: times(n, (i) => `k${i}`) }];
  return () => toAjvErrors(issues);
});
add('toToolResult', 'issues', (n) => {
  const verdict = { valid: false, persistable: true, truncated: false, issues: times(n, () => issue) };
  return () => toToolResult(verdict);
});
add('toToolResult', 'a long message', (n) => {
  const message = `“${'x'.repeat(n)}” must be a number`;
  const verdict = { valid: false, persistable: true, truncated: false, issues: [{ ...issue, message }] };
  return () => toToolResult(verdict);
});

// ---- schemas known only at run time

const data = (shape, schema, make, more = {}) => {
  add(
    'compiled.validate',
    shape,
    (n) => {
      const compiled = compileSchema(typeof schema === 'function' ? schema(n) : schema);
      const value = make(n);
      return () => compiled.validate(value, more.options ?? COMPLETE);
    },
    more,
  );
};
/** A tree of `depth` levels; at each level the value has one part for which several alternatives could be meant. */
const EXPRESSION = { $ref: '#/$defs/e' };
const expression = {
  ...EXPRESSION,
  $defs: {
    e: {
      oneOf: [
        { type: 'string' },
        { type: 'object', properties: { and: { items: EXPRESSION } }, required: ['and'] },
        { type: 'object', properties: { and: { items: EXPRESSION }, or: { items: EXPRESSION } }, required: ['or'] },
      ],
    },
  },
};
const conjunction = (depth) => {
  let value = 1;
  for (let level = 0; level < depth; level += 1) value = { and: [value] };
  return value;
};
const alternatives = {
  anyOf: [{ type: 'string' }, { type: 'object', required: ['a'] }, { minimum: 1e9, type: 'number' }],
};
const DEPTHS = [8, 16, 32, 64, 128, 256];

data('items of a wrong type', { items: { type: 'string' } }, (n) => times(n, (i) => i));
data('items of a wrong type, draft', { items: { type: 'string' } }, (n) => times(n, (i) => i), { options: DRAFT });
data('items of a wrong type, every issue', { items: { type: 'string' } }, (n) => times(n, (i) => i), {
  options: { ...COMPLETE, maxIssues: Infinity },
  all: true,
});
data('sound items', { items: { type: 'number' } }, (n) => times(n, (i) => i));
data('items that are too short', { items: { minLength: 3 } }, (n) => times(n, () => 'a'));
data('items that lack a property', { items: { required: ['a', 'b'] } }, (n) => times(n, () => ({})));
data('propertyNames', { propertyNames: { maxLength: 1 } }, (n) => keys(n));
data('additionalProperties', { properties: { a: {} }, additionalProperties: false }, (n) => keys(n));
data('patternProperties', { patternProperties: { '^k.*9$': { type: 'string' } } }, (n) => keys(n));
data('unevaluatedProperties', { allOf: [{ properties: { a: {} } }], unevaluatedProperties: false }, (n) => keys(n));
data('unevaluatedItems', { allOf: [{ prefixItems: [{}] }], unevaluatedItems: false }, (n) => times(n, (i) => i));
data(
  'unevaluatedItems beside contains',
  { contains: { type: 'string' }, unevaluatedItems: false, minContains: 0 },
  (n) => times(n, (i) => i),
);
data('contains, and nothing is', { contains: { const: -1 } }, (n) => times(n, (i) => i));
data(
  'required',
  (n) => ({ required: Object.keys(keys(n)) }),
  () => ({}),
);
data(
  'required, and all are there',
  (n) => ({ required: Object.keys(keys(n)) }),
  (n) => keys(n),
);
data(
  'properties of a wrong type',
  (n) => ({ properties: keys(n, { type: 'string' }) }),
  (n) => keys(n),
);
data(
  'dependentRequired',
  (n) => ({ dependentRequired: Object.fromEntries(times(n, (i) => [`k${i}`, [`m${i}`]])) }),
  (n) => keys(n),
);
data(
  'dependentSchemas',
  (n) => ({ dependentSchemas: keys(n, { required: ['m'] }) }),
  (n) => keys(n),
);
data('uniqueItems: objects, the last repeated', { uniqueItems: true }, (n) => [
  ...times(n, (a) => ({ a })),
  { a: n - 1 },
]);
data('uniqueItems: objects, distinct', { uniqueItems: true }, (n) => times(n, (a) => ({ a })));
data('uniqueItems: numbers, distinct', { uniqueItems: true }, (n) => times(n, (i) => i));
data('uniqueItems: texts, distinct', { uniqueItems: true }, (n) => times(n, (i) => `t${i}`));
data('uniqueItems: one number again and again', { uniqueItems: true }, (n) => times(n, () => 1));
data('uniqueItems: arrays, distinct', { uniqueItems: true }, (n) => times(n, (i) => [i, [i]]));
data('uniqueItems: too many already', { uniqueItems: true, maxItems: 2 }, (n) => times(n, (a) => ({ a })));
data(
  'enum of objects',
  (n) => ({ items: { enum: times(n, (a) => ({ a })) } }),
  (n) => times(n, (a) => ({ a: -a })),
);
data(
  'enum of numbers',
  (n) => ({ items: { enum: times(n, (i) => i) } }),
  (n) => times(n, (i) => -i),
);
data(
  'enum of texts',
  (n) => ({ items: { enum: times(n, (i) => `t${i}`) } }),
  (n) => times(n, (i) => `u${i}`),
);
data(
  'const',
  (n) => ({ const: keys(n) }),
  (n) => ({ ...keys(n), [`k${n - 1}`]: 2 }),
);
data('anyOf, items that fail', { items: alternatives }, (n) => times(n, (i) => i));
data('oneOf, items that fail', { items: { oneOf: alternatives.anyOf } }, (n) => times(n, (i) => i));
data('oneOf, items that meet two', { items: { oneOf: [{ type: 'number' }, { minimum: 0 }] } }, (n) =>
  times(n, (i) => i),
);
data(
  'oneOf by a constant member',
  {
    items: { oneOf: times(5, (i) => ({ properties: { kind: { const: `k${i}` }, x: { type: 'string' } } })) },
  },
  (n) => times(n, (i) => ({ kind: `k${i % 5}`, x: 1 })),
);
data(
  'anyOf of many alternatives',
  (n) => ({ anyOf: times(n, (i) => ({ const: i })) }),
  () => 'x',
);
data('if and else', { items: { if: { maximum: -5 }, else: { multipleOf: 7 } } }, (n) => times(n, (i) => i));
data('not', { items: { not: { type: 'number' } } }, (n) => times(n, (i) => i));
data(
  'nested arrays',
  { $defs: { a: { items: { $ref: '#/$defs/a' }, type: 'array' } }, items: { $ref: '#/$defs/a' } },
  nests,
);
data('an expression tree that fails, its depth', expression, conjunction, { sizes: DEPTHS });
data('expression trees of depth 4 that fail', { ...expression, $ref: undefined, items: EXPRESSION }, (n) =>
  times(n, () => conjunction(4)),
);
data(
  'alternatives of alternatives, their depth',
  (n) => ({
    $ref: '#/$defs/d0',
    $defs: Object.fromEntries([
      ...times(n, (i) => [`d${i}`, { anyOf: times(2, () => ({ $ref: `#/$defs/d${i + 1}` })) }]),
      [`d${n}`, { type: 'string' }],
    ]),
  }),
  () => 1,
  { sizes: DEPTHS },
);
data(
  'a chain of references, its length',
  (n) => ({
    $ref: '#/$defs/d0',
    $defs: Object.fromEntries([
      ...times(n, (i) => [`d${i}`, { allOf: [{ $ref: `#/$defs/d${i + 1}` }] }]),
      [`d${n}`, { type: 'string' }],
    ]),
  }),
  () => 1,
  { sizes: DEPTHS },
);
data('pattern: a long text', { pattern: '^(a|b)*c$' }, (n) => 'ab'.repeat(n));
data('pattern: many texts', { items: { pattern: '^[a-z]+@[a-z]+$' } }, (n) => times(n, (i) => `a${i}`));
data('pattern: a look-ahead, a long text', { pattern: '^(?=.*x)(?=.*y).*$' }, (n) => 'a'.repeat(n));
data('pattern: blanks before an end', { pattern: '\\s+$' }, (n) => `${' '.repeat(n)}x`);
data('pattern: exponential by backtracking', { items: { pattern: '(a*)*\\1b' } }, (n) =>
  times(n, (i) => `${'a'.repeat(24)}!${i}`),
);
data('format email', { items: { format: 'email' } }, (n) => times(n, (i) => `${i}@`));
data('format uri, a long text', { format: 'uri' }, (n) => `https://a/${'%20'.repeat(n)}%`);
data('format hostname, a long text', { format: 'hostname' }, (n) => 'a.'.repeat(n));
data('format regex, a long text', { format: 'regex' }, (n) => '(a)'.repeat(n));
data('a long text that is too long', { maxLength: 5, title: 'Text' }, (n) => '😀'.repeat(n));
data('a long key', { additionalProperties: false }, (n) => ({ ['k'.repeat(n)]: 1 }));
data('long keys, each wrong inside', { additionalProperties: { additionalProperties: { type: 'string' } } }, (n) => ({
  ['k'.repeat(n)]: keys(100),
}));
data('lone surrogates', { maxLength: 1 }, (n) => '\ud800'.repeat(n));
data('numbers with fractions', { items: { multipleOf: 0.01 } }, (n) => times(n, (i) => i / 3));

const schema = (shape, make, more) =>
  add(
    'compileSchema',
    shape,
    (n) => {
      const value = make(n);
      return () => {
        try {
          return compileSchema(value);
        } catch (error) {
          // The schema may be refused; the question is how long that takes.
          if (error.name !== 'SchemaError') throw error;
          return error;
        }
      };
    },
    more,
  );
schema('properties', (n) => ({ properties: keys(n, { type: 'string', title: 'T' }) }));
schema('required', (n) => ({ required: Object.keys(keys(n)) }));
schema('enum', (n) => ({ enum: times(n, (i) => ({ i })) }));
schema('definitions that refer to one another', (n) => ({
  $defs: Object.fromEntries(times(n, (i) => [`d${i}`, { items: { $ref: `#/$defs/d${(i + 1) % n}` } }])),
}));
schema('references to one definition', (n) => ({
  $defs: { a: { type: 'string' } },
  properties: keys(n, { $ref: '#/$defs/a' }),
}));
schema('alternatives', (n) => ({ anyOf: times(n, (i) => ({ const: i })) }));
schema('alternatives that differ by presence', (n) => ({ oneOf: times(n, (i) => ({ required: [`k${i}`] })) }));
schema('patterns', (n) => ({ allOf: times(n, (i) => ({ pattern: `^a{${i % 9}}b$` })) }));
schema('a long pattern', (n) => ({ pattern: '[a-z]x?'.repeat(n) }));
schema('a pattern of brackets', (n) => ({ pattern: `${'('.repeat(n)}a${')'.repeat(n)}` }));
schema('patternProperties', (n) => ({ patternProperties: keys(n, {}, '^p') }));
schema('dependentRequired', (n) => ({ dependentRequired: keys(n, ['m']) }));
schema('a long title', (n) => ({ title: 't'.repeat(n) }));
schema('an unknown keyword of much', (n) => ({ 'x-data': times(n, (i) => ({ i })) }));
schema('keywords of a wrong type', (n) => ({ properties: keys(n, { type: 5 }) }));
schema('nested schemas', (n) => ({
  allOf: times(Math.ceil(n / 200), () => JSON.parse(`${'{"items":'.repeat(200)}{}${'}'.repeat(200)}`)),
}));
schema('anchors', (n) => ({ $defs: Object.fromEntries(times(n, (i) => [`d${i}`, { $anchor: `a${i}` }])) }));
schema('resources of their own', (n) => ({
  $id: 'http://x.test/',
  $defs: Object.fromEntries(times(n, (i) => [`d${i}`, { $id: `s${i}`, type: 'string' }])),
}));

// ---- forms and clients

const rjsf = createRjsfValidator();
add('rjsf validateFormData', 'items of a wrong type', (n) => {
  const schema = { type: 'array', items: { type: 'string', title: 'Item' } };
  const value = times(n, (i) => i);
  return () => rjsf.validateFormData(value, schema);
});
add('rjsf validateFormData', 'unknown keys', (n) => {
  const schema = { type: 'object', properties: { a: { type: 'string' } }, additionalProperties: false };
  const value = keys(n);
  return () => rjsf.validateFormData(value, schema);
});
add('rjsf validateFormData', 'a stage: empty tiers', (n) => {
  const schema = stageSchemas.ticketSetup['~standard'].jsonSchema.input({ target: 'draft-07' });
  const value = tiers(n, () => ({}));
  return () => rjsf.validateFormData(value, schema);
});
add('rjsf isValid', 'properties of a schema', (n) => {
  const schema = { type: 'object', properties: keys(n, { type: 'string' }) };
  return () => rjsf.isValid(schema, { k0: 1 }, schema);
});

const FIELD = { source: 'schema', code: 'maxLength', params: { limit: 5 } };
const wording = (shape, make, options) => {
  add('messageOf', shape, (n) => {
    const issue = { ...FIELD, ...make(n) };
    return () => messageOf(issue, ar, options?.(n));
  });
};
wording('segments of a path', (n) => ({ path: times(n, (i) => (i % 2 === 0 ? i : 'a')) }));
wording('a long key', (n) => ({ path: ['k'.repeat(n)] }));
wording('params', (n) => ({ path: ['title'], params: { limit: keys(n) } }));
wording('a long message', (n) => ({ code: 'x', path: ['title'], message: 'm '.repeat(n) }));
wording(
  'data',
  () => ({ path: ['title'] }),
  (n) => ({ data: { title: 'x\u0007'.repeat(n), ...keys(n) } }),
);
const focus = (shape, make, order) => {
  add('firstIssue', shape, (n) => {
    const paths = make(n);
    const pointers = order?.(n);
    return () =>
      firstIssue(
        paths.map((path) => ({ path })),
        pointers,
      );
  });
};
focus('issues', (n) => times(n, (i) => ['tiers', n - i, 'name']));
focus('issues of unknown keys', (n) => times(n, (i) => [`k${i}`]));
focus('segments of a path', (n) => [times(n, (i) => i), times(n, (i) => i)]);
focus(
  'fields of an order',
  (n) => [[`k${n}`]],
  (n) => times(n, (i) => `/k${i}/a`),
);
focus(
  'segments of an order',
  () => [['a']],
  (n) => ['/a'.repeat(n)],
);
add('stageOf', 'segments of a path', (n) => {
  const path = times(n, () => 'event_data');
  return () => stageOf({ path });
});
add('demandOf', 'unknown keys of the object', (n) => {
  const [field] = fieldsIn().venueSetup.fields;
  const object = keys(n);
  return () => demandOf(field, object);
});

const form = (shape, stage, make, more) => {
  add(
    'fromForm',
    shape,
    (n) => {
      const values = make(n);
      return () => fromForm(stage, values);
    },
    more,
  );
};
const entries = (n, entry) => new URLSearchParams(times(n, entry));
form('texts that are no numbers', 'ticketSetup', (n) => tiers(n, () => ({ price_minor: 'x', hidden: 'x' })));
form('rows in which nothing is filled', 'ticketSetup', (n) => tiers(n, () => ({ name: '', kind: '' })));
form('texts of a list', 'eventSetup', (n) => ({ tags: times(n, (i) => (i % 2 === 0 ? '' : `t${i}`)) }));
form('times that clocks skip', 'ticketSetup', (n) => tiers(n, () => ({ sales_end_at: '2026-03-29T02:30' })));
form('unknown keys', 'eventSetup', (n) => keys(n, ''));
form('nesting', 'eventSetup', (n) => ({ title: nests(n) }));
form('one instance again and again', 'eventSetup', (n) => ({ tags: times(n, () => date) }));
form('a text that is almost a number', 'eventSetup', (n) => ({ capacity: `${'1'.repeat(n)}x` }), { texts: true });
form('a text that is almost a time', 'eventSetup', (n) => ({ starts_at: `2026-03-29T02:30:00.${'1'.repeat(n)}x` }), {
  texts: true,
});
form('entries that repeat', 'eventSetup', (n) => entries(n, (i) => ['tags', `t${i}`]));
form('entries of rows', 'ticketSetup', (n) => entries(n, (i) => [`tiers[${n - i}].name`, 'A']));
form('entries that lead nowhere', 'eventSetup', (n) => entries(n, (i) => [`title.${i}`, 'x']));
form('a long name', 'eventSetup', (n) => entries(1, () => [`tags${'[0]'.repeat(n)}`, 'x']), { texts: true });
add('toForm', 'tiers', (n) => {
  const data = tiers(n, () => ticket.tiers[0]);
  return () => toForm('ticketSetup', data);
});
add('toForm', 'unknown keys', (n) => {
  const data = keys(n);
  return () => toForm('eventSetup', data);
});
add(
  'validateForm',
  'texts that are no numbers, every issue',
  (n) => {
    const values = tiers(n, () => ({ price_minor: 'x', hidden: 'x' }));
    return () => validateForm('ticketSetup', values, { ...COMPLETE, maxIssues: Infinity });
  },
  { all: true },
);

/**
 * What `guard` needs of a client, in the style of postgrest-js (whose own is quadratic), and a server with a fixed
 * answer.
 */
const client = (body, status) => {
  const from = (table) => ({
    fetch: async () => new Response(body, { status }),
    insert(rows) {
      const names = Array.isArray(rows) ? [...new Set(rows.flatMap(Object.keys))].map((name) => `"${name}"`) : [];
      const columns = names.length > 0 ? `?columns=${encodeURIComponent(names.join())}` : '';
      const request = { method: 'POST', body: JSON.stringify(rows), headers: new Headers() };
      return {
        fetch: this.fetch,
        // biome-ignore lint/suspicious/noThenProperty: as postgrest-js has it
        then(...handlers) {
          const sent = this.fetch(`http://db.test/${table}${columns}`, request);
          return sent.then((response) => response.text()).then(...handlers);
        },
      };
    },
  });
  const each = { from, schema: () => each };
  return each;
};
const insert = (shape, make, body = () => '[]', status = 201) =>
  add('guard(client).insert', shape, (n) => {
    const value = make(n);
    const guarded = guard(client(body(n), status)).from('wizard_sessions');
    return async () => guarded.insert(value);
  });
insert('sound rows', (n) => times(n, (i) => ({ session_id: `s${i}` })));
insert('bad rows', (n) => times(n, () => ({ session_id: 'a', status: 'open' })));
insert('rows with an undefined column each', (n) => times(n, (i) => ({ session_id: 'a', [`k${i}`]: undefined })));
insert('columns that are undefined in all rows', (n) => [
  { session_id: 'a', ...keys(n, undefined) },
  { session_id: 'b' },
]);
insert('unknown keys in a stage', (n) => ({ session_id: 'a', event_data: keys(n) }));
insert(
  'a server that says blanks',
  () => ({ session_id: 'a' }),
  (n) => JSON.stringify({ code: 'P0001', message: `"${' '.repeat(n)}`, details: '(', hint: null }),
  400,
);

/** What `createSaver` needs of a client: its server stores everything. */
const storing = {
  from: () => {
    const asked = (row) => {
      const request = {
        fetch: async (_, { body }) => new Response(`[${body.slice(0, -1)},"updated_at":"now"}]`),
        // biome-ignore lint/suspicious/noThenProperty: as postgrest-js has it
        then(...handlers) {
          const sent = this.fetch('http://db.test/', { method: 'POST', body: JSON.stringify(row), headers: {} });
          const read = async (response) => {
            const body = await response.json();
            return response.ok ? { data: body, error: null } : { data: null, error: body };
          };
          return sent.then(read).then(...handlers);
        },
      };
      for (const filter of ['eq', 'select', 'abortSignal']) request[filter] = () => request;
      return request;
    };
    return { insert: asked, update: asked, select: asked };
  },
  schema: () => storing,
};
const save = (shape, make) =>
  add('createSaver(client).save', shape, (n) => {
    const [first, second] = [make(n), { ...make(n), status: 'active' }];
    return () => {
      const saver = createSaver(storing, { session_id: 'a', current: null });
      saver.save(first);
      return saver.save(second);
    };
  });
save('a stage of many keys', (n) => ({ ticket_data: { registration_questions: { properties: keys(n, {}) } } }));
save('unknown keys in a stage', (n) => ({ event_data: keys(n) }));
save('unknown columns', (n) => keys(n));
save('nesting', (n) => ({ ticket_data: { registration_questions: { more: nests(n) } } }));

// ---- JSON that is still being written

/** The text in n pieces, so that neither the pieces before a push nor the values in them may be looked at again. */
const written = (shape, begin, make) =>
  add('push', shape, (n) => {
    const text = make(n);
    const length = Math.max(1, Math.floor(text.length / n));
    const pieces = times(Math.ceil(text.length / length), (i) => text.slice(i * length, (i + 1) * length));
    return () => {
      const prefix = begin();
      let issues;
      // They are put into words only once for as long as there are no others.
      for (const piece of pieces) issues = prefix.push(piece).issues;
      return issues;
    };
  });
const ticketText = (n, tier) => JSON.stringify(tiers(n, tier));
const ofTickets = () => stagePrefix('ticketSetup');
written('sound tiers, too many', ofTickets, (n) => ticketText(n, () => ticket.tiers[0]));
written('tiers with an unknown key each', ofTickets, (n) => ticketText(n, () => ({ x: 1 })));
written('unknown keys', ofTickets, (n) => JSON.stringify(keys(n)));
written(
  'a long string',
  () => stagePrefix('eventSetup'),
  (n) => `{"description":"${'😀'.repeat(10 * n)}`,
);
written(
  'a long string of escapes',
  () => stagePrefix('eventSetup'),
  (n) => `{"description":"${'\\u00e9'.repeat(n)}`,
);
written('a long string where one of a few is due', ofTickets, (n) => `{"currency":"${'E'.repeat(10 * n)}`);
written('a long key', ofTickets, (n) => `{"${'k'.repeat(10 * n)}`);
written('a long number', ofTickets, (n) => `{"tiers":[{"quantity":${'1'.repeat(10 * n)}`);
written('blanks', ofTickets, (n) => `{"currency"${' '.repeat(10 * n)}:${' '.repeat(10 * n)}"GBP"${' '.repeat(10 * n)}`);
written('blanks after the end', ofTickets, (n) => `{}${' '.repeat(10 * n)}`);
written('more after what is no JSON', ofTickets, (n) => `{x${'[1]'.repeat(n)}`);
written('an array of values', ofTickets, (n) => `[${'1,'.repeat(5 * n)}`);
written('brackets', ofTickets, (n) => '['.repeat(10 * n));
written(
  'a row: unknown columns',
  () => sessionPrefix(),
  (n) => JSON.stringify(keys(n)),
);
written(
  'a row: one column again and again',
  () => sessionPrefix(),
  (n) => `{${'"status":"open",'.repeat(n)}`,
);
written(
  'a row: sound tiers',
  () => sessionPrefix(),
  (n) =>
    sessionText(
      'ticket_data',
      ticketText(n, () => ticket.tiers[0]),
    ),
);
written(
  'a row: a stage again and again',
  () => sessionPrefix({ stages: 'complete' }),
  (n) => `{${`"venue_data":${JSON.stringify(venue)},`.repeat(n)}`,
);
written(
  'a row: escapes that no text holds',
  () => sessionPrefix(),
  (n) => `{"context":["${'\\u0000","'.repeat(n)}`,
);
written(
  'rows',
  () => sessionPrefix(),
  (n) => `[${'{"session_id":"a"},'.repeat(n)}`,
);
const begun = (call, shape, judge, make) =>
  add(call, shape, (n) => {
    const text = make(n);
    return () => {
      const { issues, value } = judge(text);
      return [issues, value];
    };
  });
begun(
  'validateStagePrefix',
  'empty tiers',
  (text) => validateStagePrefix('ticketSetup', text),
  (n) => `{"tiers":[${'{},'.repeat(n)}`,
);
begun(
  'validateStagePrefix',
  'brackets',
  (text) => validateStagePrefix('ticketSetup', text),
  (n) => '[{"a":'.repeat(n),
);
begun(
  'validateSessionPrefix',
  'unknown columns',
  (text) => validateSessionPrefix(text),
  (n) => JSON.stringify(keys(n)).slice(0, -1),
);
// ---- an agent's state, and rows of a collection

const delta = (shape, make) =>
  add('wizardSubscriber, a delta', shape, (n) => {
    const { state, operations } = make(n);
    const subscriber = wizardSubscriber();
    return () => subscriber.onStateDeltaEvent({ event: { delta: operations }, state });
  });
const badTiers = (n) => ({ ticket_data: tiers(n, (i) => ({ name: `T${i}`, price_minor: -1 })) });
const before = { op: 'add', path: '/ticket_data/tiers/0', value: {} };
delta('a bad item before bad ones', (n) => ({ state: badTiers(n), operations: [before] }));
delta('many operations at the front of a list', (n) => ({ state: badTiers(1), operations: times(n, () => before) }));
delta('items moved among bad ones', (n) => ({
  state: badTiers(n),
  operations: times(n, (i) => ({ op: 'move', from: `/ticket_data/tiers/${i}`, path: '/ticket_data/tiers/0' })),
}));
delta('a bad list that is exchanged', (n) => ({
  state: badTiers(n),
  operations: [{ op: 'replace', path: '/ticket_data', value: tiers(n, (i) => ({ name: `U${i}`, price_minor: -2 })) }],
}));
delta('an item with many unknown keys', (n) => ({
  state: { ticket_data: tiers(1, () => keys(n)) },
  operations: [{ op: 'replace', path: '/ticket_data/tiers', value: [keys(n)] }],
}));
delta('a test of a large value', (n) => ({
  state: { event_data: keys(n) },
  operations: [{ op: 'test', path: '/event_data', value: keys(n) }],
}));
delta('copies of a large value', (n) => ({
  state: { event_data: keys(n) },
  operations: times(5, (i) => ({ op: 'copy', from: '/event_data', path: `/k${i}` })),
}));
delta('a long pointer', (n) => ({ state: {}, operations: [{ op: 'add', path: '/a~1b'.repeat(n), value: 1 }] }));
delta('bad operations', (n) => ({ state: {}, operations: times(n, () => ({ op: 'put', path: '/x' })) }));
delta('nested lists', (n) => ({
  state: { event_data: nests(n) },
  operations: [{ op: 'add', path: '/x', value: nests(n) }],
}));
add('wizardSubscriber, a snapshot', 'bad items after a new one', (n) => {
  const state = badTiers(n);
  const snapshot = { ticket_data: { ...state.ticket_data, tiers: [{}, ...state.ticket_data.tiers] } };
  const subscriber = wizardSubscriber();
  return () => subscriber.onStateSnapshotEvent({ event: { snapshot }, state });
});
add(
  'validateResume',
  'answers to questions',
  (n) => {
    const open = times(n, (i) => ({ id: `i${i}`, responseSchema: { type: 'string' } }));
    const resume = times(n, (i) => ({ interruptId: `i${i}`, status: 'resolved', payload: i }));
    return () => validateResume(open, resume);
  },
  { sizes: [25, 100, 400] },
);
add('validateResume', 'questions without an answer', (n) => {
  const open = times(n, (i) => ({ id: `i${i}` }));
  return () => validateResume(open, []);
});
for (const [name, schema] of Object.entries({
  ...rowSchemas.wizard_sessions,
  collection: rowSchemas.wizard_sessions.collection(() => session),
})) {
  add(`rowSchemas.wizard_sessions.${name}`, 'unknown columns', (n) => {
    const row = { ...session, ...keys(n) };
    return () => schema['~standard'].validate(row);
  });
  add(`rowSchemas.wizard_sessions.${name}`, 'empty tiers', (n) => {
    const row = { ...session, ticket_data: tiers(n, () => ({})) };
    return () => schema['~standard'].validate(row);
  });
}

/** A tool for a session that stays as it is. */
const tool = (name, shape, make, error = () => null) =>
  add(`wizardTools ${name}`, shape, (n) => {
    const { row = {}, args = {} } = make(n);
    const { [name]: handled } = wizardTools({
      session: { read: () => row, write() {} },
      save: async () => ({ error: error(n) }),
    });
    return () => handled.handler(args);
  });
tool('fillStage', 'unknown keys', (n) => ({ args: { stage: 'eventSetup', data: keys(n) } }));
tool('fillStage', 'unknown arguments', (n) => ({ args: { stage: 'eventSetup', ...keys(n) } }));
tool('fillStage', 'empty tiers over as many', (n) => ({
  row: { ticket_data: tiers(n, () => ({ price_minor: -1 })) },
  args: { stage: 'ticketSetup', data: tiers(n, () => ({})), complete: true },
}));
tool('fillStage', 'a long text over another', (n) => ({
  row: { event_data: { description: `${'\u0007\n'.repeat(n)}` } },
  args: { stage: 'eventSetup', data: { description: `${'\ufffd\n'.repeat(n)}` } },
}));
tool('fillStage', 'nested data', (n) => ({
  args: { stage: 'ticketSetup', data: { registration_questions: nests(n) } },
}));
tool('fillStage', 'a stage of many that are completed', (n) => ({
  row: { completed_stages: times(n, (i) => `s${i}`) },
  args: { stage: 'ticketSetup', complete: false },
}));
tool('getSession', 'long texts', (n) => ({
  row: { event_data: { description: '漢\n'.repeat(n), title: 'x'.repeat(n) } },
}));
tool('getSession', 'unknown keys in each stage', (n) => ({ row: { event_data: keys(n), payment_data: keys(n, 'x') } }));
tool('getSession', 'bad tiers, and nested data', (n) => ({
  row: { ticket_data: { ...tiers(n, () => ({})), registration_questions: nests(n) } },
}));
tool('setStatus', 'bad tiers', (n) => ({
  row: { ...session, ticket_data: tiers(n, () => ({})) },
  args: { status: 'completed' },
}));
tool('save', 'bad tiers', (n) => ({ row: { ...session, ticket_data: tiers(n, () => ({})), completed_stages: [] } }));
tool(
  'save',
  'an error with a long text',
  () => ({ row: session }),
  (n) => ({ code: 'P0001', message: `"${' '.repeat(n)}`, details: '(' }),
);
