// `make demo` and `make validate`, without the build that precedes them.

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import process from 'node:process';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const cwd = fileURLToPath(new URL('../..', import.meta.url));

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}

describe('validate', () => {
  const sessions = 'tests/fixtures/sessions';
  const cases = [
    { name: 'a valid row', file: `${sessions}/complete.json`, status: 0, says: /: valid$/m },
    {
      name: 'a row that is refused',
      file: `${sessions}/percentage_out_of_range.json`,
      status: 1,
      says: /refuse it\n.*completion_percentage_agrees \(23514\)/,
    },
    {
      name: 'a row with advice',
      file: `${sessions}/stages_disagree.json`,
      status: 1,
      says: /accept it\n.*event_end_after_start/,
    },
    {
      name: 'an update',
      file: `${sessions}/published_from_draft.json`,
      env: { OPERATION: 'update', CURRENT: `${sessions}/stored_draft.json` },
      status: 1,
      says: /status_transition/,
    },
    {
      name: 'an action',
      file: 'tests/fixtures/actions/without_name.json',
      env: { TABLE: 'actions' },
      status: 1,
      says: /23502/,
    },
    { name: 'no such file', file: 'nowhere.json', status: 2, says: /ENOENT/ },
    {
      name: 'no such operation',
      file: `${sessions}/complete.json`,
      env: { OPERATION: 'merge' },
      status: 2,
      says: /'insert', 'update'/,
    },
    {
      name: 'no such table',
      file: `${sessions}/complete.json`,
      env: { TABLE: 'events' },
      status: 2,
      says: /sessions, actions/,
    },
  ];
  for (const { name, file, env = {}, status, says } of cases) {
    test(name, () => {
      const ran = spawnSync('node', ['scripts/validate.mjs', file], {
        cwd,
        env: { ...process.env, ...env },
        encoding: 'utf8',
      });
      assert.match(ran.stdout + ran.stderr, says);
      assert.equal(ran.status, status);
    });
  }

  const run = (file, env = {}) =>
    spawnSync('node', ['scripts/validate.mjs', file], { cwd, env: { ...process.env, ...env }, encoding: 'utf8' })
      .stdout;
  /** The parameters of the link to the demo page, or undefined without one. */
  const linked = (said) => {
    const link = said.match(/http:\S+/)?.[0];
    return link && Object.fromEntries(new URLSearchParams(new URL(link).hash.replace(/^#row\?/, '')));
  };

  test('the link shows this very row in the demo', () => {
    const file = `${sessions}/price_as_text.json`;
    const text = readFileSync(`${cwd}/${file}`, 'utf8');
    assert.deepEqual(linked(run(file)), { row: text });
    assert.equal(new URL(run(file, { DEMO_PORT: '5000' }).match(/http:\S+/)[0]).host, '127.0.0.1:5000');
    assert.deepEqual(linked(run(file, { STAGES: 'skip' })), { row: text, stages: 'skip' });
    const action = 'tests/fixtures/actions/complete.json';
    assert.equal(linked(run(action, { TABLE: 'actions' })).table, 'actions');
    const current = `${sessions}/stored_draft.json`;
    const update = linked(run(`${sessions}/published_from_draft.json`, { OPERATION: 'update', CURRENT: current }));
    assert.equal(update.op, 'update');
    assert.equal(update.current, readFileSync(`${cwd}/${current}`, 'utf8'));
    // What the page cannot show gets no link: an upsert, and an update over a row without an id.
    assert.equal(linked(run(file, { OPERATION: 'upsert' })), undefined);
    assert.equal(linked(run(file, { OPERATION: 'update', CURRENT: file })), undefined);
  });

  test('--json is the verdict itself', () => {
    const file = `${sessions}/percentage_out_of_range.json`;
    const ran = spawnSync('node', ['scripts/validate.mjs', '--json', file], { cwd, encoding: 'utf8' });
    const verdict = JSON.parse(ran.stdout);
    assert.equal(verdict.persistable, false);
    assert.equal(verdict.issues[0].constraint, 'completion_percentage_agrees');
  });
});

describe('demo', () => {
  test('prints an address that answers, refuses a taken port, and ends at Ctrl-C with its port free', async () => {
    const port = await freePort();
    const env = { ...process.env, DEMO_PORT: String(port) };
    const demo = spawn('scripts/demo', { cwd, env, stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      demo.stdout.setEncoding('utf8');
      const [said] = await once(demo.stdout, 'data');
      const [address] = said.match(/http:\S+/);
      assert.equal(new URL(address).port, String(port));
      assert.ok((await fetch(address)).ok);

      const second = spawnSync('scripts/demo', { cwd, env, encoding: 'utf8' });
      assert.match(second.stderr, new RegExp(`port ${port} is taken`));
      assert.equal(second.status, 1);

      demo.kill('SIGINT');
      const [status] = await once(demo, 'exit');
      assert.equal(status, 0);
      await assert.rejects(fetch(address));
    } finally {
      demo.kill('SIGKILL');
    }
  });
});
