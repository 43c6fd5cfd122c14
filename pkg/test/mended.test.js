// Mistakes that assistants make, each corrected in one round with nothing but the tool's result.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { toToolResult, validateSession, validateStage } from 'event-wizard-validator';
import { data as documents } from './documents.js';

const at = (data, path) => path.reduce((value, key) => value[key], data);

/**
 * What an assistant does that reads an issue: it takes the suggestion, removes what it is told to remove, and otherwise
 * follows the rule's own params. It does not know the schema.
 */
function mend(data, { path, code, params, message }) {
  const object = at(data, path.slice(0, -1));
  const key = path.at(-1);
  if (message.includes('leave it out')) {
    delete object[key];
  } else if (code === 'additionalProperties') {
    object[params.suggestion] = object[key];
    delete object[key];
  } else if (params.suggestion !== undefined) {
    object[key] = params.suggestion;
  } else if (code === 'event_end_after_start') {
    // Later on the day of the start, with the same offset.
    object[key] = params.starts_at.replace(/T.*?(?=Z$|[+-]\d\d:\d\d$)/, 'T23:59:00');
  } else {
    const [, number] = /: (\d+) for /.exec(message) ?? [];
    assert.ok(number !== undefined, `nothing says how to mend ${path.join('/')}: ${message}`);
    object[key] = Number(number);
  }
}

/** The stage, and how its data is made wrong. */
const MISTAKES = {
  'an amount in units for one in cents': [
    'ticketSetup',
    ({ tiers }) => {
      tiers[0].price_minor = 12.5;
    },
  ],
  'an amount as text': [
    'ticketSetup',
    ({ tiers }) => {
      tiers[0].price_minor = '12.50';
    },
  ],
  'a key without its unit': [
    'ticketSetup',
    ({ tiers }) => {
      tiers[0].price = tiers[0].price_minor;
      delete tiers[0].price_minor;
    },
  ],
  "a currency's name": [
    'ticketSetup',
    (data) => {
      data.currency = 'Euro';
    },
  ],
  "a country's name": [
    'venueSetup',
    ({ address }) => {
      address.country = 'Germany';
    },
  ],
  'a country that is none in ISO 3166': [
    'venueSetup',
    ({ address }) => {
      address.country = 'UK';
    },
  ],
  'null for what may be left out': [
    'eventSetup',
    (data) => {
      data.minimum_age = null;
    },
  ],
  'a city for a time zone': [
    'eventSetup',
    (data) => {
      data.time_zone = 'London';
    },
  ],
  'a label for a value': [
    'eventSetup',
    (data) => {
      data.attendance_mode = 'In person and online';
    },
  ],
  'a key in another style': [
    'eventSetup',
    (data) => {
      data.startsAt = data.starts_at;
      delete data.starts_at;
    },
  ],
  'a value in capitals': [
    'paymentSetup',
    (data) => {
      data.refund_policy = 'NO_REFUNDS';
    },
  ],
};

describe('one round corrects', () => {
  for (const [name, [stage, spoil]] of Object.entries(MISTAKES)) {
    test(name, () => {
      const data = structuredClone(documents[stage]);
      assert.equal(validateStage(stage, data, { mode: 'complete' }).valid, true);
      spoil(data);
      const result = toToolResult(validateStage(stage, data, { mode: 'complete' }));
      assert.equal(result.ok, false);
      // An unknown key also causes an issue about the key that is missing because of it.
      const told = result.issues.filter(({ code }) => code !== 'required');
      assert.ok(told.length > 0);
      for (const issue of told) mend(data, issue);
      assert.deepEqual(toToolResult(validateStage(stage, data, { mode: 'complete' })), { ok: true });
    });
  }

  test('an end before the start', () => {
    const event_data = { ...documents.eventSetup, ends_at: '2027-06-12T18:30:00+01:00' };
    const row = { session_id: 'a', event_data };
    for (const issue of toToolResult(validateSession(row)).issues) mend(row, issue);
    assert.deepEqual(toToolResult(validateSession(row)), { ok: true });
  });
});
