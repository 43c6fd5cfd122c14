// What the functions say about rows, stages, transitions and progress.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as wizard from 'event-wizard-validator';
import { data, organizer, session, ticket } from './documents.js';

const { validateSession, validateAction, validateSessionJson, validateActionJson, validateStage } = wizard;
const codes = (verdict) => verdict.issues.map((issue) => issue.code);

test('exports what the README lists, and nothing else', () => {
  assert.deepEqual(Object.keys(wizard).sort(), [
    'WebAssemblyError',
    'checkTransition',
    'completion',
    'draftSchemas',
    'explainDatabaseError',
    'isStage',
    'schemaVersion',
    'stageSchemas',
    'stages',
    'statuses',
    'toAjvErrors',
    'toToolResult',
    'validateAction',
    'validateActionJson',
    'validateActions',
    'validateSession',
    'validateSessionJson',
    'validateSessions',
    'validateStage',
    'withLocale',
  ]);
});

test('constants come from the lifecycle', () => {
  assert.deepEqual(wizard.stages, ['organizerSetup', 'eventSetup', 'ticketSetup', 'venueSetup', 'paymentSetup']);
  assert.deepEqual([...wizard.statuses].sort(), ['abandoned', 'active', 'completed', 'draft', 'published']);
  assert.match(wizard.schemaVersion, /^[0-9a-f]{16}$/);
});

test('a good row gets the one frozen verdict', () => {
  const verdict = validateSession(session);
  assert.deepEqual(verdict, { valid: true, persistable: true, issues: [], advice: [], truncated: false });
  assert.ok(Object.isFrozen(verdict) && Object.isFrozen(verdict.issues));
  assert.equal(validateSession(session), verdict);
  assert.equal(validateSessionJson(JSON.stringify(session)), verdict);
  assert.equal(validateAction({ session_id: 'wiz_1', action_name: 'open', response_time_ms: 12 }), verdict);
  assert.equal(validateActionJson('{"session_id":"wiz_1","action_name":"open"}'), verdict);
});

test('a violated CHECK is the error that PostgreSQL would return', () => {
  const verdict = validateSession({ session_id: 'a', status: 'open' }, { stages: 'skip' });
  assert.equal(verdict.valid, false);
  assert.equal(verdict.persistable, false);
  const [{ source, code, constraint, sqlstate, column, path, pointer, message }] = verdict.issues;
  assert.deepEqual(
    { source, code, constraint, sqlstate, column, path, pointer },
    {
      source: 'database',
      code: 'valid_status',
      constraint: 'valid_status',
      sqlstate: '23514',
      column: 'status',
      path: ['status'],
      pointer: '/status',
    },
  );
  assert.match(message, /^Status must be .*draft/);
});

test('the layers stay apart: what the database accepts is persistable', () => {
  const verdict = validateSession({
    session_id: 'a',
    completion_percentage: '0',
    organizer_data: { email: 'a@localhost' },
  });
  assert.equal(verdict.persistable, true);
  assert.equal(verdict.valid, false);
  assert.deepEqual(
    verdict.issues.map(({ source, code, pointer }) => [source, code, pointer]),
    [['rule', 'email_domain', '/organizer_data/email']],
  );
  const refused = validateSession({ session_id: 'a', ticket_data: { currency: 'EURO' } });
  assert.equal(refused.persistable, false);
  assert.deepEqual(
    refused.issues.map(({ source, code, pointer }) => [source, code, pointer]),
    [
      ['database', 'ticket_data_valid', '/ticket_data'],
      ['schema', 'enum', '/ticket_data/currency'],
    ],
  );
});

test('database errors are named as PostgreSQL and PostgREST name them', () => {
  const percentage = ['completion_percentage'];
  const cases = [
    ['{}', 'not_null_violation', '23502', ['session_id']],
    ['{"session_id":null}', 'not_null_violation', '23502', ['session_id']],
    ['{"session_id":"a","user_id":"x"}', 'invalid_text_representation', '22P02', ['user_id']],
    ['{"session_id":"a","completion_percentage":5e1}', 'invalid_text_representation', '22P02', percentage],
    ['{"session_id":"a","completion_percentage":3000000000}', 'numeric_value_out_of_range', '22003', percentage],
    [`{"session_id":"${'x'.repeat(256)}"}`, 'string_data_right_truncation', '22001', ['session_id']],
    [
      '{"session_id":"a","event_data":{"title":"\\u0000"}}',
      'untranslatable_character',
      '22P05',
      ['event_data', 'title'],
    ],
    ['{"session_id":"a","nonsense":1}', 'PGRST204', undefined, ['nonsense']],
    ['{"session_id":', 'PGRST102', undefined, []],
    ['{"session_id":"a","status":"open"}', 'valid_status', '23514', ['status']],
  ];
  for (const [text, code, sqlstate, path] of cases) {
    const [issue] = validateSessionJson(text, { stages: 'skip' }).issues;
    assert.deepEqual(
      [issue?.source, issue?.code, issue?.sqlstate, issue?.path],
      ['database', code, sqlstate, path],
      text,
    );
    assert.ok(issue.message.length > 10 && !/undefined|null|\[object/.test(issue.message), issue.message);
  }
});

test('an update is judged by its columns, merged over the stored row', () => {
  const update = (row, current) => validateSession(row, { operation: 'update', current });
  const current = { session_id: 'a', status: 'draft' };
  assert.equal(update({ status: 'active' }).valid, true, 'session_id is not demanded');
  assert.equal(update({ status: 'active' }, current).valid, true);
  assert.ok(codes(update({ status: 'published' }, current)).includes('status_transition'));
  assert.deepEqual(codes(update({ session_id: null })), ['not_null_violation']);
  assert.equal(update({}).valid, true);
});

test('stages are judged as declared, as drafts, as complete, or not', () => {
  const row = { session_id: 'a', organizer_data: { name: 'x' } };
  assert.equal(validateSession(row).valid, true, 'a draft demands nothing');
  assert.deepEqual(codes(validateSession(row, { stages: 'draft' })), []);
  assert.ok(codes(validateSession(row, { stages: 'complete' })).includes('required'));
  assert.ok(codes(validateSession({ ...row, completed_stages: ['organizerSetup'] })).includes('required'));
  const broken = { session_id: 'a', organizer_data: { name: 5 } };
  const told = ['organizer_data_valid', 'type'];
  assert.deepEqual(codes(validateSession(broken, { stages: 'draft' })), told);
  assert.deepEqual(codes(validateSession(broken, { stages: 'skip' })), told, 'what the database refuses is explained');
  const torn = { session_id: 'a', organizer_data: { email: 'a@localhost' } };
  assert.deepEqual(codes(validateSession(torn)), ['email_domain']);
  assert.equal(validateSession(torn, { stages: 'skip' }).valid, true);
});

test('each stage accepts a valid document, and reports what another lacks', () => {
  for (const stage of wizard.stages) {
    assert.deepEqual(validateStage(stage, data[stage], { mode: 'complete' }).issues, [], stage);
    assert.equal(validateStage(stage, {}, { mode: 'draft' }).valid, true);
    const { issues } = validateStage(stage, {}, { mode: 'complete' });
    assert.ok(issues.length > 0);
    for (const issue of issues) {
      assert.equal(issue.code, 'required');
      assert.equal(issue.source, 'schema');
      assert.equal(issue.path.length, 1, 'the missing key ends the path');
      assert.match(issue.message, /^[A-Z].* must be given/);
    }
  }
});

test('messages name the field’s title, its place and the condition', () => {
  const message = (stage, value) => validateStage(stage, value, { mode: 'complete' }).issues[0]?.message;
  const free = { ...ticket, tiers: [ticket.tiers[0], { ...ticket.tiers[1], price_minor: 100 }] };
  assert.equal(message('ticketSetup', free), `“${ticket.tiers[1].name}”: the price must be 0 for a free ticket`);
  assert.match(message('organizerSetup', { ...organizer, name: '' }), /must not be blank$/);
  assert.match(message('organizerSetup', { ...organizer, legal_name: undefined }), / must be given when .* is /);
  assert.match(message('organizerSetup', { ...organizer, email: 'x' }), /e-mail address/);
  assert.equal(message('organizerSetup', { ...organizer, extra: 1 }), '“extra” is not a known field here');
});

test('transitions', () => {
  assert.equal(wizard.checkTransition('draft', 'active').valid, true);
  assert.equal(wizard.checkTransition('draft', 'draft').valid, true);
  const verdict = wizard.checkTransition('draft', 'published');
  assert.deepEqual([verdict.persistable, codes(verdict)], [false, ['status_transition']]);
  assert.equal(wizard.checkTransition(null, 'draft').valid, true);
  assert.equal(
    wizard.checkTransition(null, 'published').issues[0].message,
    'A session cannot begin as “published”; it can be “draft”, “active”, “completed”, or “abandoned”',
  );
  assert.deepEqual(codes(wizard.checkTransition(null, 'open')), ['known_status']);
  assert.equal(
    verdict.issues[0].message,
    'The status cannot change from “draft” to “published”; it can be “active” or “abandoned”',
  );
  assert.deepEqual(codes(wizard.checkTransition('draft', 'open')), ['known_status']);
  assert.throws(() => wizard.checkTransition('draft', null), /to must be a string/);
});

test('completion', () => {
  assert.deepEqual(wizard.completion(session), {
    percentage: 100,
    completedStages: [...wizard.stages],
    nextStage: null,
    missing: [],
    conflicts: [],
    truncated: false,
  });
  const part = wizard.completion({ organizer_data: organizer, ticket_data: ticket });
  assert.deepEqual(
    [part.percentage, part.completedStages, part.nextStage],
    [40, ['organizerSetup', 'ticketSetup'], 'eventSetup'],
  );
  assert.ok(part.missing.some((issue) => issue.path[0] === 'event_data'));
  assert.equal(wizard.completion({}).percentage, 0);
  assert.throws(() => wizard.completion([]), TypeError);
});

test('an array of rows is judged as one statement', () => {
  const places = (verdict) => verdict.issues.map((issue) => [issue.code, issue.pointer]);
  const bad = wizard.validateSessions([session, { ...session, completion_percentage: -1 }], { stages: 'skip' });
  assert.deepEqual(places(bad), [
    ['completion_percentage_agrees', '/1/completion_percentage'],
    ['valid_percentage', '/1/completion_percentage'],
  ]);
  assert.match(bad.issues[0].message, /^Row 2: Completion percentage/);
  const rows = [{ session_id: 'a', current_stage: 'eventSetup' }, { session_id: 'b' }];
  const nulled = wizard.validateSessions(rows);
  assert.deepEqual(places(nulled), [['not_null_violation', '/1/current_stage']], 'NULL, not the default');
  assert.equal(wizard.validateSessions(rows, { defaultToNull: false }).valid, true);
  assert.throws(() => wizard.validateSessions({}), /rows must be an array/);
  assert.throws(() => wizard.validateSessions([], { defaultToNull: 'no' }), TypeError);
});

test('what is sent is what is judged: JSON.stringify decides', () => {
  const judge = (more) => validateSession({ session_id: 'a', ...more }, { stages: 'skip' });
  const asNull = codes(judge({ completion_percentage: null }));
  assert.deepEqual(asNull, ['not_null_violation']);
  assert.deepEqual(codes(judge({ completion_percentage: Number.NaN })), asNull, 'NaN is sent as null');
  assert.deepEqual(codes(judge({ completion_percentage: Number.POSITIVE_INFINITY })), asNull);
  assert.equal(judge({ completion_percentage: -0 }).valid, true);
  assert.equal(judge({ nonsense: undefined }).valid, true, 'undefined is not sent');
  assert.equal(judge({ created_at: new Date(0) }).valid, true, 'a Date is sent as ISO 8601');
  assert.deepEqual(codes(judge({ completion_percentage: 1e21 })), ['invalid_text_representation']);
});
