// The schemas of /tools in OpenAI's and Anthropic's own SDKs, against a server that a test plays: what the model is sent,
// and what becomes of its answers.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import Anthropic from '@anthropic-ai/sdk';
import { betaStandardSchemaTool } from '@anthropic-ai/sdk/helpers/beta/standard-schema';
import { stageSchemas, stages } from 'event-wizard-validator';
import { toolParameters, toolSchema } from 'event-wizard-validator/tools';
import OpenAI from 'openai';
import { standardFunction } from 'openai/helpers/standard-schema';
import { data } from './documents.js';
import { fillTickets } from './quick-starts/openai.js';

const require = createRequire(import.meta.url);
const { toStrictJsonSchema } = require('openai/lib/transform');
const { transformJSONSchema } = require('@anthropic-ai/sdk/lib/transform-json-schema');
const MODES = ['draft', 'complete'];

test('OpenAI’s SDK finds nothing to change in a strict schema, and refuses a stage’s own', () => {
  for (const stage of stages) {
    for (const mode of MODES) {
      const schema = toolSchema(stage, { profile: 'openai-strict', mode });
      assert.deepEqual(toStrictJsonSchema(structuredClone(schema)), schema);
    }
    const { jsonSchema } = stageSchemas[stage]['~standard'];
    assert.throws(() => toStrictJsonSchema(jsonSchema.input({ target: 'draft-07' })));
  }
});

/** The schema without each `type` beside the values that are allowed, which says nothing more. */
const withoutTypes = (schema) =>
  JSON.parse(JSON.stringify(schema), (_, value) => {
    if (typeof value !== 'object' || value === null || !('enum' in value || 'const' in value)) return value;
    const { type, ...rest } = value;
    return typeof type === 'string' ? rest : value;
  });

test('Anthropic’s SDK moves nothing of a strict schema into descriptions', () => {
  for (const stage of stages) {
    for (const mode of MODES) {
      const schema = toolSchema(stage, { profile: 'anthropic-strict', mode });
      assert.deepEqual(transformJSONSchema(structuredClone(schema)), withoutTypes(schema));
    }
  }
});

/** A `fetch` that gives each answer in turn, and keeps what it was asked. */
function server(answers) {
  const asked = [];
  const fetch = async (_, { body }) => {
    asked.push(JSON.parse(body));
    return Response.json(answers[asked.length - 1]);
  };
  return { asked, fetch };
}

/** What a model of OpenAI answers: a call of the tool with these arguments, or text. */
const ofOpenAI = (args) => ({
  id: 'c',
  object: 'chat.completion',
  created: 0,
  model: 'm',
  choices: [
    {
      index: 0,
      finish_reason: args ? 'tool_calls' : 'stop',
      message: args
        ? {
            role: 'assistant',
            content: null,
            tool_calls: [
              { id: 't', type: 'function', function: { name: 'saveTickets', arguments: JSON.stringify(args) } },
            ],
          }
        : { role: 'assistant', content: 'done' },
    },
  ],
});

test('OpenAI: faults go back to the model, nulls are left out, and good tickets are saved', async () => {
  const tiers = data.ticketSetup.tiers.map((tier) => ({ ...tier, sales_start_at: null, hidden: null }));
  const good = { ...data.ticketSetup, tiers, external_ticket_url: null, waiting_list: null };
  const { asked, fetch } = server([ofOpenAI({ ...good, currency: null }), ofOpenAI(good), ofOpenAI()]);
  const saved = [];
  const client = new OpenAI({ apiKey: 'k', fetch });
  assert.equal(await fillTickets(client, 'Two kinds of ticket', (tickets) => saved.push(tickets)), 'done');
  assert.deepEqual(saved, [data.ticketSetup]);
  const [{ function: sent }] = asked[0].tools;
  assert.equal(sent.strict, true);
  assert.deepEqual(sent.parameters, toolSchema('ticketSetup', { profile: 'openai-strict', mode: 'complete' }));
  assert.match(asked[1].messages.at(-1).content, /currency: Currency must be given/);
  assert.deepEqual(JSON.parse(asked[2].messages.at(-1).content), { ok: true });
});

test('OpenAI: a tool of every stage in both modes', () => {
  for (const stage of stages) {
    for (const mode of MODES) {
      const parameters = toolParameters(stage, { profile: 'openai-strict', mode });
      const made = standardFunction({ name: stage, parameters, function: () => '' });
      assert.deepEqual(made.function.parameters, toolSchema(stage, { profile: 'openai-strict', mode }));
    }
  }
});

test('Anthropic: faults go back to the model, and a draft reaches the tool', async () => {
  const message = (content, stop_reason) => ({
    id: 'm',
    type: 'message',
    role: 'assistant',
    model: 'm',
    content,
    stop_reason,
    usage: {},
  });
  const call = (input) => message([{ type: 'tool_use', id: 't', name: 'fillTickets', input }], 'tool_use');
  const answers = [
    call({ currency: 'EURO' }),
    call({ currency: 'EUR' }),
    message([{ type: 'text', text: 'done' }], 'end_turn'),
  ];
  const { asked, fetch } = server(answers);
  const saved = [];
  const tool = betaStandardSchemaTool({
    name: 'fillTickets',
    description: 'Fills in what is known of the tickets.',
    strict: true,
    inputSchema: toolParameters('ticketSetup', { profile: 'anthropic-strict', mode: 'draft' }),
    run: (tickets) => {
      saved.push(tickets);
      return 'saved';
    },
  });
  const client = new Anthropic({ apiKey: 'k', fetch });
  const messages = [{ role: 'user', content: 'In euros' }];
  const last = await client.beta.messages.toolRunner({ model: 'm', max_tokens: 9, messages, tools: [tool] });
  assert.equal(last.content[0].text, 'done');
  assert.deepEqual(saved, [{ currency: 'EUR' }]);
  assert.equal(asked[0].tools[0].strict, true);
  const schema = toolSchema('ticketSetup', { profile: 'anthropic-strict', mode: 'draft' });
  assert.deepEqual(withoutTypes(asked[0].tools[0].input_schema), withoutTypes(schema));
  assert.match(JSON.stringify(asked[1].messages), /Currency must be/);
});
