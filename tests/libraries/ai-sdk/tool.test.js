// A stage's schema as a tool's input schema: what the model receives, and what happens to what it sends.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asSchema, generateText, isStepCount, tool } from 'ai';
import { MockLanguageModelV4 } from 'ai/test';
import { stageSchemas, stages, toToolResult, validateStage } from 'event-wizard-validator';
import { toolSchema } from 'event-wizard-validator/tools';
import { data } from './documents.js';
import { fillTickets } from './quick-starts/ai-sdk.js';

test('the schema is converted, and validates as ours does', async () => {
  for (const stage of stages) {
    const schema = asSchema(stageSchemas[stage]);
    const json = await schema.jsonSchema;
    assert.equal(json.type, 'object');
    assert.equal(json.additionalProperties, false);
    const ours = stageSchemas[stage]['~standard'].jsonSchema.input({ target: 'draft-07' });
    assert.deepEqual(Object.keys(json.properties), Object.keys(ours.properties));
    assert.deepEqual(await schema.validate(data[stage]), { success: true, value: data[stage] });
    const failed = await schema.validate({});
    assert.equal(failed.success, false);
    assert.match(failed.error.message, /required|must/i);
    // The SDK modifies the object it gets; the next one is intact.
    assert.deepEqual(await asSchema(stageSchemas[stage]).jsonSchema, json);
  }
});

/** A model that calls the tool with each of the inputs in turn, and then says that it is done. */
function model(inputs) {
  const usage = {
    inputTokens: { total: 1, noCache: 1, cacheRead: 0, cacheWrite: 0 },
    outputTokens: { total: 1, text: 1, reasoning: 0 },
  };
  let turn = 0;
  return new MockLanguageModelV4({
    doGenerate: async () => {
      const input = inputs[turn++];
      const content =
        input === undefined
          ? [{ type: 'text', text: 'done' }]
          : [{ type: 'tool-call', toolCallId: `call-${turn}`, toolName: 'saveTickets', input: JSON.stringify(input) }];
      const unified = input === undefined ? 'stop' : 'tool-calls';
      return { content, finishReason: { unified, raw: unified }, usage, warnings: [] };
    },
  });
}

test('in generateText, bad input comes back to the model, and good input reaches the tool', async () => {
  const bad = { ...data.ticketSetup, currency: 'EURO' };
  const saved = [];
  const tools = {
    saveTickets: tool({
      description: 'Saves the tickets',
      inputSchema: stageSchemas.ticketSetup,
      execute: (input) => {
        saved.push(input);
        return toToolResult(validateStage('ticketSetup', input, { mode: 'complete' }));
      },
    }),
  };
  const asked = model([bad, data.ticketSetup]);
  const { text, steps } = await generateText({ model: asked, tools, prompt: 'tickets', stopWhen: isStepCount(5) });
  assert.equal(text, 'done');
  assert.deepEqual(saved, [data.ticketSetup]);
  const error = steps[0].content.find((part) => part.type === 'tool-error');
  assert.match(JSON.stringify(error.error.message ?? error.error), /[Cc]urrency/);
  const result = steps[1].content.find((part) => part.type === 'tool-result');
  assert.deepEqual(result.output, { ok: true });
  assert.equal(asked.doGenerateCalls.length, 3);
  assert.match(JSON.stringify(asked.doGenerateCalls[1].prompt), /[Cc]urrency/);
  assert.equal(asked.doGenerateCalls[0].tools[0].inputSchema.type, 'object');
});

test('a tool in strict mode: the model gets the strict schema, and its nulls are left out', async () => {
  const saved = [];
  const tools = { saveTickets: fillTickets((tickets) => saved.push(tickets)) };
  const asked = model([{ currency: 'EURO' }, { currency: 'EUR', tiers: null, external_ticket_url: null }]);
  const { steps } = await generateText({ model: asked, tools, prompt: 'in euros', stopWhen: isStepCount(5) });
  assert.deepEqual(saved, [{ currency: 'EUR' }]);
  assert.match(JSON.stringify(steps[0].content.find((part) => part.type === 'tool-error')), /Currency must be/);
  const [sent] = asked.doGenerateCalls[0].tools;
  assert.equal(sent.strict, true);
  assert.deepEqual(sent.inputSchema, toolSchema('ticketSetup', { profile: 'openai-strict', mode: 'draft' }));
});
