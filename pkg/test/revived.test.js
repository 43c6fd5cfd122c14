// Drafts that an older version stored: what is kept of them is sound, unchanged and the most that can be kept.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { describe, test } from 'node:test';
import { completion, stages, validateSession, validateStage } from 'event-wizard-validator';
import { reviveDraft, reviveSession } from 'event-wizard-validator/draft';
import { de } from 'event-wizard-validator/locales/de';
import { event, organizer, payment, session, ticket, venue } from './documents.js';
import { random } from './random.js';

const DRAFT = { mode: 'draft' };
const COMPLETE = {
  organizerSetup: organizer,
  eventSetup: event,
  ticketSetup: ticket,
  venueSetup: venue,
  paymentSetup: payment,
};
const text = (name) => readFileSync(path.join(process.env.FIXTURES, name), 'utf8');
const lines = (name) =>
  text(name)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
const isContainer = (value) => value !== null && typeof value === 'object';
const isEmpty = (value) => Object.keys(value).length === 0;

/** The places of all scalars and empty containers, as JSON texts of their paths. */
function leaves(value, at = []) {
  if (!isContainer(value) || isEmpty(value)) return [JSON.stringify(at)];
  const key = (name) => (Array.isArray(value) ? Number(name) : name);
  return Object.entries(value).flatMap(([name, inner]) => leaves(inner, [...at, key(name)]));
}

/** The value without some of its leaves; a container that loses all of them goes, too. */
function without(value, absent, at = []) {
  if (!isContainer(value) || isEmpty(value)) return absent.has(JSON.stringify(at)) ? undefined : value;
  const inner = (each, key) => without(each, absent, [...at, key]);
  if (Array.isArray(value)) {
    const items = value.map(inner).filter((each) => each !== undefined);
    return items.length > 0 || at.length === 0 ? items : undefined;
  }
  const members = Object.entries(value).map(([key, each]) => [key, inner(each, key)]);
  const left = members.filter(([, each]) => each !== undefined);
  return left.length > 0 || at.length === 0 ? Object.fromEntries(left) : undefined;
}

/** Without the values at the paths; what is left of a container stays. */
function cutOut(value, paths, at = []) {
  if (!isContainer(value)) return value;
  const goes = (key) => paths.has(JSON.stringify([...at, key]));
  if (Array.isArray(value)) {
    return value.flatMap((each, index) => (goes(index) ? [] : [cutOut(each, paths, [...at, index])]));
  }
  const members = Object.entries(value).filter(([key]) => !goes(key));
  return Object.fromEntries(members.map(([key, each]) => [key, cutOut(each, paths, [...at, key])]));
}

/** How many leaves the draft lost. */
function lost(stored, dropped) {
  const covered = (leaf) => dropped.some(({ path: at }) => at.every((segment, depth) => leaf[depth] === segment));
  return leaves(stored).filter((leaf) => covered(JSON.parse(leaf))).length;
}

/** What holds of every draft that is revived. */
function checked(stage, stored, revived = reviveDraft(stage, stored)) {
  const { data, dropped, issues } = revived;
  const shown = JSON.stringify(stored)?.slice(0, 500);
  assert.equal(validateStage(stage, data, DRAFT).valid, true, shown);
  const column = stage.replace('Setup', '_data');
  assert.equal(validateSession({ session_id: 'a', [column]: data }).persistable, true, shown);
  const again = reviveDraft(stage, data);
  assert.deepEqual([again.data, again.dropped, again.issues], [data, [], []], shown);
  const paths = new Set(dropped.map((each) => JSON.stringify(each.path)));
  if (isContainer(stored) && !Array.isArray(stored)) {
    assert.deepEqual(data, cutOut(JSON.parse(JSON.stringify(stored)), paths), shown);
  }
  assert.deepEqual([...new Set(dropped.map(({ issue }) => issue))], issues);
  for (const { message } of issues) assert.ok(message.length > 5);
  return revived;
}

/** The fewest leaves whose absence makes a sound draft, by trying all. */
function fewest(stored, isSound) {
  const all = leaves(stored);
  assert.ok(all.length <= 12, `${all.length} leaves`);
  const sets = Array.from({ length: 2 ** all.length }, (_, bits) => all.filter((_leaf, place) => (bits >> place) & 1));
  sets.sort((a, b) => a.length - b.length);
  return sets.find((absent) => isSound(without(stored, new Set(absent)))).length;
}

const TIMES = [
  '2026-05-01T10:00:00+02:00',
  '2026-05-01T12:00:00+02:00',
  '2026-05-01T11:00:00+05:00',
  '2026-05-02T10:00:00Z',
  'soon',
  7,
];
const CHOICES = {
  eventSetup: {
    title: ['Jazz', '', 5, { en: 'Jazz' }, []],
    starts_at: TIMES,
    ends_at: TIMES,
    doors_at: TIMES,
    time_zone: ['Europe/Berlin', 'Asia/Karachi', 'Mars/Base'],
    tags: [['a'], ['a', 'A'], ['a', 'b', 'a'], ['x', 3, 'X'], 'a', [[]]],
    performers: [[{ name: 'P', url: 'x' }], [{ name: 'P', age: 3 }], [{}, 5]],
    venue: [1, { name: 'x' }, null],
  },
  ticketSetup: {
    currency: ['EUR', 'EURO'],
    tiers: [
      {
        name: ['a', 'A', 'b', 5],
        kind: ['free', 'paid', 'donation', 'vip'],
        price_minor: [0, 5, 1.5],
        minimum_price_minor: [3, 7],
      },
      { name: ['a', ' a'], sales_start_at: TIMES, sales_end_at: TIMES },
      { kind: ['free', 'paid'], quantity: [1, 5, 0], min_per_order: [3, 6], max_per_order: [2, 8, 500] },
    ],
    seats: [5],
    waiting_list: [true, 'yes'],
  },
  paymentSetup: {
    provider: ['stripe', 'paypal', 'bank'],
    account_id: ['acct_1234567890', 'DE12', 'sk_live_abcdefghijklmnopqrstuvwx'],
    statement_descriptor: ['ab', 'Jazz <3', 'JAZZ BERLIN', 5],
    accepted_terms: [true, false],
    accepted_terms_at: TIMES,
    tax_basis_points: [5, -1],
  },
  organizerSetup: {
    name: ['A', ''],
    email: ['a@b', 'a@example.org', 5],
    kind: ['company', 'band'],
    postal_address: [{ city: 'B', zip: 1 }, 'B', { country: 'XX' }, []],
    social_links: [[{ network: 'x', url: 'x' }], [{ network: 'mine', url: 'https://a.example' }, 5]],
  },
  venueSetup: {
    attendance_mode: ['online', 'here'],
    name: ['V', ''],
    coordinates: [{ latitude: 91, longitude: 5 }, { latitude: 5, height: 1 }, [1, 2]],
    accessibility: [['quiet_room', 'quiet_room'], ['loud_room', 'captions'], 'captions'],
  },
};

/** A random document: of a list of alternatives one, of an object some of the members, of other lists some of the items. */
function drawn(next, choices, isList) {
  if (isContainer(choices) && !Array.isArray(choices)) {
    const some = Object.entries(choices).filter(() => next() < 0.75);
    return Object.fromEntries(some.map(([key, each]) => [key, drawn(next, each, key === 'tiers')]));
  }
  if (isList) return choices.filter(() => next() < 0.6).map((each) => drawn(next, each));
  return choices[Math.floor(next() * choices.length)];
}

describe('the least is dropped, as trying every choice shows', () => {
  for (const stage of stages) {
    test(stage, () => {
      const next = random(18);
      let tried = 0;
      let lossy = 0;
      while (tried < 60) {
        const stored = drawn(next, CHOICES[stage]);
        if (leaves(stored).length > 10) continue;
        tried++;
        const { dropped } = checked(stage, stored);
        const least = fewest(stored, (data) => validateStage(stage, data, { ...DRAFT, maxIssues: 1 }).valid);
        assert.equal(lost(stored, dropped), least, JSON.stringify(stored));
        if (least > 0) lossy++;
      }
      assert.ok(lossy > 30, String(lossy));
    });
  }
  test('of a session, whose columns go whole', () => {
    const next = random(12);
    const choices = {
      session_id: ['a'],
      status: ['draft', 'active', 'completed', 'published', 'open'],
      current_stage: ['eventSetup', 'eventSetup', 'seating'],
      completed_stages: [[], ['eventSetup'], ['eventSetup', 'venueSetup'], ['seating'], ['eventSetup', 'eventSetup']],
      completion_percentage: [0, 20, 40, 100, 'half'],
      published_at: ['2026-01-01T00:00:00Z', 'today'],
      seats: [5],
      event_data: [{ title: 'x' }, event],
      venue_data: [{ attendance_mode: 'online' }, venue],
    };
    for (let tried = 0; tried < 150; tried++) {
      const stored = { session_id: 'a', ...drawn(next, choices) };
      const { data, dropped } = reviveSession(stored);
      const shown = JSON.stringify(stored);
      assert.equal(validateSession(data).persistable, true, shown);
      const columns = Object.keys(stored);
      const sets = Array.from({ length: 2 ** columns.length }, (_, bits) => columns.filter((_c, i) => (bits >> i) & 1));
      const weight = (absent) => absent.reduce((sum, column) => sum + leaves(stored[column]).length, 0);
      const sound = sets
        .filter((absent) => !absent.includes('session_id'))
        .sort((a, b) => weight(a) - weight(b))
        .find((absent) => {
          const rest = Object.fromEntries(Object.entries(stored).filter(([column]) => !absent.includes(column)));
          return validateSession(rest, { stages: 'skip', maxIssues: 1 }).persistable;
        });
      assert.equal(
        lost(stored, dropped),
        weight(sound),
        `${shown}: ${dropped.map(({ pointer }) => pointer)}, ${sound}`,
      );
    }
  });
});

describe('every draft of the fixtures', () => {
  for (const stage of stages) {
    test(stage, () => {
      for (const { data } of lines(`stages/${stage.replace('Setup', '')}.jsonl`)) checked(stage, data);
    });
  }
  test('sound data is kept whole', () => {
    for (const stage of stages) {
      const { data, dropped, issues } = reviveDraft(stage, JSON.stringify(COMPLETE[stage]));
      assert.deepEqual([data, dropped, issues], [COMPLETE[stage], [], []]);
    }
    const { data, dropped } = reviveSession({ ...session, status: 'draft', published_at: undefined });
    assert.deepEqual(dropped, []);
    assert.equal(completion(data).percentage, completion(session).percentage);
  });
});

describe('what goes, and why', () => {
  const goes = (stage, stored) =>
    checked(stage, stored).dropped.map(({ pointer, issue }) => `${pointer} ${issue.code}`);
  const earlier = '2026-05-01T10:00:00Z';
  const later = '2026-05-01T12:00:00Z';
  test('the end, if it is before the start; the start, if the doors contradict it, too', () => {
    assert.deepEqual(goes('eventSetup', { starts_at: later, ends_at: earlier }), ['/ends_at event_end_after_start']);
    const times = { starts_at: earlier, ends_at: earlier, doors_at: later };
    assert.deepEqual(goes('eventSetup', times), ['/starts_at event_end_after_start']);
  });
  test('of equal entries all but the first, and then the last of those that are too many', () => {
    const tags = ['a', 'b', 'a', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l'];
    assert.deepEqual(goes('eventSetup', { tags }), ['/tags/2 maxItems', '/tags/11 maxItems', '/tags/12 maxItems']);
    const capitals = ['a', 'A', ...tags.slice(3, 12)];
    assert.deepEqual(goes('eventSetup', { tags: capitals }), ['/tags/1 maxItems']);
  });
  test('the tiers that hold the least, if there are too many', () => {
    const tiers = Array.from({ length: 52 }, (_, i) => ({ name: `t${i}`, quantity: 5 }));
    tiers[3] = {};
    tiers[7] = { name: 't7' };
    assert.deepEqual(goes('ticketSetup', { tiers }), ['/tiers/3 maxItems', '/tiers/7 maxItems']);
  });
  test('places are those in what was stored, whatever went before', () => {
    const tiers = [5, { name: 'a' }, 'x', { name: 'A', x: 1 }, { kind: 'free', price_minor: 5 }];
    const stored = JSON.stringify({ tiers });
    assert.deepEqual(goes('ticketSetup', JSON.parse(stored)).sort(), [
      '/tiers/0 type',
      '/tiers/2 type',
      '/tiers/3/name tier_name_once',
      '/tiers/3/x additionalProperties',
      '/tiers/4/price_minor const',
    ]);
  });
  test('a stage that is no longer complete is no longer listed', () => {
    const stored = { ...session, status: 'draft', published_at: undefined, event_data: { ...event, title: 5 } };
    const { data, dropped, issues } = reviveSession(stored);
    assert.equal(validateSession(data).persistable, true);
    assert.deepEqual(
      dropped.map(({ pointer }) => pointer),
      ['/event_data/title', '/completed_stages', '/completion_percentage'],
    );
    assert.deepEqual(issues[0].path, ['event_data', 'title']);
  });
});

describe('input of every kind', () => {
  test('nothing stored', () => {
    for (const none of [null, undefined, 'null', ' null ']) {
      for (const revived of [reviveDraft('eventSetup', none), reviveSession(none)]) {
        assert.deepEqual(revived, { data: {}, dropped: [], issues: [] });
      }
    }
  });
  test('text that is not JSON, and JSON that is not an object', () => {
    for (const broken of ['', '{', '{"title":"a"', 'undefined', '[object Object]', "{'a':1}", '\ufeff{}']) {
      for (const { data, dropped, issues } of [reviveDraft('eventSetup', broken), reviveSession(broken)]) {
        assert.deepEqual([data, dropped.length, issues.length], [{}, 1, 1], broken);
        assert.deepEqual([dropped[0].path, issues[0].code, issues[0].params], [[], 'notJudged', { reason: 'json' }]);
        assert.equal(issues[0].message, 'This could not be read: it is not JSON');
      }
    }
    for (const other of ['[]', '5', '"text"', 'true', [], 5, true]) {
      for (const { data, dropped, issues } of [checked('eventSetup', other), reviveSession(other)]) {
        assert.deepEqual([data, dropped.length, issues.length], [{}, 1, 1], String(other));
      }
    }
  });
  test('the reader’s language, and your own labels', () => {
    assert.match(reviveDraft('eventSetup', '{', { locale: de }).issues[0].message, /kein JSON/);
    assert.match(reviveDraft('eventSetup', { title: 5 }, { locale: de }).issues[0].message, /muss ein Text sein/);
    const labels = { 'Event title': 'Name of the concert' };
    assert.equal(
      reviveDraft('eventSetup', { title: 5 }, { labels }).issues[0].message,
      'Name of the concert must be text',
    );
    assert.match(reviveSession({ status: 'x' }, { locale: de }).issues[0].message, /^Status muss/);
  });
  test('secrets are not repeated', () => {
    const secret = 'sk_live_abcdefghijklmnopqrstuvwx';
    for (const stored of [
      { provider: 'stripe', account_id: secret },
      { provider: 'stripe', account_id: `${secret}\n` },
      { provider: 5, account: secret, tax_id: { secret } },
    ]) {
      const { dropped, issues, data } = checked('paymentSetup', stored);
      assert.doesNotMatch(JSON.stringify([dropped, issues, data]), /sk_live/);
    }
  });
  test('names of every object, and keys that are too long to be repeated', () => {
    const odd = JSON.parse('{"__proto__":{"title":1},"constructor":1,"toString":[],"title":"a","tags":["a"]}');
    const { data } = checked('eventSetup', odd);
    assert.deepEqual(data, { title: 'a', tags: ['a'] });
    const long = { ['k'.repeat(1000)]: 1, [`${'k'.repeat(999)}l`]: 2, ['k'.repeat(200)]: 3, title: 'a' };
    const { data: left, dropped } = reviveDraft('eventSetup', long);
    assert.deepEqual(left, { title: 'a' });
    assert.equal(dropped.length, 3);
    assert.ok(dropped.every(({ path: at }) => at[0].length <= 201));
    const row = reviveSession({ session_id: 'a', ...odd, ...long });
    assert.deepEqual(row.data, { session_id: 'a' });
    assert.equal({}.title, undefined);
  });
  test('what is given is not changed', () => {
    const stored = { title: 5, tags: ['a', 'a', 'A'], tiers: [] };
    const before = JSON.stringify(stored);
    checked('eventSetup', stored);
    reviveSession({ event_data: stored });
    assert.equal(JSON.stringify(stored), before);
    const frozen = Object.freeze({ title: 5, tags: Object.freeze(['a', 'a']) });
    assert.deepEqual(reviveDraft('eventSetup', frozen).data, { tags: ['a'] });
  });
  test('values as JSON.stringify has them', () => {
    const { data } = reviveDraft('eventSetup', {
      title: 'a',
      summary: undefined,
      starts_at: new Date(0),
      capacity: NaN,
    });
    assert.deepEqual(data, { title: 'a', starts_at: new Date(0).toJSON() });
    // What the database's JSON lacks: lone surrogates, and U+0000.
    const odd = '{"title":"\\ud800","summary":"a","\\udc00":1,"performers":[{"name":"\\u0000","role":"b"}]}';
    assert.deepEqual(reviveDraft('eventSetup', odd).data, { summary: 'a', performers: [{ role: 'b' }] });
    const row = reviveSession(`{"session_id":"a","event_data":${odd},"\\ud800":1,"current_stage":"\\u0000"}`);
    assert.deepEqual(row.data, { session_id: 'a', event_data: { summary: 'a', performers: [{ role: 'b' }] } });
    assert.equal(validateSession(row.data).persistable, true);
    const questions = '{"registration_questions":{"properties":{"a":{"title":"\\u0000"},"b":{}}}}';
    assert.deepEqual(reviveDraft('ticketSetup', questions).data, {
      registration_questions: { properties: { a: {}, b: {} } },
    });
  });
  test('nesting of any depth', () => {
    for (const levels of [400, 5000, 200_000]) {
      const deep = `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
      const { data, dropped } = reviveDraft('eventSetup', `{"title":"a","old":${deep},"tags":${deep}}`);
      assert.deepEqual([data, dropped.length], [{ title: 'a' }, 2], String(levels));
      const row = reviveSession(`{"session_id":"a","old":${deep},"event_data":{"title":"b","old":${deep}}}`);
      assert.deepEqual(row.data, { session_id: 'a', event_data: { title: 'b' } }, String(levels));
    }
    let value = {};
    for (let depth = 0; depth < 200_000; depth++) value = { a: value };
    const { data, issues } = reviveDraft('eventSetup', { title: 'a', old: value });
    assert.deepEqual([data, issues[0].params], [{}, { reason: 'depth' }]);
  });
  test('a wrong call is a TypeError that says what is allowed', () => {
    const cycle = {};
    cycle.self = cycle;
    const thrown = (call, message) =>
      assert.throws(call, (error) => error instanceof TypeError && message.test(error.message));
    thrown(() => reviveDraft('tickets', '{}'), /stage must be one of 'organizerSetup'/);
    thrown(
      () => reviveDraft('ticketSetup', '{}', { mode: 'draft' }),
      /unknown option 'mode'; allowed are 'locale', 'labels'/,
    );
    thrown(() => reviveSession('{}', null), /options must be an object/);
    thrown(() => reviveDraft('ticketSetup', '{}', { locale: 'de' }), /locale/);
    for (const value of [cycle, { a: 1n }, () => 1, Symbol('a')]) {
      thrown(() => reviveDraft('ticketSetup', value), /the draft/);
      thrown(() => reviveSession(value), /the draft/);
    }
    assert.deepEqual(reviveDraft('ticketSetup', '{}').data, {});
  });
});
