// A stage's schema as the parameters of a frontend tool, in the core of CopilotKit v2, with which `useFrontendTool`
// registers its tools: with its own conversion for the model, and its own call of the handler.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { CopilotKitCore } from '@copilotkit/core';
import { schemaToJsonSchema } from '@copilotkit/shared';
import { stageSchemas, stages, toToolResult, validateStage } from 'event-wizard-validator';
import { data } from './documents.js';

function coreWithTools() {
  const core = new CopilotKitCore({});
  for (const stage of stages) {
    core.addTool({
      name: stage,
      description: `Saves ${stage}`,
      parameters: stageSchemas[stage],
      handler: async (args) => toToolResult(validateStage(stage, args, { mode: 'complete' })),
    });
  }
  return core;
}

test('the model gets an object without references, and the schema stays intact', () => {
  const before = stages.map((stage) => JSON.stringify(schemaToJsonSchema(stageSchemas[stage])));
  // CopilotKit deletes every `additionalProperties` in the object it gets.
  for (const round of [1, 2]) {
    const tools = coreWithTools().buildFrontendTools();
    assert.deepEqual(tools.map((each) => each.name).sort(), [...stages].sort());
    for (const { name, parameters } of tools) {
      assert.equal(parameters.type, 'object', `round ${round}`);
      const ours = schemaToJsonSchema(stageSchemas[name]);
      assert.deepEqual(Object.keys(parameters.properties), Object.keys(ours.properties));
      assert.ok(!JSON.stringify(parameters).includes('$ref'));
      assert.ok(!('additionalProperties' in parameters));
    }
  }
  assert.deepEqual(
    stages.map((stage) => JSON.stringify(schemaToJsonSchema(stageSchemas[stage]))),
    before,
  );
  assert.ok(before[0].includes('additionalProperties'));
});

test('the handler returns the issues, and the assistant gets them as the result', async () => {
  const core = coreWithTools();
  const tool = core.getTool({ toolName: 'ticketSetup' });
  assert.deepEqual(await tool.handler(data.ticketSetup), { ok: true });
  const result = await tool.handler({ ...data.ticketSetup, currency: 'EURO' });
  assert.equal(result.ok, false);
  assert.deepEqual(result.issues[0].path, ['currency']);
});

test('the quick start, rendered, provides a tool that saves only good tickets', async () => {
  const { document } = await import('./dom.js');
  const { act, createElement } = await import('react');
  const { createRoot } = await import('react-dom/client');
  const { CopilotKitContext, CopilotKitCoreReact } = await import('@copilotkit/react-core/v2/context');
  // The same hook from the entry that renders nothing.
  const code = readFileSync('quick-starts/copilotkit.js', 'utf8').replace('react-core/v2"', 'react-core/v2/headless"');
  writeFileSync('quick-starts/copilotkit_headless.js', code);
  const { SaveTickets } = await import('./quick-starts/copilotkit_headless.js');
  const stored = new Map();
  Object.defineProperty(globalThis, 'localStorage', { value: { setItem: (key, text) => stored.set(key, text) } });
  const copilotkit = new CopilotKitCoreReact({});
  const root = createRoot(document.createElement('div'));
  const provider = createElement(CopilotKitContext.Provider, { value: { copilotkit } }, createElement(SaveTickets));
  await act(() => root.render(provider));
  const { handler } = copilotkit.getTool({ toolName: 'saveTickets' });
  assert.equal((await handler({ ...data.ticketSetup, currency: 'EURO' })).ok, false);
  assert.equal(stored.size, 0);
  assert.deepEqual(await handler(data.ticketSetup), { ok: true });
  assert.deepEqual(JSON.parse(stored.get('tickets')), data.ticketSetup);
  await act(() => root.unmount());
});
