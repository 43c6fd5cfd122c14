// The schemas of /tools, as Ajv reads them: whatever is valid meets them, what they lack is said in words, and they keep
// within what each provider documents.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import Ajv2020 from 'ajv/dist/2020.js';
import { draftSchemas, stageSchemas, stages, validateStage } from 'event-wizard-validator';
import * as tools from 'event-wizard-validator/tools';
import { toolParameters, toolSchema, withoutNulls } from 'event-wizard-validator/tools';
import { corpus } from './corpus.js';

const MODES = { complete: stageSchemas, draft: draftSchemas };
/** The same with profiles. */
const TOOLS = { complete: tools.stageSchemas, draft: tools.draftSchemas };
/**
 * By profile: the keywords that may be in a schema, and the limits of one schema. From OpenAI's "Supported schemas"
 * (February 2026; Azure allows 500 values of `enum`), Anthropic's "JSON Schema limitations" (September 2026), and pull
 * request 289 of WebMCP (September 2026).
 */
const DOCUMENTED = {
  'openai-strict': {
    keywords:
      /^(type|title|description|enum|const|properties|required|additionalProperties|items|format|m(in|ax)imum|m(in|ax)Items)$/,
    formats: ['date-time'],
    limits: { properties: 100, values: 500, levels: 5, characters: 15_000 },
  },
  'anthropic-strict': {
    keywords: /^(type|title|description|enum|const|properties|required|additionalProperties|items|format|minItems)$/,
    formats: ['date-time'],
    limits: { optional: 24, unions: 0 },
  },
  webmcp: {
    keywords:
      /^(type|description|enum|default|properties|required|additionalProperties|items|m(in|ax)imum|m(in|ax)Length)$/,
    formats: [],
    limits: {},
  },
};
const documents = corpus();

/** Every schema in a schema, with its level of objects. */
function* schemasIn(schema, level = 1) {
  yield [schema, level];
  const inner = schema.type?.includes('object') ? level + 1 : level;
  for (const each of Object.values(schema.properties ?? {})) yield* schemasIn(each, inner);
  if (schema.items) yield* schemasIn(schema.items, level);
}

/** Every combination of stage, profile and mode. */
function* all() {
  for (const stage of stages) {
    for (const profile of Object.keys(DOCUMENTED))
      for (const mode of Object.keys(MODES)) yield { stage, profile, mode };
  }
}

/** The document as the tool can give it: registration questions have fields of any name, which strict modes refuse. */
function givable(document, profile) {
  if (profile === 'webmcp' || !Object.hasOwn(document, 'registration_questions')) return document;
  const { registration_questions, ...rest } = document;
  return rest;
}

/** The document as `openai-strict` has it, where null stands for what is missing. */
function withNulls(schema, value) {
  if (Array.isArray(value)) return schema.items ? value.map((item) => withNulls(schema.items, item)) : value;
  if (!schema.properties || typeof value !== 'object' || value === null) return value;
  const members = Object.entries(schema.properties).map(([name, property]) => [
    name,
    Object.hasOwn(value, name) ? withNulls(property, value[name]) : null,
  ]);
  return { ...value, ...Object.fromEntries(members) };
}

test('each schema has only keywords that the provider documents, and keeps within its limits', () => {
  for (const { stage, profile, mode } of all()) {
    const { keywords, formats, limits } = DOCUMENTED[profile];
    const schema = toolSchema(stage, { profile, mode });
    const count = { properties: 0, values: 0, levels: 0, optional: 0, unions: 0, characters: 0 };
    assert.equal(schema.type, 'object');
    for (const [each, level] of schemasIn(schema)) {
      for (const keyword of Object.keys(each)) assert.match(keyword, keywords, `${stage} ${profile}`);
      if (each.format) assert.ok(formats.includes(each.format));
      if (profile === 'anthropic-strict' && 'minItems' in each) assert.ok(each.minItems <= 1);
      const names = Object.keys(each.properties ?? {});
      if (profile !== 'webmcp' && each.type.includes('object')) assert.equal(each.additionalProperties, false);
      if (profile === 'openai-strict' && each.properties) assert.deepEqual(each.required, names);
      count.properties += names.length;
      count.optional += names.filter((name) => !each.required?.includes(name)).length;
      count.unions += Array.isArray(each.type) ? 1 : 0;
      count.values += each.enum?.length ?? 0;
      count.characters += names.join('').length + (each.enum ?? []).join('').length;
      count.levels = Math.max(count.levels, level);
    }
    for (const [name, limit] of Object.entries(limits)) {
      assert.ok(count[name] <= limit, `${stage} ${profile} ${mode}: ${count[name]} ${name}, at most ${limit}`);
    }
  }
});

test('whatever is valid meets the schema of its tool, and is judged valid by it', () => {
  const ajv = new Ajv2020({
    strict: true,
    strictRequired: false,
    strictTypes: false,
    allowUnionTypes: true,
    formats: { 'date-time': true },
  });
  let tried = 0;
  for (const { stage, profile, mode } of all()) {
    const { validate: judge, jsonSchema } = TOOLS[mode][stage]['~standard'];
    const schema = jsonSchema.input({ target: 'draft-2020-12', libraryOptions: { profile } });
    const meets = ajv.compile(schema);
    const { validate } = toolParameters(stage, { profile, mode })['~standard'];
    for (const document of documents[stage]) {
      if (!validateStage(stage, document, { mode }).valid) continue;
      const given = givable(document, profile);
      const sent = profile === 'openai-strict' ? withNulls(schema, given) : given;
      assert.ok(meets(sent), `${profile} ${mode}: ${JSON.stringify(sent)} ${JSON.stringify(meets.errors)}`);
      // The round trip: what the assistant sends is what was meant.
      assert.deepEqual(withoutNulls(stage, sent), given);
      assert.deepEqual(validate(sent), { value: given });
      assert.deepEqual(judge(sent), { value: given });
      tried++;
    }
  }
  assert.ok(tried > 2000, `${tried}`);
});

test('whatever does not meet the schema of a tool is invalid', () => {
  const ajv = new Ajv2020({ strict: false, allowUnionTypes: true, formats: { 'date-time': true } });
  let refused = 0;
  for (const { stage, profile, mode } of all()) {
    const schema = toolSchema(stage, { profile, mode });
    const meets = ajv.compile(schema);
    for (const document of documents[stage]) {
      const given = typeof document === 'object' && document !== null ? givable(document, profile) : document;
      if (meets(profile === 'openai-strict' ? withNulls(schema, given) : given)) continue;
      assert.equal(validateStage(stage, given, { mode }).valid, false, JSON.stringify(given));
      refused++;
    }
  }
  assert.ok(refused > 1000, `${refused}`);
});

/** The words for keywords, if a schema does not have the keyword itself. */
const SAID = {
  minimum: (value) => `at least ${value}`,
  maximum: (value) => `at most ${value}`,
  maxLength: (value) => `at most ${value} character`,
  minItems: (value) => `at least ${value} entr`,
  maxItems: (value) => `at most ${value} entr`,
  maxProperties: (value) => `at most ${value} field`,
  uniqueItems: () => 'not have the same entry twice',
  default: (value) => `If left out, ${value} holds`,
  examples: ([value]) => `For example ${JSON.stringify(value)}`,
  title: (value) => `${value}. `,
  format: (value) => ({ e164: 'a phone number', 'date-time': 'an offset' })[value] ?? 'Must be ',
  dependentRequired: (value) => `If ${Object.keys(value)[0]} is given, ${Object.values(value)[0][0]} must be given`,
  if: () => / (is|must) /,
  allOf: () => /If .* (is|must) /,
};

test('each keyword that a schema lacks is said in its description', () => {
  const seen = new Set();
  for (const { stage, profile, mode } of all()) {
    const original = MODES[mode][stage]['~standard'].jsonSchema.input({ target: 'draft-2020-12' });
    (function compare(before, after, place) {
      for (const [keyword, value] of Object.entries(before)) {
        if (keyword in after || ['$schema', '$id', 'then', 'else', 'const', 'required'].includes(keyword)) continue;
        assert.ok(Object.hasOwn(SAID, keyword), keyword);
        const said = SAID[keyword](value);
        const isSaid = said instanceof RegExp ? said.test(after.description) : after.description.includes(said);
        assert.ok(isSaid, `${stage} ${profile} ${place}: ${keyword} in “${after.description}”`);
        seen.add(keyword);
      }
      assert.ok(
        after.description.startsWith('title' in after ? before.description : `${before.title}. ${before.description}`),
      );
      for (const [name, property] of Object.entries(before.properties ?? {})) {
        const its = after.properties[name];
        if (its === undefined) assert.match(after.description, new RegExp(`${name} cannot be given here`));
        else compare(property, its, `${place}/${name}`);
      }
      if (before.items) compare(before.items, after.items, `${place}/items`);
    })(original, TOOLS[mode][stage]['~standard'].jsonSchema.input({ target: 'draft-07', profile }), '');
  }
  assert.deepEqual([...seen].sort(), Object.keys(SAID).sort(), 'every sentence is tried');
});

test('conditions are said in words', () => {
  const said = (stage, mode = 'complete') => toolSchema(stage, { profile: 'openai-strict', mode }).description;
  assert.match(said('organizerSetup'), /If kind is "company" or .* or "education", legal_name must be given\./);
  assert.match(
    said('ticketSetup'),
    /Unless external_ticket_url is given, currency must be given and tiers must be given\./,
  );
  const place = 'If attendance_mode is "offline" or "mixed" and to_be_announced is false or left out, ';
  assert.ok(said('venueSetup').includes(`${place}name must be given and address must be given.`));
  assert.match(said('paymentSetup'), /If provider is "stripe", statement_descriptor must have at least 5 characters\./);
  assert.match(said('eventSetup'), /If cover_image_url is given, cover_image_alt must be given\./);
  assert.doesNotMatch(said('eventSetup', 'draft'), /must be given/);
  const tier = toolSchema('ticketSetup', { profile: 'webmcp', mode: 'draft' }).properties.tiers.items.description;
  assert.match(tier, /If kind is "free", price_minor must be 0\. If kind is "paid", price_minor must be at least 1\./);
  assert.match(tier, /If kind is "free" or "paid", minimum_price_minor must be left out\./);
});

test('rewriting a schema again changes nothing', async () => {
  const file = (name) => new URL(name, import.meta.resolve('event-wizard-validator/tools')).href;
  const { rewritten } = await import(file('tools/schema.js'));
  const { TOOL_PROFILES } = await import(file('tools/profiles.js'));
  assert.deepEqual(Object.keys(TOOL_PROFILES), Object.keys(DOCUMENTED));
  for (const { stage, profile, mode } of all()) {
    const schema = toolSchema(stage, { profile, mode });
    assert.deepEqual(rewritten(TOOL_PROFILES[profile], schema), schema);
  }
});
