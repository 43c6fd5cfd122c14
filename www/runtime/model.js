// Which real model answers on the demo page, by the keys in the environment. The keys go to the runtime alone.

/** Each provider's key, and the model that is asked unless DEMO_MODEL names another. */
const PROVIDERS = [
  { key: 'OPENAI_API_KEY', provider: 'openai', model: 'openai/gpt-5' },
  { key: 'ANTHROPIC_API_KEY', provider: 'anthropic', model: 'anthropic/claude-sonnet-4.5' },
  { key: 'GOOGLE_API_KEY', provider: 'google', model: 'google/gemini-2.5-pro' },
];

/**
 * The model, as `provider/name`; undefined without a key.
 * @param env the environment: DEMO_MODEL chooses among the providers whose key is there.
 * @throws Error if DEMO_MODEL is not of that form, or its provider has no key.
 */
export function modelIn(env) {
  const ready = PROVIDERS.filter(({ key }) => env[key]);
  const wanted = env.DEMO_MODEL;
  if (!wanted) return ready[0]?.model;
  const known = PROVIDERS.find(
    ({ provider }) => wanted.startsWith(`${provider}/`) && wanted.length > provider.length + 1,
  );
  if (!known) throw new Error(`DEMO_MODEL must be like ${PROVIDERS[0].model}, not ${wanted}`);
  if (!env[known.key]) throw new Error(`DEMO_MODEL is ${wanted}, and ${known.key} is not set`);
  return wanted;
}
