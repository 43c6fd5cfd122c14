// The demo page with a model behind CopilotKit's runtime: a server on this machine that speaks like OpenAI's, streams a tool
// call with a fault, and reads the issues that come back. `make demo-model-test`; not among the other tests, since the
// runtime takes 300 MB.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, get } from 'node:http';
import process from 'node:process';
import { after, before, test } from 'node:test';
import { validateSession } from 'event-wizard-validator';
import { launch, watch } from '../e2e/browser.js';
import { serve } from '../serve.js';
import { modelIn } from './model.js';

const KEY = 'a key that must not reach the page';
const RESTING = '[data-testid=assistant][data-phase=resting]';

/** What the model was asked: the bodies of the requests. */
const asked = [];

/** A tool call, in the pieces in which OpenAI streams it. */
function* call(name, args) {
  const id = `call_${asked.length}`;
  yield { tool_calls: [{ index: 0, id, type: 'function', function: { name, arguments: '' } }] };
  for (const piece of JSON.stringify(args).match(/.{1,5}/gs)) {
    yield { tool_calls: [{ index: 0, function: { arguments: piece } }] };
  }
}

/** The next turn, by what the tools have answered: the model knows no schema, and takes what the issue suggests. */
function* turn({ messages, tools }) {
  assert.ok(tools.some((tool) => tool.function.name === 'fillStage'));
  const last = messages.at(-1);
  const data = { attendance_mode: 'in_person', name: 'The Old Custom House' };
  if (last.role === 'user') yield* call('fillStage', { stage: 'venueSetup', data });
  else {
    const { ok, issues } = JSON.parse(last.content);
    if (ok) yield { content: 'The venue is entered.' };
    else
      yield* call('fillStage', {
        stage: 'venueSetup',
        data: { ...data, attendance_mode: issues.find(({ params }) => params.suggestion).params.suggestion },
      });
  }
}

const model = createServer(async (request, response) => {
  let text = '';
  for await (const chunk of request) text += chunk;
  assert.equal(request.url, '/v1/chat/completions');
  assert.equal(request.headers.authorization, `Bearer ${KEY}`);
  const body = JSON.parse(text);
  asked.push(body);
  response.writeHead(200, { 'Content-Type': 'text/event-stream' });
  const tell = (delta, finish_reason = null) =>
    response.write(
      `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 0, model: body.model, choices: [{ index: 0, delta, finish_reason }] })}\n\n`,
    );
  tell({ role: 'assistant' });
  let isCall = false;
  for (const delta of turn(body)) {
    isCall = 'tool_calls' in delta;
    tell(delta);
  }
  tell({}, isCall ? 'tool_calls' : 'stop');
  response.end('data: [DONE]\n\n');
});

let server;
let browser;

/** Asks as another site's page could. */
async function statusOf(path, headers) {
  const asking = get(new URL(path, server.address), { headers });
  const [answer] = await once(asking, 'response');
  answer.resume();
  return answer.statusCode;
}

before(async () => {
  model.listen(0, '127.0.0.1');
  await once(model, 'listening');
  process.env.OPENAI_API_KEY = KEY;
  process.env.OPENAI_BASE_URL = `http://127.0.0.1:${model.address().port}/v1`;
  process.env.DEMO_MODEL = 'openai/a-model';
  server = await serve(0, process.env);
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await server?.close();
  model.closeAllConnections();
  model.close();
});

test('DEMO_MODEL chooses the model, and must have its key', () => {
  assert.equal(modelIn({}), undefined);
  assert.equal(modelIn({ ANTHROPIC_API_KEY: 'k' }), 'anthropic/claude-sonnet-4.5');
  assert.equal(modelIn({ OPENAI_API_KEY: 'k', GOOGLE_API_KEY: 'k', DEMO_MODEL: 'google/g/1' }), 'google/g/1');
  assert.throws(() => modelIn({ OPENAI_API_KEY: 'k', DEMO_MODEL: 'google/g' }), /GOOGLE_API_KEY is not set/);
  assert.throws(() => modelIn({ OPENAI_API_KEY: 'k', DEMO_MODEL: 'openai/' }), /DEMO_MODEL must be like openai/);
});

test('a person writes, the model calls a tool, is refused, corrects itself, and the row is stored', async () => {
  const page = await browser.newPage();
  const faults = watch(page, server.address);
  const answers = [];
  page.on('response', (response) => answers.push(response.text().catch(() => '')));
  await page.goto(`${server.address}#assistant?lang=en&session=with-a-model`);
  await page.locator('html[data-database=ready]').waitFor({ timeout: 180_000 });
  await page.getByRole('button', { name: 'A real model answers: openai/a-model', pressed: true }).waitFor();
  await page.getByLabel('Message to the assistant').fill('We are at the Old Custom House.');
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByText('The venue is entered.').waitFor({ timeout: 60_000 });
  await page.locator(RESTING).waitFor();
  assert.equal(await page.locator('.call[data-verdict=refused] .issue[data-code=enum]').count(), 1);
  assert.ok(Number(await page.locator('.issue[data-code=enum]').getAttribute('data-at')) > 0);
  const row = JSON.parse(await page.getByTestId('stored-row').textContent());
  assert.deepEqual(row.venue_data, { attendance_mode: 'offline', name: 'The Old Custom House' });
  assert.equal(validateSession(row, { operation: 'update', current: row }).valid, true);
  assert.equal(asked.length, 3);
  assert.deepEqual(faults, []);
  for (const headers of [{ host: 'elsewhere.example' }, { origin: 'http://elsewhere.example' }]) {
    assert.equal(await statusOf('/api/copilotkit/info', headers), 403, JSON.stringify(headers));
  }
  assert.ok(
    (await Promise.all(answers)).every((text) => !text.includes(KEY)),
    'the key reached the page',
  );
});
