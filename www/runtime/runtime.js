// CopilotKit's runtime for the demo page: the way from the page to a real model. It is loaded only if there is a key, and only
// after that is installed (300 MB).

import process from 'node:process';
import { createOpenAI } from '@ai-sdk/openai';

/** Where the page finds the runtime, on its own host. */
export const PATH = '/api/copilotkit';

const PROMPT = [
  'You help the organizer of an event to fill in a wizard of five stages. Use the tools; call getSession first.',
  'If a tool refuses your data, correct it by the issues that it returns. Ask the user for what you do not know.',
  'Answer in the language of the user, and briefly.',
].join(' ');

/**
 * The listener for requests to PATH.
 * @param model as `modelIn` gives it.
 */
export async function createListener(model) {
  // Read when the runtime is loaded: nothing is told to its makers.
  process.env.COPILOTKIT_TELEMETRY_DISABLED = 'true';
  const { BuiltInAgent, CopilotRuntime } = await import('@copilotkit/runtime/v2');
  const { createCopilotNodeListener } = await import('@copilotkit/runtime/v2/node');
  const [provider, name] = model.split(/\/(.*)/s);
  const { OPENAI_BASE_URL: baseURL } = process.env;
  // Servers that speak like OpenAI's know chat completions, and seldom the newer responses.
  const asked = provider === 'openai' && baseURL ? createOpenAI({ baseURL }).chat(name) : model;
  const runtime = new CopilotRuntime({ agents: { default: new BuiltInAgent({ model: asked, prompt: PROMPT }) } });
  return createCopilotNodeListener({ runtime, basePath: PATH });
}
