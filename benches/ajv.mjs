// Ajv standalone: validation code generated from our own schemas, as Ajv's users ship it. The formats that
// ajv-formats lacks are ours, written as its own are.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { _ } from 'ajv';
import Ajv2020 from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import formatsModule from 'ajv-formats/dist/formats.js';
import { columns } from './documents.mjs';

const folder = fileURLToPath(new URL('../target/bench/', import.meta.url));
const FORMATS = `const { fullFormats } = require('ajv-formats/dist/formats');
const own = require('${fileURLToPath(new URL('formats.cjs', import.meta.url))}');
module.exports = {
  ...fullFormats,
  e164: /^\\+[1-9]\\d{6,14}$/,
  'iana-time-zone': own.timeZone,
  'single-line-text': own.singleLineText,
  'multi-line-text': own.multiLineText,
  'web-address': own.webAddress,
  'idn-email': own.idnEmail,
  'language-tag': own.languageTag,
};
`;
/** Ajv needs to know them when it writes the code, too. */
const OWN = ['iana-time-zone', 'single-line-text', 'multi-line-text', 'web-address', 'idn-email', 'language-tag'];

const string = (maxLength) => ({ type: ['string', 'null'], maxLength });
const timestamp = { type: ['string', 'null'], format: 'date-time' };

/** What one would write by hand for a row: the CHECKs and lengths of the table, and the stages' schemas. */
function rowSchema(ids, required) {
  return {
    $id: `urn:row:${required.length > 0 ? 'insert' : 'update'}`,
    type: 'object',
    additionalProperties: false,
    required,
    properties: {
      id: { type: 'string', format: 'uuid' },
      user_id: { type: ['string', 'null'], format: 'uuid' },
      event_id: { type: ['string', 'null'], format: 'uuid' },
      session_id: { type: 'string', maxLength: 255 },
      current_stage: { type: 'string', maxLength: 50 },
      completed_stages: { type: ['array', 'null'], items: { type: ['string', 'null'] } },
      status: { ...string(50), enum: ['draft', 'active', 'completed', 'published', 'abandoned', null] },
      completion_percentage: { type: ['integer', 'null'], minimum: 0, maximum: 100 },
      created_at: timestamp,
      updated_at: timestamp,
      last_interaction: timestamp,
      published_at: timestamp,
      ...Object.fromEntries(Object.entries(columns).map(([stage, column]) => [column, { $ref: ids[stage] }])),
    },
  };
}

/** `{ stages: { [stage]: validate }, insert, update }`, generated and loaded. */
export function ajvStandalone() {
  const lifecycle = JSON.parse(readFileSync(new URL('../schemas/lifecycle.json', import.meta.url), 'utf8'));
  const read = (name) => JSON.parse(readFileSync(new URL(`../schemas/stages/${name}.json`, import.meta.url), 'utf8'));
  const schemas = Object.fromEntries(lifecycle.stages.map(({ stage, schema }) => [stage, read(schema)]));
  const ids = Object.fromEntries(Object.entries(schemas).map(([stage, schema]) => [stage, schema.$id]));
  const formats = {
    ...formatsModule.fullFormats,
    e164: /^\+[1-9]\d{6,14}$/,
    ...Object.fromEntries(OWN.map((name) => [name, () => true])),
  };
  const ajv = new Ajv2020({
    code: { source: true, optimize: 2, formats: _`require("./formats.cjs")` },
    formats,
    strict: false,
    schemas: [...Object.values(schemas), rowSchema(ids, ['session_id']), rowSchema(ids, [])],
  });
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}formats.cjs`, FORMATS);
  const code = standaloneCode(ajv, { ...ids, insert: 'urn:row:insert', update: 'urn:row:update' });
  writeFileSync(`${folder}ajv.cjs`, code);
  const { insert, update, ...stages } = createRequire(import.meta.url)(`${folder}ajv.cjs`);
  return {
    stages,
    insert,
    update,
    version: readFileSync(createRequire(import.meta.url).resolve('ajv/package.json'), 'utf8').match(
      /"version": "(.*?)"/,
    )[1],
    bytes: readdirSync(folder).length && code.length,
  };
}
