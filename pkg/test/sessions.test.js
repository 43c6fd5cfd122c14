// What is reported about a whole session: advice, conflicts, whether its status may change, and the offset of its time
// zone.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkTransition, completion, toToolResult, validateSession, validateStage } from 'event-wizard-validator';
import { checkSchema } from 'event-wizard-validator/dynamic';
import { data, session } from './documents.js';

const codes = (issues) => issues.map(({ code }) => code);
/** A session with some members of one stage replaced. */
const changed = (column, members) => ({ ...session, [column]: { ...session[column], ...members } });

describe('advice', () => {
  const tiers = [1, 2].map((number) => ({ name: `Tier ${number}`, kind: 'free', price_minor: 0, quantity: 200 }));
  const row = {
    session_id: 'a',
    event_data: { attendance_mode: 'offline', capacity: 200 },
    ticket_data: { tiers },
  };

  test('makes nothing invalid', () => {
    const verdict = validateSession(row);
    assert.equal(verdict.valid, true);
    assert.equal(verdict.persistable, true);
    assert.equal(verdict.truncated, false);
    assert.deepEqual(verdict.issues, []);
    const [advice] = verdict.advice;
    assert.equal(advice.source, 'advice');
    assert.equal(advice.code, 'quantities_within_capacity');
    assert.deepEqual(advice.params, { quantity: 400, capacity: 200 });
    assert.equal(advice.pointer, '/ticket_data/tiers');
    assert.match(advice.message, /400/);
    const { path, code, params, message } = advice;
    assert.deepEqual(toToolResult(verdict), { ok: true, advice: [{ path, code, params, message }] });
  });

  test('is not counted as an issue, and does not make a verdict truncated', () => {
    const bad = { ...row, organizer_data: { email: 'a@localhost' } };
    for (const maxIssues of [1, 2, 3]) {
      const verdict = validateSession(bad, { maxIssues });
      assert.deepEqual(codes(verdict.issues), ['email_domain']);
      assert.equal(verdict.valid, false);
      assert.equal(verdict.truncated, false, String(maxIssues));
    }
    assert.equal(validateSession(row, { maxIssues: 1 }).valid, true);
  });

  test('a good row has none, and a single tier that is too large is an issue', () => {
    assert.deepEqual(validateSession(session).advice, []);
    const [tier] = tiers;
    const large = validateSession({ ...row, ticket_data: { tiers: [{ ...tier, quantity: 201 }] } });
    assert.deepEqual(codes(large.issues), ['quantity_within_capacity']);
    const parking = { ...tier, quantity: 201, counts_toward_capacity: false };
    assert.equal(validateSession({ ...row, ticket_data: { tiers: [parking] } }).valid, true);
  });
});

describe('completion', () => {
  test('reports where stages contradict each other, though each is complete', () => {
    assert.deepEqual(completion(session).conflicts, []);
    const other = session.event_data.attendance_mode === 'offline' ? 'online' : 'offline';
    const torn = completion(changed('event_data', { attendance_mode: other }));
    assert.equal(torn.percentage, 100);
    assert.deepEqual(torn.missing, []);
    assert.deepEqual(codes(torn.conflicts), ['attendance_mode_agrees']);
    assert.deepEqual(torn.conflicts[0].path, ['venue_data', 'attendance_mode']);
    assert.equal(torn.truncated, false);
  });

  test('a contradiction within one stage is listed as missing there, and only once', () => {
    const { starts_at } = session.event_data;
    const { missing, conflicts } = completion(changed('event_data', { ends_at: starts_at }));
    assert.deepEqual(codes(missing), ['event_end_after_start']);
    assert.ok(!codes(conflicts).includes('event_end_after_start'));
  });
});

describe('checkTransition with a session', () => {
  test('a finished status requires all stages, complete and without conflicts', () => {
    assert.equal(checkTransition('active', 'completed', session).valid, true);
    assert.equal(checkTransition('active', 'completed').valid, true);
    const { venue_data: _, ...without } = session;
    assert.ok(codes(checkTransition('active', 'completed', without).issues).includes('stage_has_data'));
    const torn = changed('payment_data', { provider: 'none' });
    assert.deepEqual(codes(checkTransition('active', 'completed', torn).issues), ['provider_takes_payments']);
    const half = changed('event_data', { title: undefined });
    assert.deepEqual(codes(checkTransition('active', 'completed', half).issues), ['required']);
    const { session_id: __, ...partial } = session;
    assert.equal(checkTransition('active', 'completed', partial).valid, true);
    const claims = { ...session, completed_stages: ['organizerSetup'], completion_percentage: 20 };
    assert.deepEqual(codes(checkTransition('completed', 'published', claims).issues), ['finished_when_all_completed']);
  });

  test('other statuses require nothing, and a forbidden step is the only issue', () => {
    assert.equal(checkTransition('draft', 'active', {}).valid, true);
    assert.equal(checkTransition('active', 'abandoned', { event_data: { title: 1 } }).valid, true);
    // An event published with a mistake can be unpublished.
    assert.equal(checkTransition('published', 'completed', { event_data: { title: 1 } }).valid, true);
    assert.equal(checkTransition('published', 'published', {}).valid, true);
    assert.equal(checkTransition('active', 'active', {}).valid, true);
    assert.deepEqual(codes(checkTransition('draft', 'published', {}).issues), ['status_transition']);
    for (const wrong of [null, 1, 'a', []]) {
      assert.throws(() => checkTransition('active', 'completed', wrong), /session must be an object/);
    }
  });
});

describe('the offset of the time zone', () => {
  const at = (starts_at, time_zone) => validateStage('eventSetup', { starts_at, time_zone }, { mode: 'draft' });

  test('follows the time zone database, on both sides of a change', () => {
    for (const [zone, time, expected] of [
      ['Europe/London', '2027-03-28T00:59:59+00:00', null],
      ['Europe/London', '2027-03-28T02:00:00+01:00', null],
      ['Europe/London', '2027-03-28T02:00:00+00:00', '+01:00'],
      ['Europe/London', '2027-06-12T19:30:00+02:00', '+01:00'],
      ['europe/LONDON', '2027-06-12T19:30:00+02:00', '+01:00'],
      ['America/New_York', '2027-11-07T01:30:00-04:00', null],
      ['America/New_York', '2027-11-07T01:30:00-05:00', null],
      ['America/New_York', '2027-12-07T01:30:00-04:00', '-05:00'],
      ['Asia/Kathmandu', '2027-01-01T00:00:00+05:45', null],
      ['Asia/Kathmandu', '2027-01-01T00:00:00+05:30', '+05:45'],
      ['Pacific/Kiritimati', '2027-01-01T00:00:00+14:00', null],
      ['Australia/Lord_Howe', '2027-01-01T00:00:00+11:00', null],
      ['Australia/Lord_Howe', '2027-07-01T00:00:00+10:30', null],
      ['UTC', '1970-01-01T00:00:00+00:00', null],
      ['UTC', '2099-12-31T23:59:59+00:00', null],
      // This gives only the moment, not an offset.
      ['Europe/London', '2027-06-12T19:30:00Z', null],
      ['Europe/London', '2027-06-12T19:30:00-00:00', null],
    ]) {
      const { issues } = at(time, zone);
      const [first] = issues;
      assert.equal(first?.params.expected ?? null, expected, `${zone} ${time}`);
      if (first !== undefined) {
        assert.deepEqual(codes(issues), ['offset_of_time_zone']);
        assert.deepEqual(first.params.time_zone, zone);
        assert.equal(first.params.offset, time.slice(-6));
      }
    }
  });

  test('a time that clocks skip is reported as such, whatever its offset', () => {
    for (const time of ['02:30:00+01:00', '02:30:00+02:00', '02:00:00+01:00', '02:59:59+05:00']) {
      const { issues } = at(`2027-03-28T${time}`, 'Europe/Berlin');
      assert.deepEqual(codes(issues), ['local_time_exists'], time);
    }
    for (const time of ['01:59:59+01:00', '03:00:00+02:00']) {
      assert.equal(at(`2027-03-28T${time}`, 'Europe/Berlin').valid, true, time);
    }
    // Corrected as the issue says, the time is valid.
    for (const hour of Array.from({ length: 24 }, (_, index) => String(index).padStart(2, '0'))) {
      for (const day of ['2027-03-28', '2027-10-31', '2027-06-01']) {
        const [issue] = at(`${day}T${hour}:30:00+07:00`, 'Europe/Berlin').issues;
        if (issue.code === 'local_time_exists') assert.equal(`${day} ${hour}`, '2027-03-28 02');
        else assert.equal(at(`${day}T${hour}:30:00${issue.params.expected}`, 'Europe/Berlin').valid, true);
      }
    }
  });

  test('an invalid zone is reported only by the schema', () => {
    for (const zone of ['Factory', 'Europe/Nowhere', '', 'US / Pacific', '\u0000']) {
      assert.deepEqual(codes(at('2027-06-12T19:30:00+02:00', zone).issues), ['format'], zone);
    }
    assert.deepEqual(codes(at('2027-06-12T19:30:00+02:00', 'x'.repeat(1000)).issues), ['maxLength']);
    assert.equal(at('2027-06-12T19:30:00+02:00', undefined).valid, true);
  });

  test('an engine whose Intl fails leaves the offset unjudged', () => {
    const { DateTimeFormat } = Intl;
    try {
      const odd = () => ({ format: () => 'never' });
      const failing = () => {
        throw new Error('no');
      };
      // Each has its own zone, since what is known about a zone is kept.
      for (const [broken, zone] of [
        [undefined, 'Asia/Tokyo'],
        [failing, 'Asia/Seoul'],
        [odd, 'Asia/Dubai'],
        [
          function Odd() {
            return odd();
          },
          'Asia/Muscat',
        ],
      ]) {
        Intl.DateTimeFormat = broken;
        assert.equal(at('2027-06-12T19:30:00+02:00', zone).valid, true, zone);
      }
    } finally {
      Intl.DateTimeFormat = DateTimeFormat;
    }
    assert.equal(at('2027-06-12T19:30:00+02:00', 'Asia/Manila').valid, false, 'the next call is judged again');
  });
});

describe('checkSchema', () => {
  const form = { type: 'object', properties: { diet: { title: 'Diet', enum: ['any', 'vegan'] } }, required: ['diet'] };

  test('accepts registration questions, and says where invalid ones are wrong', () => {
    assert.equal(checkSchema(form).valid, true);
    assert.equal(
      validateStage('ticketSetup', { ...data.ticketSetup, registration_questions: form }, { mode: 'complete' }).valid,
      true,
    );
    for (const [schema, pointer] of [
      [{ ...form, required: 'diet' }, '/required'],
      [{ ...form, properties: { diet: { type: 'choice' } } }, '/properties/diet/type'],
      [{ ...form, properties: { diet: { pattern: '(' } } }, '/properties/diet/pattern'],
      [{ $ref: '#/nowhere' }, '/$ref'],
      [5, ''],
    ]) {
      const { valid, persistable, issues } = checkSchema(schema);
      assert.equal(valid, false);
      assert.equal(persistable, true);
      assert.equal(issues.length, 1);
      assert.equal(issues[0].pointer, pointer);
      assert.match(issues[0].message, /^the schema is wrong/);
    }
    assert.throws(() => checkSchema(form, { draft: 7 }), TypeError);
    assert.throws(() => checkSchema(undefined), TypeError);
  });
});
